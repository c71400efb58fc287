import { newCharge } from '../../../domain/directory/charge/charge'
import { plainProfile } from '../../../domain/directory/office/profile'
import { buildOffice, buildSeat } from '../../support/builders'
import { fewestCommands, openRig, type Rig, run } from './rig'

let rig: Rig
const resolve = (id: string) => run(() => rig.near().resolveRecipients(id))

beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig.close())

test('each recipient gets one tapal, in the lane of its mechanism, and the dispatch its number', async () => {
  const sent = await rig.accept(['push', 'email', 'push'])
  const { lanes, owing, recalled } = await resolve(sent.id)
  expect(lanes).toEqual([
    { mechanism: 'push', shard: 0, rows: 2 },
    { mechanism: 'email', shard: 0, rows: 1 },
  ])
  expect([owing, recalled]).toEqual([3, false])
  expect(await rig.repositories.dispatches.byId(sent.id)).toMatchObject({
    number: 'SENDER/DS/2026/000001',
    state: 'in-progress',
  })
  for (const tapal of await rig.tapals(sent))
    expect(tapal).toMatchObject({ state: 'routed', owes: true, attempts: 0 })
})

test('run again it writes nothing and answers the same lanes', async () => {
  const sent = await rig.accept(['push', 'email', 'push', 'kcs-agent'])
  const first = await resolve(sent.id)
  const rows = await rig.tapals(sent)
  rig.sent.length = 0
  const second = await resolve(sent.id)
  expect(second.lanes).toEqual(expect.arrayContaining(first.lanes))
  expect({ ...second, lanes: second.lanes.length }).toEqual({ ...first, lanes: first.lanes.length })
  expect(rig.names()).not.toEqual(expect.arrayContaining(['insert']))
  expect(await rig.tapals(sent)).toEqual(rows)
})

test('killed before the dispatch was opened, the next run finishes with the same number and one tapal each', async () => {
  const sent = await rig.accept(['push', 'email'])
  const dispatches = {
    ...rig.repositories.dispatches,
    open: async () => {
      throw new Error('killed')
    },
  }
  await expect(run(() => rig.near({ dispatches }).resolveRecipients(sent.id))).rejects.toThrow('killed')
  const rows = await rig.tapals(sent)
  await resolve(sent.id)
  expect(await rig.repositories.tapals.ofDispatch(sent.id)).toHaveLength(2)
  expect(await rig.tapals(sent)).toEqual(rows)
})

test('two runs at once, as after a time-out of the first, write one tapal each', async () => {
  const sent = await rig.accept(['push', 'email', 'kcs-agent'])
  const [one, two] = await Promise.all([resolve(sent.id), resolve(sent.id)])
  expect(two.lanes).toEqual(expect.arrayContaining(one.lanes))
  expect(await rig.repositories.tapals.ofDispatch(sent.id)).toHaveLength(3)
  const register = await rig.repositories.registers.entries('SENDER', 'despatch', 2026)
  expect(register.filter(({ subject }) => subject === sent.id)).toHaveLength(1)
  expect(register.map(({ number }) => number)).toEqual(register.map((_, i) => i + 1))
})

test('after a lost Temporal the lanes are those in which the tapals lie by now', async () => {
  const sent = await rig.resolved(['push', 'push'])
  const gone = { kind: 'gone', code: 'http-410' } as const
  rig.connectors.push.answer(() => gone)
  rig.connectors.push.up(() => gone)
  await run(() => rig.delivery().deliver(sent.id, 'push', 0))
  rig.connectors.push.answer(() => ({ kind: 'delivered' }))
  rig.connectors.push.up(() => true)
  await rig.repositories.endpoints.open('push')
  expect((await resolve(sent.id)).lanes).toEqual([{ mechanism: 'kcs-agent', shard: 1_000, rows: 2 }])
})

