// Tries that fail and questions about a job leave nothing in the history of a letter: counted.

import { setTimeout as wait } from 'node:timers/promises'
import { dispatchWorkflowId } from '../../domain/letters/dispatch/dispatch'
import { callAgent } from '../../local/demo/portal'
import type { Row } from '../report'
import { figure } from '../statistics'
import { startAgent } from './record'
import type { World } from './world'

const REFUSED_TRIES = 3
/** DDFS wants to be asked again after five seconds: so long, and it is asked some times. */
const JOB_MS = 12_000
/** Without a new event for so long, the run waits for its office. */
const STILL_MS = 1_000

export async function eventRows(world: World): Promise<Row[]> {
  const push = await startAgent('push', [{ code: 'events' }])
  const ddfs = await startAgent('ddfs', [{ code: 'events' }])
  const [pushUrl, ddfsUrl] = [push.urls['events']!, ddfs.urls['events']!]
  try {
    const [toPush] = await world.place({ code: 'events-push', system: 'push', address: pushUrl, offices: 1 })
    const [toDdfs] = await world.place({ code: 'events-ddfs', system: 'ddfs', address: ddfsUrl, offices: 1 })
    const atOnce = await eventsOf(world, toPush!)
    await callAgent(`${pushUrl}/knobs`, { fail503Times: REFUSED_TRIES })
    const tried = await eventsOf(world, toPush!)
    const short = await eventsOf(world, toDdfs!)
    await callAgent(`${ddfsUrl}/desk/bench`, { processMs: JOB_MS })
    const polled = await eventsOf(world, toDdfs!)
    return [
      rowOf(`taken at the first try → after ${REFUSED_TRIES} tries that were refused`, atOnce, tried),
      rowOf(`whose job is done at once → after ${JOB_MS / 1_000} s of questions`, short, polled),
    ]
  } finally {
    await push.stop()
    await ddfs.stop()
  }
}

interface Seen {
  events: number
  attempts: number
}

function rowOf(what: string, before: Seen, after: Seen): Row {
  return {
    metric: `history events of a letter ${what}`,
    value: `${before.events} → ${after.events} (tries in the record: ${before.attempts} → ${after.attempts})`,
    ceiling: '',
    ratio: figure([after.events / before.events]),
    target: '1.00',
  }
}

/** The events of the run of one letter, once its office has it and nothing more is entered. */
async function eventsOf({ send, stage }: World, office: string): Promise<Seen> {
  const id = await send([office])
  const tapals = stage.database.collection<{ attempts: number }>('tapals')
  const isThere = { dispatch: id, state: { $in: ['delivered', 'acknowledged'] } } as object
  while (!(await tapals.findOne(isThere))) await wait(50)
  const run = stage.client.workflow.getHandle(dispatchWorkflowId(id))
  let events = 0
  for (let stillSince = performance.now(); performance.now() - stillSince < STILL_MS; await wait(100)) {
    const { historyLength } = await run.describe()
    if (historyLength !== events) stillSince = performance.now()
    events = historyLength
  }
  const { attempts } = (await tapals.findOne(isThere))!
  return { events, attempts }
}
