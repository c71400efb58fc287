// What a newcomer needs to know once all is up: one aligned block.

import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo/directory'
import type { Demo } from './demo/start'
import { localPath } from '../process/paths'

/** The block of addresses, logins and things to try; `dispatchId` is the order that was sent, if it was. */
export function closingBlock({ places, servers, pages }: Demo, dispatchId: string | null): string {
  const knobs = `curl ${places.cdit}/knobs -H 'content-type: application/json' -d`
  const rows: [string, string][] = [
    ['Portal', places.kcs],
    ['API documentation', `${places.kcs}/docs`],
    ['Temporal Web', servers.temporal.webUrl],
    ...Object.entries(pages).map(([name, url]): [string, string] => [`Reference ${name}`, url]),
    ['', ''],
    ['Logins', `all with the password ${DEMO_PASSWORD}`],
    ...DEMO_ACCOUNTS.map(({ login, use }): [string, string] => [`  ${login}`, use]),
    ['', ''],
    ['Try', '1. sign in as so.itcell and open Sent: the trace of the order, desk by desk'],
    ...(dispatchId
      ? [['', `   or: npx kcs sign-in so.itcell; npx kcs trace ${dispatchId}`] as [string, string]]
      : []),
    ['', '   as clerk.systems, Sent of a seat: what the office sent through its own filing system'],
    ['', '2. compose a letter to IPRD-WNM as so.itcell, then take it as head.wnm from the inbox of the seat'],
    [
      '',
      "3. take C-DIT's system down, send it a letter, look at its trace and at the run in Temporal Web, bring it back:",
    ],
    ['', `   ${knobs} '{"down":true}'`],
    ['', `   ${knobs} '{"down":false}'`],
    ['', ''],
    ['MongoDB', `${servers.mongodb.version} (${servers.mongodb.source})`],
    ['Temporal', `${servers.temporal.version} (${servers.temporal.source})`],
    ['Data and logs', localPath()],
    ['Stop', 'Ctrl-C; nothing is lost'],
    ['Start empty', 'npm start -- --reset'],
  ]
  const width = Math.max(...rows.map(([name]) => name.length)) + 2
  const lines = rows.map(([name, text]) => `  ${name.padEnd(width)}${text}`.trimEnd())
  return `\n${lines.join('\n')}\n\n`
}