test('a seat of an office is reached as such, and a recipient named twice is one tapal for action', async () => {
  await rig.repositories.offices.save([buildOffice('TWICE', 'push')])
  await rig.repositories.seats.save([buildSeat('TWICE/TAPAL'), buildSeat('TWICE/DIRECTOR')])
  const sent = await rig.accept([], {
    recipients: [
      { office: 'TWICE', purpose: 'information' },
      { seat: 'TWICE/DIRECTOR', purpose: 'information' },
      { seat: 'TWICE/TAPAL', purpose: 'action' },
    ],
  })
  await resolve(sent.id)
  const rows = await rig.repositories.tapals.ofDispatch(sent.id)
  expect(rows.map(({ seat, purpose }) => [seat, purpose]).sort()).toEqual([
    ['TWICE/DIRECTOR', 'information'],
    ['TWICE/TAPAL', 'action'],
  ])
})

test('the profile that held at acceptance decides, whatever was changed since', async () => {
  const [before, later] = [new Date('2026-01-01'), new Date('2026-11-22T06:30:00Z')]
  await rig.repositories.offices.save([
    buildOffice('MOVED', 'push', {
      profiles: [
        plainProfile(before, 'push', 'push', 'person'),
        plainProfile(later, 'email', 'email', 'person'),
      ],
    }),
  ])
  const sent = await rig.accept([], { recipients: [{ office: 'MOVED', purpose: 'action' }] })
  rig.clock.pass(3_600_000)
  expect((await resolve(sent.id)).lanes).toEqual([{ mechanism: 'push', shard: 0, rows: 1 }])
})

test('a letter recalled before it was resolved goes nowhere', async () => {
  const sent = await rig.accept(['push'])
  const word = { at: rig.clock.now, seat: 'S', holder: 'P', reason: '' }
  await rig.repositories.dispatches.recall(sent.id, word, { kind: 'seat', seat: 'S', holder: 'P' })
  expect(await resolve(sent.id)).toEqual({ lanes: [], owing: 0, recalled: true })
  expect(await rig.repositories.tapals.ofDispatch(sent.id)).toEqual([])
})

test.each([
  ['an office that is not there', { office: 'NOWHERE', purpose: 'action' }, 'office-unknown'],
  ['a seat that is not there', { seat: 'NOWHERE/SO', purpose: 'action' }, 'seat-unknown'],
  ['an office without a seat for tapals', { office: 'SEATLESS', purpose: 'action' }, 'office-without-seat'],
  ['an office without a profile', { office: 'PROFILELESS', purpose: 'action' }, 'office-without-profile'],
] as const)(
  '%s is a fault that an operator can see and mend, and nothing is written',
  async (_title, recipient, code) => {
    await rig.repositories.offices.save([
      buildOffice('SEATLESS', 'push', { inwardSeat: null }),
      buildOffice('PROFILELESS', 'push', { profiles: [] }),
    ])
    const sent = await rig.accept(['push'], { recipients: [recipient] })
    await expect(resolve(sent.id)).rejects.toMatchObject({ code })
    expect(await rig.repositories.tapals.ofDispatch(sent.id)).toEqual([])
  },
)

test('a single letter costs at most nine round trips, of which letters of the same moment share most', async () => {
  const prepare = async () => {
    const sent = await rig.accept(['push'])
    const seat = `${sent.offices[0]}/TAPAL`
    await rig.repositories.charges.save([
      newCharge({ id: seat, seat, employee: 'PEN1', from: new Date('2026-01-01') }),
    ])
    return sent
  }
  // The letter; its office and the rules side by side; who holds the seat and how the endpoint stands; the register; the tapal; that it is open.
  expect(await fewestCommands(rig, prepare, ({ id }) => resolve(id))).toBeLessThanOrEqual(9)
})

test('twenty letters of the same moment share the reads: two round trips for each at most', async () => {
  const letters = await Promise.all(Array.from({ length: 20 }, () => rig.accept(['push', 'email'])))
  await rig.repositories.charges.save(
    letters.flatMap(({ offices }) =>
      offices.map((code) =>
        newCharge({ id: code, seat: `${code}/TAPAL`, employee: 'PEN1', from: new Date('2026-01-01') }),
      ),
    ),
  )
  rig.sent.length = 0
  await Promise.all(letters.map(({ id }) => resolve(id)))
  for (const letter of letters)
    for (const { why } of await rig.tapals(letter)) expect(why.at(-1)).toEqual({ code: 'holder-regular' })
  expect(rig.names().length).toBeLessThanOrEqual(2 * letters.length)
})
