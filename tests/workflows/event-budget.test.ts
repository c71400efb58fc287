// What a letter may cost in Temporal (design §4), counted on the real server.

import { Readable } from 'node:stream'
import { temporal } from '@temporalio/proto'
import type { Dispatch } from '../../domain/letters/dispatch/record'
import { createStore } from '../../process/compose'
import { CALM, type History, namesOf, type Scenes, scenesIn, textOf } from '../histories/scenes'
import { newId } from '../../process/new-id'
import { createSecrets } from '../../secrets'
import type { Caller } from '../../services/access/right/identity'
import { giveOut } from '../../services/letters/inward/give-out'
import { receiveInward } from '../../services/letters/inward/receive'
import { reportInward } from '../../services/letters/inward/report'
import { until } from '../support/until'
import { openWorld, type World } from '../support/world'

let world: World
let scenes: Scenes
const many = Array.from({ length: 200 }, (_, i) => `M${i}`)
beforeAll(async () => {
  world = await openWorld()
  scenes = scenesIn(world)
  await scenes.offices(['A', 'B', 'C', 'D', ...many])
  await scenes.offices(['PUSH'], 'push')
  await scenes.offices(['MAIL'], 'email')
  await scenes.offices(['POST'], 'print')
  await scenes.offices(['PULL'], 'pull')
  await world.work()
})
afterAll(() => world?.close())

/** What a run commands, and the signals it is sent. The workflow's code alone decides these, so they are counted exactly. */
interface Commands {
  activities: number
  timers: number
  signals: number
  markers: number
}

const measured: Record<string, Commands & { tasks: number; events: number }> = {}

/**
 * Counts the commands, and bounds the workflow tasks by them: how many tasks a run takes depends on timing, for two
 * things that happen close together are worked on in one task on a slow machine and in two on a quick one. But each
 * task has a cause: the start, or an activity, timer or signal that it hears of. Fails where there are more.
 */
function commandsOf(name: string, history: History): Commands {
  const names = namesOf(history)
  const count = (wanted: string): number => names.filter((one) => one === wanted).length
  const commands = {
    activities: count('ACTIVITY_TASK_SCHEDULED'),
    timers: count('TIMER_STARTED'),
    signals: count('WORKFLOW_EXECUTION_SIGNALED'),
    markers: count('MARKER_RECORDED'),
  }
  const tasks = count('WORKFLOW_TASK_COMPLETED') - renewedTasks(names)
  measured[name] = { ...commands, tasks, events: names.length }
  expect(tasks).toBeLessThanOrEqual(1 + commands.activities + commands.signals + count('TIMER_FIRED'))
  return commands
}

/** What a run hears of from outside. */
const CAUSE =
  /^(WORKFLOW_EXECUTION_(STARTED|SIGNALED|CANCEL_REQUESTED)|TIMER_FIRED|ACTIVITY_TASK_(COMPLETED|FAILED|TIMED_OUT|CANCELED))$/

/**
 * On a busy machine a local step can outlast a workflow task, which the SDK then renews: since the task before, nothing
 * has happened but what that task commanded. That is the machine's cost and not the letter's, and is not counted.
 */
function renewedTasks(names: readonly string[]): number {
  let renewed = 0
  let caused = false
  for (const name of names) {
    if (CAUSE.test(name)) caused = true
    if (name !== 'WORKFLOW_TASK_COMPLETED') continue
    if (!caused) renewed += 1
    caused = false
  }
  return renewed
}

/** The most events that a run with these commands can have, where `fired` of its timers came to their end. */
function mostEvents({ activities, timers, signals, markers }: Commands, fired = 0): number {
  const tasks = 1 + activities + signals + fired
  const startAndEnd = 2
  return startAndEnd + 3 * tasks + 3 * activities + 2 * timers + signals + markers
}

function more(than: Commands, by: Partial<Commands>): Commands {
  return {
    activities: than.activities + (by.activities ?? 0),
    timers: than.timers + (by.timers ?? 0),
    signals: than.signals + (by.signals ?? 0),
    markers: than.markers + (by.markers ?? 0),
  }
}

const bytes = (history: History): number => temporal.api.history.v1.History.encode(history).finish().length
/** Without the workflow tasks, of which a busy machine makes more. */
const ownBytes = (history: History): number =>
  bytes({
    events: (history.events ?? []).filter((_, i) => !(namesOf(history)[i] ?? '').startsWith('WORKFLOW_TASK')),
  } as History)

