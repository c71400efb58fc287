// What a letter may cost in Temporal (design §4), counted on the real server.

import { temporal } from '@temporalio/proto'
import { CALM, type History, namesOf, type Scenes, scenesIn, textOf } from '../histories/scenes'
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
  await world.work()
})
afterAll(() => world?.close())

const measured: Record<string, number> = {}
/**
 * On a busy machine a local step can outlast a workflow task, which the SDK then renews: a task that follows a
 * completed one with nothing between. That is the machine's cost and not the letter's, and is not counted.
 */
const RENEWED =
  / WORKFLOW_TASK_COMPLETED(?= WORKFLOW_TASK_SCHEDULED WORKFLOW_TASK_STARTED WORKFLOW_TASK_COMPLETED)/g
const events = (name: string, history: History): number => {
  const names = namesOf(history)
  const renewals = ` ${names.join(' ')}`.match(RENEWED)?.length ?? 0
  measured[name] = names.length - 3 * renewals
  return measured[name]
}
const bytes = (history: History): number => temporal.api.history.v1.History.encode(history).finish().length
/** Without the workflow tasks, of which a busy machine makes more. */
const ownBytes = (history: History): number =>
  bytes({
    events: (history.events ?? []).filter((_, i) => !(namesOf(history)[i] ?? '').startsWith('WORKFLOW_TASK')),
  } as History)

/** One letter from start to end: handed over, taken by each, each told. */
async function letter(
  codes: readonly string[],
  overrides = {},
  telling: 'each' | 'last' = 'each',
): Promise<History> {
  const dispatch = await scenes.send(codes, overrides)
  await scenes.acknowledge(dispatch, codes, telling)
  return scenes.history(dispatch)
}

test('a letter to one recipient costs 20 events at most', async () => {
  const history = await letter(['A'])
  expect(events('one recipient', history)).toBeLessThanOrEqual(20)
  expect(bytes(history)).toBeLessThan(8 * 1024)
})

test('each further lane costs 6 events at most', async () => {
  const one = events('one lane', await letter(['A'], {}, 'last'))
  const four = events('four lanes', await letter(['A', 'PUSH', 'MAIL', 'POST'], {}, 'last'))
  expect(four - one).toBeLessThanOrEqual(3 * 6)
})

test('each further acknowledgement that is signalled costs 4 events at most', async () => {
  const one = events('told once', await letter(['A', 'B', 'C', 'D'], {}, 'last'))
  const each = events('told four times', await letter(['A', 'B', 'C', 'D']))
  expect(each - one).toBeLessThanOrEqual(3 * 4)
  expect(each).toBeGreaterThan(one)
})

test('each round of escalation costs 6 events at most', async () => {
  const calm = events('not escalated', await letter(['A']))
  const dispatch = await scenes.send(['A'], {
    times: { acknowledgeWithinSeconds: 1, escalateEverySeconds: 1 },
  })
  await until(
    async () => (await scenes.row(dispatch, 'A')).events.some(({ cause }) => cause === 'ladder-ended'),
    {
      what: 'the end of the ladder',
    },
  )
  const rounds = (await world.flows.query('dispatch', dispatch.id, 'progress')) as { escalations: number }
  expect(rounds.escalations).toBe(3)
  await scenes.acknowledge(dispatch, ['A'])
  const escalated = events('escalated thrice', await scenes.history(dispatch))
  expect(escalated - calm).toBeLessThanOrEqual(3 * 6)
  expect(escalated).toBeGreaterThan(calm)
})

test('tries that failed cost no events', async () => {
  const smooth = events('no retry', await letter(['PUSH']))
  let tries = 0
  world.connectors.push.answer(() => {
    tries += 1
    return tries <= 6 ? { kind: 'busy', code: 'http-503', afterMs: 60 } : { kind: 'delivered' }
  })
  const rough = events('six retries', await letter(['PUSH']))
  expect(tries).toBe(7)
  expect(rough).toBe(smooth)
})

test('a lane costs the same for 20 recipients and for 200', async () => {
  const few = events('20 recipients', await letter(many.slice(0, 20), {}, 'last'))
  const all = events('200 recipients', await letter(many, {}, 'last'))
  expect(all).toBe(few)
})

test('a letter to a group costs 6 events more than one to the same offices, whatever its size', async () => {
  const named = events('20 offices by name', await letter(many.slice(0, 20), {}, 'last'))
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
    const grouped = events(`group of ${members.length}`, await letter(members, { recipients }, 'last'))
    expect(grouped - named).toBeLessThanOrEqual(6)
  }
})

test('the history does not grow with the attachment', async () => {
  const documentOf = (size: number) => ({
    documents: [{ sha256: 'a'.repeat(64), name: 'letter.pdf', mediaType: 'application/pdf', size }],
  })
  const small = await letter(['A'], documentOf(1024))
  const large = await letter(['A'], documentOf(20 * 1024 * 1024))
  expect(Math.abs(ownBytes(large) - ownBytes(small)) / ownBytes(small)).toBeLessThan(0.01)
  measured['bytes'] = bytes(small)
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
