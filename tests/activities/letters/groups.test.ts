import type { Group, GroupRule } from '../../../domain/directory/group/group'
import { noticesFor } from '../../../domain/letters/notice/plan'
import { newCharge } from '../../../domain/directory/charge/charge'
import { withFacts } from '../../../domain/directory/office/facts'
import { plainProfile } from '../../../domain/directory/office/profile'
import { planRoutes } from '../../../services/letters/routing/plan'
import { BATCH } from '../../../services/letters/routing/router'
import { buildOffice, buildSeat } from '../../support/builders'
import { openRig, type Rig, run } from './rig'

let rig: Rig
const LONG_AGO = new Date('2020-01-01T00:00:00Z')
const note = (at: Date) => ({ what: 'test', actor: { kind: 'kcs' } as const, at })
const resolve = (id: string, changed: Parameters<Rig['near']>[0] = {}) =>
  run(() => rig.near(changed).resolveRecipients(id))

beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig.close())

async function group(id: string, rule: GroupRule, overrides: Partial<Group> = {}): Promise<Group> {
  const made: Group = {
    ...{ id, name: id, nameMl: '', office: 'SENDER', until: null, version: 1 },
    definitions: [{ from: LONG_AGO, reach: 'office', rule }],
    ...overrides,
  }
  return rig.repositories.groups.add(made, note(LONG_AGO))
}

const panchayat = (code: string, overrides = {}) =>
  buildOffice(code, 'kcs-agent', { kind: 'grama-panchayat', district: 'Idukki', ...overrides })

async function written(id: string) {
  const rows = await rig.repositories.tapals.ofDispatch(id, 50_000)
  return new Map(rows.map((row) => [row.seat === '' ? row.office : row.seat, row]))
}

const to = (...recipients: object[]) => rig.accept([], { recipients: recipients as never })

test('a group is expanded as of acceptance, whatever of the directory and the group has changed since', async () => {
  const [stays, leaves, comes] = ['AS1', 'AS2', 'AS3'].map((code) => panchayat(code, { department: 'AS-OF' }))
  comes!.district = 'Wayanad'
  await rig.repositories.offices.save([stays!, leaves!, comes!])
  const rule: GroupRule = { offices: { departments: ['AS-OF'], districts: ['Idukki'] } }
  await group('AS-OF', rule)
  const sent = await to({ group: 'AS-OF', purpose: 'action' })
  rig.clock.pass(60_000)
  await rig.repositories.offices.save([
    withFacts(leaves!, { district: 'Wayanad' }, rig.clock.now),
    withFacts(comes!, { district: 'Idukki' }, rig.clock.now),
    { ...stays!, succession: { kind: 'merged', into: ['AS3'], at: rig.clock.now } },
  ])
  await rig.repositories.groups.change(
    'AS-OF',
    1,
    (known) => ({
      ...known,
      definitions: [...known.definitions, { from: rig.clock.now, reach: 'office', rule: { members: [] } }],
    }),
    note(rig.clock.now),
  )
  expect(await resolve(sent.id)).toMatchObject({ owing: 2 })
  expect([...(await written(sent.id)).keys()].sort()).toEqual(['AS1/TAPAL', 'AS2/TAPAL'])
  const later = await to({ group: 'AS-OF', purpose: 'action' })
  expect(await resolve(later.id)).toMatchObject({ owing: 1, lanes: [] })
})

test('a letter to groups that hold nobody has failed, once, so that sender and operator are told', async () => {
  const nobody: GroupRule = { offices: { departments: ['NOBODY'] } }
  for (const id of ['NOBODY-1', 'NOBODY-2']) await group(id, nobody)
  const sent = await to({ group: 'NOBODY-1', purpose: 'action' }, { group: 'NOBODY-2', purpose: 'action' })
  for (const _ of [1, 2]) expect(await resolve(sent.id)).toMatchObject({ owing: 1, lanes: [] })
  const rows = await rig.repositories.tapals.ofDispatch(sent.id)
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ state: 'failed', owes: true, office: '', seat: '' })
  expect(rows[0]!.why.map(({ of }) => of)).toEqual(['NOBODY-1', 'NOBODY-2'])
  const last = rows[0]!.events.at(-1)!
  expect(last.code).toBe('group-empty')
  expect(noticesFor(rows[0]!, last, () => []).map(({ kind }) => kind)).toEqual(['failed', 'failed'])
  expect(await run(() => rig.near().close(sent.id))).toMatchObject({ closed: false })
})