/** A local step took longer than its two seconds and was run again as an ordinary activity: the machine was too busy. */
const fellBack = (history: History): boolean =>
  (history.events ?? []).some(
    ({ markerRecordedEventAttributes: marker }) =>
      marker?.failure?.timeoutFailureInfo ?? marker?.failure?.cause?.timeoutFailureInfo,
  )

/** One letter from start to end: handed over, taken by each, each told. Sent again where the machine was too busy. */
async function letter(
  codes: readonly string[],
  overrides: Partial<Dispatch> = {},
  telling: 'each' | 'last' = 'each',
): Promise<History> {
  for (let tries = 1; ; tries += 1) {
    const dispatch = await scenes.send(codes, overrides)
    await scenes.acknowledge(dispatch, codes, telling)
    const history = await scenes.history(dispatch)
    if (tries === 3 || !fellBack(history)) return history
  }
}

const ONE_RECIPIENT: Commands = { activities: 1, timers: 1, signals: 1, markers: 2 }

test('a letter to one recipient costs 20 events at most', async () => {
  const history = await letter(['A'])
  expect(commandsOf('one recipient', history)).toEqual(ONE_RECIPIENT)
  expect(mostEvents(ONE_RECIPIENT)).toBeLessThanOrEqual(20)
  expect(bytes(history)).toBeLessThan(8 * 1024)
})

test('a letter that an agent fetches costs what one costs that is brought', async () => {
  world.connectors.pull.answer(() => ({ kind: 'handed-over', cause: 'laid-out-for-agent' }))
  const brought = commandsOf('brought', await letter(['PUSH']))
  let history = await fetchedLetter()
  for (let tries = 1; tries < 3 && fellBack(history); tries += 1) history = await fetchedLetter()
  expect(commandsOf('fetched', history)).toEqual(brought)
})

/** One letter from start to end: laid out, given out, received and acknowledged. */
async function fetchedLetter(): Promise<History> {
  const agent = { id: 'puller', name: 'puller', offices: ['PULL'], endpoint: 'pull', keys: [] }
  const caller: Caller = { kind: 'agent', keyId: 'k', agent: { ...agent, createdAt: new Date() } }
  const told: Promise<unknown>[] = []
  const soon = (_key: string, work: () => Promise<unknown>) => void told.push(work())
  const secrets = createSecrets('ab'.repeat(32))
  const deps = { ...world, secrets, newId, runs: { ...world.runs, soon } }
  const dispatch = await scenes.send(['PULL'])
  const { id: tapal } = await scenes.row(dispatch, 'PULL')
  await giveOut(deps, caller, { limit: 5, leaseSeconds: 60 }, new Date())
  expect((await scenes.row(dispatch, 'PULL')).lease).toMatchObject({ given: 1 })
  await receiveInward(deps, caller, { tapal, reference: 'R-1' }, new Date())
  const at = new Date()
  const report = { kind: 'acknowledged', key: 'k', at, diary: { number: 'PULL/1' } } as const
  await reportInward(deps, caller, { tapal, report }, at)
  await Promise.all(told)
  return scenes.history(dispatch)
}

test('each further lane costs 6 events at most', async () => {
  const one = commandsOf('one lane', await letter(['A'], {}, 'last'))
  const four = commandsOf('four lanes', await letter(['A', 'PUSH', 'MAIL', 'POST'], {}, 'last'))
  expect(four).toEqual(more(one, { activities: 3 }))
  expect(mostEvents(four) - mostEvents(one)).toBeLessThanOrEqual(3 * 6)
})

test('each further acknowledgement that is signalled costs 4 events at most', async () => {
  const one = commandsOf('told once', await letter(['A', 'B', 'C', 'D'], {}, 'last'))
  const each = commandsOf('told four times', await letter(['A', 'B', 'C', 'D']))
  expect(each).toEqual(more(one, { signals: 3 }))
  expect(mostEvents(each) - mostEvents(one)).toBeLessThanOrEqual(3 * 4)
})

test('each round of escalation costs 6 events at most', async () => {
  const calm = commandsOf('not escalated', await letter(['A']))
  const dispatch = await scenes.send(['A'], {
    times: { acknowledgeWithinSeconds: 1, escalateEverySeconds: 1 },
  })
  await until(
    async () => (await scenes.row(dispatch, 'A')).events.some(({ cause }) => cause === 'ladder-ended'),
    { what: 'the end of the ladder' },
  )
  const rounds = await world.runs.query('dispatch', dispatch.id, 'progress')
  expect(rounds?.escalations).toBe(3)
  await scenes.acknowledge(dispatch, ['A'])
  const escalated = commandsOf('escalated thrice', await scenes.history(dispatch))
  expect(escalated).toEqual(more(calm, { timers: 3, markers: 3 }))
  expect(mostEvents(escalated, 3) - mostEvents(calm)).toBeLessThanOrEqual(3 * 6)
})

