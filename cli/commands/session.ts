// kcs sign-in and sign-out: the session of an officer on this machine.

import { type Command } from 'commander'
import type { SessionResponse } from '../../api/routes/access/session/schema'
import { addressOf } from '../address'
import { createClient } from '../client'
import { clientFor, type CommonOptions, withCommon } from '../common'
import { dropSession, keepSession, readSession } from '../credentials'
import { CliError, EXIT } from '../exit'
import { type Io, printJson, say } from '../io'
import { reasonText } from '../reasons'
import { readPassword } from '../password'
import { printTable, table } from '../table'

export function addSession(program: Command, io: Io): void {
  withCommon(program.command('sign-in'))
    .summary('sign in as an officer')
    .description('Keeps a session for the commands that follow. A filing system sets KCS_API_KEY instead.')
    .argument('<login>', 'login of the account')
    .option('--password-stdin', 'read the password from standard input')
    .action((login: string, options: CommonOptions & { passwordStdin?: boolean }) =>
      signIn(io, login, options),
    )
  withCommon(program.command('sign-out'))
    .summary('end the session')
    .action((options: CommonOptions) => signOut(io, options))
}

async function signIn(
  io: Io,
  login: string,
  options: CommonOptions & { passwordStdin?: boolean },
): Promise<void> {
  const url = addressOf(io, options.url)
  const password = await readPassword(io, login, options.passwordStdin ?? false)
  const { body, headers } = await createClient(url, {}).call<SessionResponse>('POST', '/v1/session', {
    body: { login, password },
  })
  const cookie = [headers['set-cookie'] ?? []].flat()[0]?.split(';', 1)[0]
  if (!cookie) {
    throw new CliError('KCS gave no session.', { exitCode: EXIT.failed, remedy: 'Check --url or KCS_URL.' })
  }
  keepSession(io, { url, login, cookie, csrfToken: body.csrfToken })
  if (options.json) return printJson(io, { account: body.account, seats: body.seats })
  say(io, `Signed in as ${body.account.name} (${body.account.roles.join(', ')}).`)
  if (body.seats.length === 0) return say(io, 'You hold no seat now.')
  printTable(
    io.stdout,
    table(
      ['SEAT', 'DESIGNATION', 'SECTION', 'OFFICE', 'STANDING IN'],
      body.seats.map(({ id, designation, section, office, reason }) => [
        id,
        designation,
        section,
        office.name,
        reason.code.startsWith('vacant') ? reasonText(reason) : '',
      ]),
    ),
  )
}

async function signOut(io: Io, options: CommonOptions): Promise<void> {
  const session = readSession(io)
  if (!session) return say(io, 'Nobody was signed in.')
  // Ends the session at the address where it was made, even if another address is set now.
  const client = clientFor({ ...io, env: {} }, { ...options, url: session.url })
  try {
    await client.call('DELETE', '/v1/session')
  } catch (error) {
    // A session that has expired is signed out as well.
    if (!(error instanceof CliError) || error.exitCode !== EXIT.notYours) throw error
  } finally {
    dropSession(io)
  }
  say(io, `Signed out ${session.login}.`)
}