test('killed in the middle and run again, each member has one tapal, in the lanes that are answered', async () => {
  const members = Array.from({ length: BATCH + 300 }, (_, i) =>
    panchayat(`K${10_000 + i}`, { department: 'KILLED' }),
  )
  await rig.repositories.offices.save(members)
  await group('KILLED', { offices: { departments: ['KILLED'] } })
  const sent = await to({ group: 'KILLED', purpose: 'action' })
  let batches = 0
  const tapals: Rig['repositories']['tapals'] = {
    ...rig.repositories.tapals,
    async insert(rows) {
      batches += 1
      if (batches === 2) throw new Error('killed')
      return rig.repositories.tapals.insert(rows)
    },
  }
  await expect(resolve(sent.id, { tapals })).rejects.toThrow('killed')
  const half = await written(sent.id)
  expect(half.size).toBeGreaterThan(0)
  expect(half.size).toBeLessThan(members.length)
  // Meanwhile one that has its tapal and one that has not yet are merged into a third.
  rig.clock.pass(1_000)
  const [first, last] = [members[0]!, members[members.length - 1]!]
  const succession = { kind: 'merged' as const, into: [members[1]!.code], at: rig.clock.now }
  await rig.repositories.offices.save([
    { ...first, succession },
    { ...last, succession },
  ])
  const answer = await resolve(sent.id)
  const all = await written(sent.id)
  expect(all.size).toBe(members.length)
  for (const [seat, row] of half) expect(all.get(seat)).toEqual(row)
  expect(all.get(last.inwardSeat!)).toMatchObject({ office: last.code, addressedTo: [] })
  expect(answer).toEqual({
    lanes: [{ mechanism: 'kcs-agent', shard: 0, rows: members.length }],
    owing: members.length,
    recalled: false,
  })
  expect(await resolve(sent.id)).toEqual(answer)
})

describe('killed half-way and run again after the directory was changed for the past, each recipient keeps its one row', () => {
  /** A try that is killed when its rows are written and the letter is not open yet. */
  async function killedAfterRows(id: string): Promise<void> {
    const open = async () => {
      throw new Error('killed')
    }
    const dispatches = { ...rig.repositories.dispatches, open }
    await expect(resolve(id, { dispatches })).rejects.toThrow('killed')
  }
  const rowsOf = async (id: string) =>
    (await rig.repositories.tapals.ofDispatch(id)).map(({ office, seat }) => `${office} ${seat}`).sort()

  test('a member that had no inward seat then, and another that has another by now', async () => {
    const [seatless, changed] = [panchayat('HW1', { inwardSeat: null }), panchayat('HW2')]
    for (const one of [seatless, changed]) one.department = 'HALF-WAY'
    await rig.repositories.offices.save([seatless, changed])
    await group('HALF-WAY', { offices: { departments: ['HALF-WAY'] } })
    const sent = await to({ group: 'HALF-WAY', purpose: 'action' }, { office: 'HW2', purpose: 'action' })
    await killedAfterRows(sent.id)
    await rig.repositories.offices.save([
      { ...seatless, inwardSeat: 'HW1/TAPAL' },
      { ...changed, inwardSeat: 'HW2/NEW' },
    ])
    expect(await resolve(sent.id)).toMatchObject({ owing: 2, lanes: [{ rows: 1 }] })
    expect(await rowsOf(sent.id)).toEqual(['HW1 ', 'HW2 HW2/TAPAL'])
  })

  test('an office that was merged into another, and a seat that moved to another office', async () => {
    const [gone, into, old] = [panchayat('HW3'), panchayat('HW4'), panchayat('HW5')]
    await rig.repositories.offices.save([gone, into, old])
    await rig.repositories.seats.save([buildSeat('HW5/SO')])
    const sent = await to({ office: 'HW3', purpose: 'action' }, { seat: 'HW5/SO', purpose: 'action' })
    await killedAfterRows(sent.id)
    const succession = { kind: 'merged' as const, into: ['HW4'], at: LONG_AGO }
    await rig.repositories.offices.save([{ ...gone, succession }])
    await rig.repositories.seats.save([buildSeat('HW5/SO', { office: 'HW4' })])
    expect(await resolve(sent.id)).toMatchObject({ owing: 2 })
    expect(await rowsOf(sent.id)).toEqual(['HW3 HW3/TAPAL', 'HW5 HW5/SO'])
  })

  test('who has no row yet gets one, and a seat named beside its office stays another recipient', async () => {
    await rig.repositories.offices.save([panchayat('HW6'), panchayat('HW7')])
    await rig.repositories.seats.save([buildSeat('HW6/SO')])
    const recipients = [{ office: 'HW6' }, { seat: 'HW6/SO' }, { office: 'HW7' }]
    const sent = await to(...recipients.map((one) => ({ ...one, purpose: 'action' })))
    const insert: Rig['repositories']['tapals']['insert'] = async (rows) => {
      await rig.repositories.tapals.insert(rows.slice(0, 1))
      throw new Error('killed')
    }
    const tapals = { ...rig.repositories.tapals, insert }
    await expect(resolve(sent.id, { tapals })).rejects.toThrow('killed')
    expect(await resolve(sent.id)).toMatchObject({ owing: 3 })
    expect(await rowsOf(sent.id)).toEqual(['HW6 HW6/SO', 'HW6 HW6/TAPAL', 'HW7 HW7/TAPAL'])
  })
})

