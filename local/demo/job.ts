// The main job: the Government Order goes from the e-Office of the Secretariat to its six addressees.

import { setTimeout as sleep } from 'node:timers/promises'
import { drawLetter } from '../../documents/pdf/draw-letter'
import { SPECIMEN_ORDER } from '../../documents/specimen-order'
import { demoActors, type DemoPlaces } from './actors'
import { DEMO_PASSWORD } from './directory'
import { callAgent, type Portal, signIn } from './portal'
import { type Trace, tracePrinter } from './trace'

/** Names the letter in the e-Office for ever; becomes the Idempotency-Key, so that a second start sends nothing twice. */
const LETTER_ID = 'go-ms-20-2021-itd'
/** Seconds instead of days, set on the dispatch like any other, so that the escalation can be watched. */
const TIMES = { acknowledgeWithinSeconds: 8, escalateEverySeconds: 20 }
const LOOK_EVERY_MS = 300

export interface FlowRun {
  status: string
  historyEvents: number
}

export interface JobResult {
  trace: Trace
  run: FlowRun
}

/** Runs the job to its end, or joins one that is running or done. Throws when it is not done in time. */
export async function runMainJob(
  places: DemoPlaces,
  print: (line: string) => void,
  options: { signal: AbortSignal; timeoutMs: number },
): Promise<JobResult> {
  const end = Date.now() + options.timeoutMs
  const id = await handOver(places, options.signal, end)
  const [officer, operator] = await Promise.all([
    signIn(places.kcs, 'so.itcell', DEMO_PASSWORD),
    signIn(places.kcs, 'operator', DEMO_PASSWORD),
  ])
  const show = tracePrinter(print)
  const done = actAll(places, { ...options, end }, print)
  for (;;) {
    options.signal.throwIfAborted()
    const trace = await officer.get<Trace>(`/v1/dispatches/${id}/trace`)
    show(trace)
    const run = trace.dispatch.state === 'closed' ? await completed(operator, id) : null
    if (run && (await Promise.race([done, Promise.resolve('acting')])) !== 'acting') {
      const last = await officer.get<Trace>(`/v1/dispatches/${id}/trace`)
      show(last)
      if (movementsOf(last) >= 2) return { trace: last, run }
    }
    if (Date.now() > end) throw new Error(`the main job was not done in ${options.timeoutMs / 1000} s`)
    await sleep(LOOK_EVERY_MS)
  }
}

/** The e-Office hands the letter over with its own key, and learns the dispatch. */
async function handOver({ secretariat }: DemoPlaces, signal: AbortSignal, end: number): Promise<string> {
  const letter = await drawLetter(SPECIMEN_ORDER)
  await callAgent(`${secretariat}/desk/letters`, {
    id: LETTER_ID,
    office: 'ITD',
    sender: { seat: 'ITD/SO' },
    kind: 'government-order',
    subject: SPECIMEN_ORDER.subject.en,
    letterNumber: SPECIMEN_ORDER.number,
    letterDate: SPECIMEN_ORDER.date,
    fileNumber: SPECIMEN_ORDER.fileNumber,
    language: 'en',
    recipients: [
      { seat: 'KSITM/DIR', purpose: 'action' },
      { seat: 'CDIT/REG', purpose: 'action' },
      { seat: 'PAGA/PAG', purpose: 'action' },
      { seat: 'AGAE/AG', purpose: 'information' },
      { office: 'IPRD-WNM', purpose: 'action' },
      { seat: 'ITD/RECORDS', purpose: 'information' },
    ],
    times: TIMES,
    documents: [
      {
        name: 'GO-Ms-20-2021-ITD.pdf',
        mediaType: 'application/pdf',
        contentBase64: letter.toString('base64'),
      },
    ],
  })
  for (;;) {
    signal.throwIfAborted()
    const { items } = await callAgent<{ items: OutboxItem[] }>(`${secretariat}/desk/outbox`)
    const sent = items.find((item) => item.id === LETTER_ID)
    if (sent?.state === 'taken') return sent.answer.id
    if (sent?.state === 'rejected')
      throw new Error(`KCS did not take the letter: ${JSON.stringify(sent.answer)}`)
    if (Date.now() > end) throw new Error('the e-Office could not hand the letter over in time')
    await sleep(LOOK_EVERY_MS)
  }
}

interface OutboxItem {
  id: string
  state: 'waiting' | 'taken' | 'rejected'
  answer: { id: string }
}

/** Lets every actor act until its part is done; what fails on the way is said once and tried again. */
async function actAll(
  places: DemoPlaces,
  { signal, end }: { signal: AbortSignal; end: number },
  print: (line: string) => void,
): Promise<'done'> {
  const actors = demoActors(places, SPECIMEN_ORDER.number, SPECIMEN_ORDER.fileNumber)
  await Promise.all(
    Object.entries(actors).map(async ([name, act]) => {
      let said = ''
      while (!signal.aborted && Date.now() < end) {
        try {
          if (await act()) return
        } catch (error) {
          const text = error instanceof Error ? error.message : String(error)
          if (text !== said) print(`${name}: ${text}; tries again`)
          said = text
        }
        await sleep(LOOK_EVERY_MS)
      }
    }),
  )
  return 'done'
}

async function completed(operator: Portal, id: string): Promise<FlowRun | null> {
  const run = await operator.get<FlowRun>(`/v1/flows/dispatch/${id}`)
  return run.status === 'completed' ? run : null
}

function movementsOf({ tapals }: Trace): number {
  const mission = tapals.find((tapal) => tapal.recipient.office === 'KSITM')
  return mission?.history.filter((event) => event.kind === 'movement').length ?? 0
}
