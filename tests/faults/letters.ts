// Letters through a whole KCS, for tests that break something on their way.

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { callAgent } from '../../local/demo/portal'
import type { Tapal } from '../../domain/letters/tapal/tapal'
import { projectRoot } from '../../process/paths'
import { AGENTS, type SoakAgent } from '../soak/agents'
import { type Caller, callerOf, signedIn } from '../soak/caller'
import { CLERKS, PASSWORD, SENDER_SEAT } from '../soak/directory'
import { bringPapers } from '../soak/senders'
import { openWorld, type Part, type World } from '../soak/world'
import { until } from '../support/until'

export interface Stage {
  world: World
  /** Calls with the key of the agent of the sending office, and goes on trying. */
  sender: Caller
  /** A clerk who holds seats of desk offices. */
  clerk: Caller
  /** The body of a letter to these offices, for action. */
  letter(offices: readonly string[], times?: object): object
  /** Hands a letter over and returns its id. */
  send(offices: readonly string[], key?: string, times?: object): Promise<string>
  tapals(dispatch: string): Promise<Tapal[]>
  /** Waits until every tapal of the letter is in one of the states. */
  untilAll(dispatch: string, states: readonly string[], timeoutMs?: number): Promise<Tapal[]>
  /** Waits until its run has closed it. */
  untilClosed(dispatch: string, timeoutMs?: number): Promise<void>
  close(): Promise<void>
}

export const ALPHA = AGENTS[0]!
/** Long enough that no clock comes due within a test. */
const TIMES = { acknowledgeWithinSeconds: 3_600, escalateEverySeconds: 3_600 }

/** Starts a KCS of its own. */
export async function openStage(): Promise<Stage> {
  const world = await openWorld()
  const giveUp = new AbortController()
  const options = { signal: giveUp.signal, faults: [] }
  const { url } = world.kcs
  const sender = callerOf(url, { authorization: `Bearer ${ALPHA.apiKey}` }, options)
  const [paper] = await bringPapers(sender, 1)
  const clerk = await signedIn(url, CLERKS[0], PASSWORD, options)
  const letter: Stage['letter'] = (offices, times = TIMES) => ({
    sender: { seat: SENDER_SEAT },
    kind: 'letter',
    subject: 'A letter in trouble',
    letterNumber: 'T/1',
    letterDate: '2026-01-02',
    recipients: offices.map((office) => ({ office, purpose: 'action' })),
    documents: [{ sha256: paper!, name: 'letter.pdf' }],
    times,
  })
  const tapals: Stage['tapals'] = async (dispatch) =>
    (await world.database.collection('tapals').find({ dispatch }).toArray()).map(
      ({ _id, ...row }) => ({ ...row, id: String(_id) }) as unknown as Tapal,
    )
  return {
    world,
    sender,
    clerk,
    letter,
    async send(offices, key = randomUUID(), times = TIMES) {
      const body = letter(offices, times)
      const answer = await sender.call('POST', '/v1/dispatches', body, { 'idempotency-key': key })
      expect(answer).toMatchObject({ status: 202 })
      return String(answer.body['id'])
    },
    tapals,
    untilAll: (dispatch, states, timeoutMs = 60_000) =>
      until(
        async () => {
          const rows = await tapals(dispatch)
          return rows.length > 0 && rows.every(({ state }) => states.includes(state)) ? rows : null
        },
        { what: `the tapals of ${dispatch} to be ${states.join(' or ')}`, timeoutMs },
      ),
    async untilClosed(dispatch, timeoutMs = 60_000) {
      await until(
        () =>
          world.database
            .collection('dispatches')
            .findOne({ _id: dispatch as never, closedAt: { $ne: null } }),
        { what: `${dispatch} to be closed`, timeoutMs },
      )
    },
    async close() {
      giveUp.abort()
      await world.close()
    },
  }
}

/** Starts another process like one that runs, with further settings. */
export async function startBeside(
  { world }: Stage,
  like: Part,
  { name, script, env }: { name: string; script: string; env(own: Record<string, string>): object },
): Promise<void> {
  const own = Object.fromEntries(
    readFileSync(`/proc/${world.pidOf(like)}/environ`, 'utf8')
      .split('\0')
      .filter((line) => line.indexOf('=') > 0)
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
  await world.kcs.supervisor.start({
    name,
    script: join(projectRoot(), 'dist', script),
    env: { ...own, ...env(own) },
  })
}

export interface Arrived {
  deliveryKey: string
  recipient: string
  diary: { number: string } | null
  documents: { sha256: string; fetched: boolean }[]
}

/** What lies at an agent for these offices. */
export async function lettersAt(
  world: World,
  agent: SoakAgent,
  deliveryKeys: ReadonlySet<string>,
): Promise<Arrived[]> {
  const { letters } = await callAgent<{ letters: Arrived[] }>(`${world.addressOf(agent)}/letters`)
  return letters.filter(({ deliveryKey }) => deliveryKeys.has(deliveryKey))
}

/** Sets the faults of an agent. */
export async function setKnobs(world: World, agent: SoakAgent, knobs: object): Promise<void> {
  await callAgent(`${world.addressOf(agent)}/knobs`, knobs)
}

/** Keeps parts from running while the work lasts: each is killed again as soon as it is started. They run at its end. */
export async function without(
  world: World,
  parts: readonly Part[],
  work: () => Promise<void>,
): Promise<void> {
  let over = false
  const killing = (async () => {
    for (; !over; await sleep(50)) for (const part of parts) world.kill(part)
  })()
  try {
    await work()
  } finally {
    over = true
    await killing
    await until(() => parts.every((part) => world.pidOf(part) !== undefined), {
      what: `${parts.join(' and ')} to run again`,
      timeoutMs: 60_000,
    })
  }
}