test('a recipient reached by name, by a group and by the merger of another is one tapal that says all of it', async () => {
  await rig.repositories.offices.save([
    panchayat('TW1', { department: 'TWICE' }),
    buildOffice('TW-OLD', 'push', { succession: { kind: 'merged', into: ['TW1'], at: LONG_AGO } }),
  ])
  await group('TWICE', { offices: { departments: ['TWICE'] } })
  const sent = await to(
    { office: 'TW1', purpose: 'information' },
    { group: 'TWICE', purpose: 'action' },
    { office: 'TW-OLD', purpose: 'information' },
  )
  expect(await resolve(sent.id)).toMatchObject({ owing: 1, lanes: [{ mechanism: 'kcs-agent', rows: 1 }] })
  const row = (await written(sent.id)).get('TW1/TAPAL')
  expect(row).toMatchObject({ purpose: 'action', addressedTo: ['TW-OLD'] })
  const why = row!.why.map(({ code, of }) => `${code} ${of ?? ''}`.trim())
  expect(why.slice(0, 2)).toEqual(['named', 'inward-seat TW1/TAPAL'])
  expect(why.slice(-2)).toEqual(['merged TW-OLD', 'group TWICE'])
})

test('a member that does not take the letter has a failed tapal that says why, and is in no lane', async () => {
  await rig.repositories.offices.save([
    panchayat('RF1', { department: 'REFUSES' }),
    panchayat('RF2', {
      department: 'REFUSES',
      profiles: [{ ...plainProfile(LONG_AGO, 'push', 'push'), accepts: { kinds: ['circular'] } }],
    }),
    panchayat('RF3', { department: 'REFUSES', inwardSeat: null }),
  ])
  await group('REFUSES', { offices: { departments: ['REFUSES'] } })
  const sent = await to({ group: 'REFUSES', purpose: 'action' })
  const answer = await resolve(sent.id)
  expect(answer).toEqual({
    lanes: [{ mechanism: 'kcs-agent', shard: 0, rows: 1 }],
    owing: 3,
    recalled: false,
  })
  const rows = await written(sent.id)
  const refused = (code: string) => ({
    state: 'failed',
    sequence: 2,
    nextAttemptAt: null,
    owes: true,
    events: [{ cause: 'resolved' }, { from: 'routed', to: 'failed', cause: 'refused-by-profile', code }],
  })
  expect(rows.get('RF2/TAPAL')).toMatchObject(refused('refused-kind'))
  expect(rows.get('RF3')).toMatchObject(refused('office-without-seat'))
  expect(rows.get('RF1/TAPAL')).toMatchObject({ state: 'routed' })
})

