// What a newcomer needs to know once all is up: one aligned block.

import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo/directory'
import type { Kcs } from './kcs'
import { localPath } from './system/paths'

/** The block of addresses, logins and things to try. */
export function closingBlock({ places, servers, pages }: Kcs): string {
  const rows: [string, string][] = [
    ['Portal', places.kcs],
    ['API documentation', `${places.kcs}/docs`],
    ['Temporal Web', servers.temporal.webUrl],
    ...Object.entries(pages).map(([name, url]): [string, string] => [`Reference ${name}`, url]),
    ['', ''],
    ['Logins', `all with the password ${DEMO_PASSWORD}`],
    ...DEMO_ACCOUNTS.map(({ login, use }): [string, string] => [`  ${login}`, use]),
    ['', ''],
    ['Try', 'sign in as so.itcell and open Sent: the trace of the order, desk by desk'],
    [
      '',
      'sign in as head.wnm, open the inbox of the seat, and acknowledge a letter that you compose as so.itcell',
    ],
    [
      '',
      `stop the agent of C-DIT: curl -d '{"down":true}' -H 'content-type: application/json' ${pages['C-DIT']}/knobs`,
    ],
    ['', ''],
    ['MongoDB', `${servers.mongodb.version} (${servers.mongodb.source})`],
    ['Temporal', `${servers.temporal.version} (${servers.temporal.source})`],
    ['Data and logs', localPath()],
    ['Stop', 'Ctrl-C; nothing is lost'],
    ['Start anew', 'npm start -- --reset'],
  ]
  const width = Math.max(...rows.map(([name]) => name.length)) + 2
  const lines = rows.map(([name, text]) => `  ${name.padEnd(width)}${text}`.trimEnd())
  return `\n${lines.join('\n')}\n\n`
}
