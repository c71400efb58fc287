// The second job: one letter to an office of each filing system, and one letter from each of the systems to the next.

import { drawSpecimen } from '../../process/specimen'
import { type Actor, clerkAtIaps } from './actors'
import type { DemoCode } from './agents'
import { DEMO_PASSWORD } from './directory'
import { type OfficeLetter, putLetter, sentId } from './outbox'
import { patiently, type Patience } from './patience'
import { callAgent, type Portal, signIn } from './portal'
import type { Demo, DemoSystem } from './start'
import type { Trace, TraceTapal } from './trace'

/** Whose offices the letter goes to, in this order. */
const ADDRESSED: readonly DemoCode[] = [
  'ksitm',
  'nedumangad',
  'police',
  'dte',
  'corporation',
  'kalliyoor',
  'icfoss',
  'archives',
]
/** The number of the letter to all. */
const CIRCULAR = 'IT-CELL/8/2021-ITD'
/** Down for two tries of the letter. */
const DOWN_AT_FIRST: readonly DemoCode[] = ['corporation', 'icfoss']

export interface EightResult {
  /** The letter to all of them. */
  trace: Trace
  /** The letters of the systems, each with the office that it came from. */
  letters: { from: DemoSystem; trace: Trace }[]
}

/**
 * Runs the job to its end, or joins one that is running or done. Throws when it is not done in time, or when KCS does not
 * take a letter.
 */
export async function runEightOffices(
  { places, systems }: Pick<Demo, 'places' | 'systems'>,
  print: (line: string) => void,
  { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
): Promise<EightResult> {
  const patience = patiently(print, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]))
  const addressed = ADDRESSED.flatMap((code) => systems.find((system) => system.code === code) ?? [])
  const secretariat = systems.find(({ code }) => code === 'secretariat')!
  const portals = await patience('officers', async () => ({
    sender: await signIn(places.kcs, 'so.itcell', DEMO_PASSWORD),
    clerk: await signIn(places.kcs, 'clerk.systems', DEMO_PASSWORD),
    operator: await signIn(places.kcs, 'operator', DEMO_PASSWORD),
  }))
  const askFor = ({ id }: DemoSystem) => portals.operator.post(`/v1/endpoints/${id}/collect`, {})
  // KCS looks after a minute what became of a letter at an iAPS; its clerk has it look sooner.
  const clerksOf = (to: readonly DemoSystem[], { number }: OfficeLetter): Actor[] =>
    to.filter(({ system }) => system === 'iaps').map((one) => clerkAtIaps(one.url, number, () => askFor(one)))
  const down = addressed.filter(({ code }) => DOWN_AT_FIRST.includes(code))
  const putDown = async (): Promise<void> => {
    for (const { url } of down) await callAgent(`${url}/knobs`, { fail503Times: 2 })
  }
  const paper = await drawSpecimen(CIRCULAR)
  const circular = letterToAll(addressed, paper)
  const id = await send(patience, secretariat, circular, { before: putDown })
  const trace = await taken(patience, portals.sender, id, clerksOf(addressed, circular))
  // Only now, for a letter to a system that is down would take some of its refusals.
  const letters = senders(addressed).map(async (from, at, all) => {
    const to = all[(at + 1) % all.length]!
    const letter = letterToNext(from, to, paper)
    const ownId = await send(patience, from, letter, from.isAsked ? { ask: () => askFor(from) } : {})
    return { from, trace: await taken(patience, portals.clerk, ownId, clerksOf([to], letter)) }
  })
  return { trace, letters: await Promise.all(letters) }
}

/** The filing systems of the State, one office each; push and pull are ways, and no systems of their own. */
function senders(addressed: readonly DemoSystem[]): DemoSystem[] {
  return addressed.filter(({ system }) => system !== 'push' && system !== 'pull')
}

/** Looks between two words of the operator, who has a system asked at once that cannot call KCS. */
const LOOKS_APART = 10

/** Puts a letter into the outbox of its office, unless it is there, and returns its id at KCS once that has it. */
async function send(
  patience: Patience,
  from: DemoSystem,
  letter: OfficeLetter,
  { before, ask }: { before?: () => Promise<unknown>; ask?: () => Promise<unknown> },
): Promise<string> {
  let looks = 0
  return patience(from.name, async () => {
    const id = await sentId(from, letter.id)
    if (id) return id
    if (id === undefined) {
      await before?.()
      await putLetter(from, letter)
    }
    if (looks % LOOKS_APART === 0) await ask?.()
    looks += 1
    return null
  })
}

/** The trace of a letter once every office has taken it under its own diary number, some of them by these clerks. */
function taken(patience: Patience, portal: Portal, id: string, clerks: readonly Actor[]): Promise<Trace> {
  return patience('trace', async () => {
    for (const act of clerks) await act()
    const trace = await portal.get<Trace>(`/v1/dispatches/${id}/trace`)
    return trace.tapals.length > 0 && trace.tapals.every(({ diary }) => diary !== null) ? trace : null
  })
}

function letterToAll(addressed: readonly DemoSystem[], content: Buffer): OfficeLetter {
  const number = CIRCULAR
  return {
    ...{ id: 'circular-to-all-systems', number, office: 'ITD', seat: 'ITD/SO', kind: 'circular' },
    subject: 'Filing systems that are connected to the Unified Communication Service',
    recipients: addressed.map(({ offices }) => ({ office: offices[0]!, purpose: 'action' })),
    paper: { name: 'circular.pdf', content },
  }
}

/** The office answers the circular to its neighbour, and encloses it. */
function letterToNext(from: DemoSystem, to: DemoSystem, content: Buffer): OfficeLetter {
  const [office, next] = [from.offices[0]!, to.offices[0]!]
  const number = `${office}/1/2021`
  return {
    ...{ id: `letter-to-${to.code}`, number, office, seat: `${office}/TAPAL`, kind: 'letter' },
    subject: `Our first letter after the circular ${CIRCULAR}`,
    recipients: [{ office: next, purpose: 'action' }],
    paper: { name: 'circular.pdf', content },
  }
}

/** What came of the job, line by line. */
export function eightLines({ trace, letters }: EightResult): string[] {
  const numbers = trace.tapals.map((tapal) => line(tapal.recipient.office, tapal))
  const sent = letters.map(({ from, trace: { tapals } }) =>
    line(`${from.offices[0]} → ${tapals[0]!.recipient.office}`, tapals[0]!),
  )
  return [
    `one letter to ${numbers.length} offices, ${DOWN_AT_FIRST.length} of their systems down at first; taken by all:`,
    ...numbers,
    `one letter from each of ${sent.length} filing systems to the next:`,
    ...sent,
  ]
}

function line(offices: string, { mechanism, attempts, diary }: TraceTapal): string {
  return `  ${offices.padEnd(16)}${mechanism.padEnd(10)}tries ${String(attempts).padEnd(4)}diary number ${diary?.number ?? ''}`
}