test('tries that failed cost no events', async () => {
  const smooth = commandsOf('no retry', await letter(['PUSH']))
  let tries = 0
  world.connectors.push.answer(() => {
    tries += 1
    return tries <= 6 ? { kind: 'busy', code: 'http-503', afterMs: 60 } : { kind: 'delivered' }
  })
  const rough = commandsOf('six retries', await letter(['PUSH']))
  expect(tries).toBeGreaterThanOrEqual(7)
  expect(rough).toEqual(smooth)
})

test('a lane costs the same for 20 recipients and for 200', async () => {
  const few = commandsOf('20 recipients', await letter(many.slice(0, 20), {}, 'last'))
  const all = commandsOf('200 recipients', await letter(many, {}, 'last'))
  expect(all).toEqual(few)
})

test('a letter to a group costs 6 events more than one to the same offices, whatever its size', async () => {
  const named = commandsOf('20 offices by name', await letter(many.slice(0, 20), {}, 'last'))
  const codes = [many.slice(0, 20), many]
  for (const [i, members] of codes.entries()) {
    const rule = { members: members.map((office) => ({ office, from: null, until: null })) }
    const at = new Date('2020-01-01T00:00:00Z')
    await world.repositories.groups.add(
      {
        ...{ id: `G${i}`, name: 'Group', nameMl: '', office: 'SENDER', until: null, version: 1 },
        definitions: [{ from: at, reach: 'office', rule }],
      },
      { what: 'test', actor: { kind: 'kcs' }, at },
    )
    const recipients = [{ group: `G${i}`, purpose: 'action' as const }]
    const grouped = commandsOf(`group of ${members.length}`, await letter(members, { recipients }, 'last'))
    // The local step says at once that the list is long, and the ordinary activity resolves it.
    expect(grouped).toEqual(more(named, { activities: 1 }))
    expect(mostEvents(grouped) - mostEvents(named)).toBeLessThanOrEqual(6)
  }
})

test('the history does not grow with the attachment', async () => {
  const store = createStore(world.database, () => new Date())
  await store.prepare()
  let carried = 0
  // As a real connector does: every byte of the document passes through the process that runs the lane.
  world.connectors.push.answer(async ({ letter: { documents } }) => {
    carried = 0
    for (const { sha256 } of documents)
      for await (const chunk of (await store.open(sha256)).stream) carried += (chunk as Buffer).length
    return { kind: 'delivered' }
  })
  const carrying = async (size: number): Promise<History> => {
    const content = Readable.from([
      Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size - 14, 'x'), Buffer.from('%%EOF')]),
    ])
    const stored = await store.put(content, { mediaType: 'application/pdf' })
    const history = await letter(['PUSH'], { documents: [{ ...stored, name: 'letter.pdf' }] })
    expect(carried).toBe(size)
    return history
  }
  const small = ownBytes(await carrying(1024))
  const large = ownBytes(await carrying(20 * 1024 * 1024))
  expect(Math.abs(large - small) / small).toBeLessThan(0.01)
})

test('no subject, name or letter number enters a history, not even through a failed try', async () => {
  let tries = 0
  world.connectors.push.answer((parcel) => {
    tries += 1
    expect(parcel.letter.subject).toBe('CANARY-SUBJECT')
    // Long enough that the same activity does not try again at once on a busy machine.
    return tries === 1 ? { kind: 'busy', code: 'http-503', afterMs: 2_000 } : { kind: 'delivered' }
  })
  const history = await letter(['PUSH', 'A'], {
    subject: 'CANARY-SUBJECT',
    letterNumber: 'CANARY-NUMBER',
    fileNumber: 'CANARY-FILE',
    documents: [{ sha256: 'b'.repeat(64), name: 'CANARY-NAME.pdf', mediaType: 'application/pdf', size: 10 }],
    sender: { office: 'SENDER', seat: 'SENDER/SO', holder: 'CANARY-PEN' },
    times: CALM,
  })
  expect(tries).toBe(2)
  const text = textOf(history)
  expect(text).toContain('tapals wait for their next try')
  expect(text).toContain('deliver-push')
  expect(text).not.toMatch(/CANARY|Office PUSH|ഓഫീസ്/)
})

afterAll(() => {
  if (process.env['KCS_TEST_SHOW_COUNTS']) console.info(measured)
})
