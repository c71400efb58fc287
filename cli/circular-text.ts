// A letter to many as text: how far it has come, and who its recipients are.

import type { DispatchResponse } from '../api/routes/letters/dispatch/schema'
import type { LedgerPageResponse, TallyResponse } from '../api/routes/letters/ledger/schema'
import { LEDGER_STANDINGS, type LedgerStanding } from '../domain/letters/ledger/standing'
import { pairs, table } from './table'
import { instantOf, leftUntil } from './time'

type Sums = Pick<TallyResponse, 'recipients' | 'standings' | 'owing'>

const WORDS: Record<LedgerStanding, string> = {
  'on-the-way': 'on the way',
  'not-taken': 'not acknowledged',
  taken: 'acknowledged',
  failed: 'failed or refused',
  'taken-back': 'taken back',
  'passed-on': 'passed on',
}

/** How far it has come, in plain words. */
export function statusLines(letter: DispatchResponse, tally: TallyResponse): string[] {
  const { recipients, standings, owing } = tally
  const reached = recipients - standings['on-the-way']
  const others = (['failed', 'taken-back', 'passed-on'] as const).filter((one) => standings[one] > 0)
  return pairs([
    ['letter', [letter.letterNumber, letter.letterDate].filter(Boolean).join(' of ')],
    ['dispatch', `${letter.id}, ${letter.state}, accepted ${instantOf(letter.acceptedAt)}`],
    ['counted', instantOf(tally.asOf)],
    ['recipients', expansionOf(letter, recipients)],
    ['delivered', `${shareOf(reached, recipients)}; ${standings['on-the-way']} on the way`],
    ['acknowledged', `${shareOf(standings.taken, recipients)}; ${owing} have it and still owe it`],
    ...others.map((one) => [WORDS[one], String(standings[one])] as const),
  ])
}

/** The number is allotted once all are worked out. */
function expansionOf({ number }: DispatchResponse, recipients: number): string {
  return number === null ? `${recipients} so far; they are still being worked out` : String(recipients)
}

function shareOf(part: number, whole: number): string {
  return whole === 0 ? '0' : `${part} of ${whole} (${Math.floor((100 * part) / whole)} %)`
}

/** One line per district or department. */
export function shareRows(
  heading: string,
  shares: readonly (readonly [name: string, sums: Sums])[],
): string[] {
  const used = LEDGER_STANDINGS.filter((one) => shares.some(([, { standings }]) => standings[one] > 0))
  return table(
    [heading, 'RECIPIENTS', ...used.map((one) => WORDS[one].toUpperCase()), 'OWE IT'],
    shares.map(([name, { recipients, standings, owing }]) => [
      name || '-',
      String(recipients),
      ...used.map((one) => String(standings[one])),
      String(owing),
    ]),
  )
}

/** One line per recipient. */
export function recipientRows({ items }: LedgerPageResponse, now: Date): string[] {
  return table(
    ['DISTRICT', 'DEPARTMENT', 'OFFICE', 'NAME', 'PURPOSE', 'STATE', 'DUE', 'NUMBER', 'TAPAL'],
    items.map((one) => [
      one.district || '-',
      one.department || '-',
      one.recipient.office,
      one.recipient.name,
      one.purpose,
      one.parked ? `${one.state}, waits for its system` : one.state,
      leftUntil(one.dueAt, now),
      one.diary?.number ?? one.inwardNumber ?? '',
      one.id,
    ]),
  )
}
