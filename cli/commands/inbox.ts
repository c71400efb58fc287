// kcs inbox: the tapals of a seat.

import { type Command, Option } from 'commander'
import type { InboxResponse } from '../../api/routes/letters/tapal/schema'
import { INBOX_VIEWS } from '../../domain/letters/tapal/inbox'
import { clientFor, type CommonOptions, withCommon } from '../common'
import { type Io, printJson, say } from '../io'
import { printTable, table } from '../table'
import { leftUntil, spanOf } from '../time'

interface Options extends CommonOptions {
  view: string
  limit: string
  cursor?: string
}

export function addInbox(program: Command, io: Io): void {
  withCommon(program.command('inbox'))
    .summary('show the inbox of a seat')
    .argument('<seat>', 'id of the seat')
    .addOption(new Option('--view <view>', 'which tapals').choices(INBOX_VIEWS).default('all'))
    .option('--limit <number>', 'how many at most', '50')
    .option('--cursor <cursor>', 'where the page before ended')
    .action((seat: string, options: Options) => inbox(io, seat, options))
}

async function inbox(io: Io, seat: string, options: Options): Promise<void> {
  const { view, limit, cursor } = options
  const { body } = await clientFor(io, options).call<InboxResponse>('GET', '/v1/tapals', {
    query: { seat, view, limit, cursor },
  })
  if (options.json) return printJson(io, body)
  if (body.items.length > 0) {
    printTable(
      io.stdout,
      table(
        ['TAPAL', 'FROM', 'LETTER', 'SUBJECT', 'PURPOSE', 'STATE', 'AGE', 'DUE', 'ESCALATED', 'NUMBER'],
        body.items.map((tapal) => [
          tapal.id,
          tapal.sender.name,
          tapal.letterNumber,
          tapal.subject,
          tapal.purpose,
          tapal.state,
          spanOf(tapal.ageSeconds),
          leftUntil(tapal.dueAt, io.now()),
          tapal.escalations === 0 ? '' : `level ${tapal.escalations}`,
          tapal.diary?.number ?? tapal.inwardNumber ?? '',
        ]),
      ),
    )
  }
  say(io, INBOX_VIEWS.map((name) => `${name} ${body.counts[name]}`).join(' · '))
  if (body.next !== null)
    say(io, `There are more: kcs inbox ${seat} --view ${view} --limit ${limit} --cursor ${body.next}`)
}
