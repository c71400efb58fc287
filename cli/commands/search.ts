// kcs search: offices and seats as people type them.

import { type Command } from 'commander'
import type { SearchResponse } from '../../api/routes/directory/search/schema'
import { clientFor, type CommonOptions, withCommon } from '../common'
import { type Io, printJson, say } from '../io'
import { printTable, table } from '../table'

interface Options extends CommonOptions {
  district?: string
  limit?: string
}

export function addSearch(program: Command, io: Io): void {
  withCommon(program.command('search'))
    .summary('find offices and seats in the directory')
    .argument('<words...>', 'words or their beginnings, in English or Malayalam')
    .option('--district <name>', 'the district that goes first')
    .option('--limit <number>', 'how many at most')
    .action((words: string[], options: Options) => search(io, words.join(' '), options))
}

async function search(io: Io, q: string, options: Options): Promise<void> {
  const { district, limit } = options
  const { body } = await clientFor(io, options).call<SearchResponse>('GET', '/v1/directory/search', {
    query: { q, district, limit },
  })
  if (options.json) return printJson(io, body)
  if (body.items.length === 0) return say(io, `Nothing is found under ${q}.`)
  printTable(
    io.stdout,
    table(
      ['', 'ID', 'NAME', 'MALAYALAM', 'OFFICE', 'DISTRICT'],
      body.items.map(({ type, id, name, nameMl, office, district: where }) => [
        type,
        id,
        name,
        nameMl,
        office,
        where,
      ]),
    ),
  )
}