test('seats of a group are reached as such, those that its rule leaves out are not', async () => {
  await rig.repositories.offices.save([panchayat('ST1'), panchayat('ST2', { district: 'Kollam' })])
  await rig.repositories.seats.save([buildSeat('ST1/SO'), buildSeat('ST2/SO')])
  const members = ['ST1/SO', 'ST2/SO'].map((seat) => ({ seat, from: null, until: null }))
  await group('SEATS', { of: { members }, except: { offices: { districts: ['Kollam'] } } })
  const sent = await to({ group: 'SEATS', purpose: 'action' })
  await resolve(sent.id)
  const [row] = [...(await written(sent.id)).values()]
  expect(row).toMatchObject({
    seat: 'ST1/SO',
    why: [{ code: 'group', of: 'SEATS' }, { code: 'seat-named' }, {}, {}],
  })
  expect((await written(sent.id)).size).toBe(1)
})

test('heads are reached where a group is of heads', async () => {
  await rig.repositories.offices.save([
    panchayat('HD1', { department: 'HEADS' }),
    panchayat('HD2', { department: 'HEADS' }),
  ])
  await rig.repositories.seats.save([buildSeat('HD1/SECRETARY', { role: 'head' })])
  const rule: GroupRule = { offices: { departments: ['HEADS'] } }
  await group('HEADS', rule, { definitions: [{ from: LONG_AGO, reach: 'head', rule }] })
  const sent = await to({ group: 'HEADS', purpose: 'action' })
  await resolve(sent.id)
  expect([...(await written(sent.id)).keys()].sort()).toEqual(['HD1/SECRETARY', 'HD2/TAPAL'])
})

test('a list with groups is left to the ordinary activity, a short one is not', async () => {
  const long = await to({ group: 'HEADS', purpose: 'action' })
  const local = (id: string) => run(() => rig.near().resolveRecipients(id), { isLocal: true })
  await expect(local(long.id)).rejects.toMatchObject({ type: 'long-list', nonRetryable: true })
  expect(await written(long.id)).toEqual(new Map())
  const short = await rig.accept(['push'])
  expect(await local(short.id)).toMatchObject({ owing: 1 })
})

test('a circular is routed in at most four round trips for a thousand recipients, some of them vacant', async () => {
  const size = 4_000
  const codes = Array.from({ length: size }, (_, i) => `RT${10_000 + i}`)
  const offices = codes.map((code) => panchayat(code, { department: 'TRIPS' }))
  const above = ['UP1', 'UP2', 'UP3'].map((id, i, all) =>
    buildSeat(id, { office: 'SENDER', reportsTo: all[i + 1] ?? null }),
  )
  const seats = codes.map((code, i) => buildSeat(`${code}/TAPAL`, { reportsTo: `UP${(i % 2) + 1}` }))
  const held = [...seats.filter((_, i) => i % 10 !== 0), above[2]!]
  await rig.repositories.offices.save(offices)
  await rig.repositories.seats.save([...above, ...seats])
  await rig.repositories.charges.save(
    held.map(({ id }) => newCharge({ id: `c ${id}`, seat: id, employee: `P-${id}`, from: LONG_AGO })),
  )
  await group('TRIPS', { offices: { departments: ['TRIPS'] } })
  const letter = (await rig.repositories.dispatches.byId((await rig.accept([])).id))!
  rig.sent.length = 0
  const duties = new Map<string, number>()
  const { now } = rig.clock
  const plan = { letter, recipients: [{ group: 'TRIPS', purpose: 'action' as const }], at: now, now }
  for await (const { routes } of planRoutes(rig.repositories, plan))
    for (const { duty } of routes) duties.set(duty!.reason.code, (duties.get(duty!.reason.code) ?? 0) + 1)
  expect(Object.fromEntries(duties)).toEqual({
    'holder-regular': size * 0.9,
    'vacant-seat-above': size * 0.1,
  })
  expect(rig.sent.length).toBeLessThanOrEqual((4 * size) / 1000)
})
