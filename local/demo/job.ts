// The main job: the Government Order goes from the e-Office of the Secretariat to its six addressees.

import { drawSpecimen, SPECIMEN_ORDER } from '../../process/specimen'
import { demoActors, type DemoPlaces } from './actors'
import { DEMO_PASSWORD } from './directory'
import { putLetter, sentId } from './outbox'
import { patiently, type Patience } from './patience'
import { callAgent, signIn } from './portal'
import { type Trace, tracePrinter } from './trace'

/** The letter to send: its name in the e-Office becomes the Idempotency-Key, so a second start sends nothing twice. */
export interface JobLetter {
  id: string
  number: string
}

export const FIRST_ORDER: JobLetter = { id: 'go-ms-20-2021-itd', number: SPECIMEN_ORDER.number }

/** Seconds instead of days, set on the dispatch like any other, so that the escalation can be watched. */
const TIMES = { acknowledgeWithinSeconds: 8, escalateEverySeconds: 20 }

export interface FlowRun {
  status: string
  historyEvents: number
}

export interface JobResult {
  trace: Trace
  run: FlowRun
}

/**
 * Runs the job to its end, or joins one that is running or done. What fails on the way (a part of KCS that is
 * down for a moment) is reported once and tried again. Throws when the job is not done in time.
 */
export async function runMainJob(
  places: DemoPlaces,
  print: (line: string) => void,
  options: { signal: AbortSignal; timeoutMs: number; letter?: JobLetter },
): Promise<JobResult> {
  const letter = options.letter ?? FIRST_ORDER
  const patience = patiently(print, AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs)]))
  const earlier = await patience('Secretariat', () => sentBefore(places, letter))
  print(
    earlier.id
      ? `dispatch ${earlier.id} was sent before; its history:`
      : `sending ${letter.number} to six addressees`,
  )
  if (!earlier.id) await patience('Secretariat', () => handOver(places, letter))
  const id = earlier.id ?? (await patience('Secretariat', async () => (await sentBefore(places, letter)).id))
  if (!earlier.id) print(`dispatch ${id}: accepted`)
  const officer = await patience('officer', () => signIn(places.kcs, 'so.itcell', DEMO_PASSWORD))
  const operator = await patience('operator', () => signIn(places.kcs, 'operator', DEMO_PASSWORD))
  const show = tracePrinter(print)
  const over = new AbortController()
  const acting = actAll(places, letter, patiently(print, AbortSignal.any([over.signal, options.signal])))
  try {
    return await patience('trace', async () => {
      const trace = await officer.get<Trace>(`/v1/dispatches/${id}/trace`)
      show(trace)
      if (!allDone(trace)) return null
      const run = await operator.get<FlowRun>(`/v1/flows/dispatch/${id}`)
      return run.status === 'completed' ? { trace, run } : null
    })
  } finally {
    over.abort(new Error('over'))
    await acting
  }
}

/** The dispatch that KCS made of the letter, or null where it has not yet been handed over. */
async function sentBefore({ secretariat }: DemoPlaces, { id }: JobLetter): Promise<{ id: string | null }> {
  return { id: (await sentId({ system: 'eoffice', url: secretariat }, id)) ?? null }
}

/** The e-Office hands the letter over with its own key, and goes on by itself until KCS has taken it. */
async function handOver({ secretariat, cdit }: DemoPlaces, { id, number }: JobLetter): Promise<true> {
  // C-DIT's system is down for two tries of this letter, and of no other.
  await callAgent(`${cdit}/knobs`, { fail503Times: 2 })
  await putLetter(
    { system: 'eoffice', url: secretariat },
    {
      ...{ id, number, office: 'ITD', seat: 'ITD/SO', kind: 'government-order', times: TIMES },
      subject: SPECIMEN_ORDER.subject.en,
      fileNumber: SPECIMEN_ORDER.fileNumber,
      recipients: [
        { seat: 'KSITM/DIR', purpose: 'action' },
        { seat: 'CDIT/REG', purpose: 'action' },
        { seat: 'PAGA/PAG', purpose: 'action' },
        { seat: 'AGAE/AG', purpose: 'information' },
        { office: 'IPRD-WNM', purpose: 'action' },
        { seat: 'ITD/RECORDS', purpose: 'information' },
      ],
      paper: { name: 'GO-Ms-20-2021-ITD.pdf', content: await drawSpecimen(number) },
    },
  )
  return true
}

/** Runs every actor until its part is done or the job is over. */
async function actAll(places: DemoPlaces, letter: JobLetter, patience: Patience): Promise<void> {
  const actors = demoActors(places, letter.number, SPECIMEN_ORDER.fileNumber)
  await Promise.allSettled(
    Object.entries(actors).map(([name, act]) => patience(name, async () => ((await act()) ? true : null))),
  )
}

/** The tapal is closed, with the two movements in the IT Mission and the copy in the own file. */
function allDone({ dispatch, tapals }: Trace): boolean {
  const has = (seat: string, kind: string): number =>
    tapals.find((tapal) => tapal.recipient.seat === seat)?.history.filter((event) => event.kind === kind)
      .length ?? 0
  const isFiled = tapals
    .find((tapal) => tapal.recipient.seat === 'ITD/RECORDS')
    ?.history.some((event) => event.desk?.file)
  return dispatch.state === 'closed' && has('KSITM/DIR', 'movement') >= 2 && isFiled === true
}
