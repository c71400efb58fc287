import { newStateCalendar, WEEKDAYS } from '../../../domain/common/clock/calendar'
import { newCharge } from '../../../domain/directory/charge/charge'
import type { Caller } from '../../../services/access/right/identity'
import { changeOffice, type OfficeChange } from '../../../services/directory/office/change'
import { moveOffice } from '../../../services/directory/office/move'
import { changeSeat, type SeatChange } from '../../../services/directory/seat/change'
import { buildOffice, buildSeat } from '../../support/builders'
import { openRig, type Rig, run } from './rig'

const LONG_AGO = new Date('2020-01-01T00:00:00Z')
const DAY = 24 * 3_600_000
const ADMIN = { kind: 'account', account: { login: 'admin', roles: ['admin'] } } as unknown as Caller
const note = { what: 'test', actor: { kind: 'kcs' } as const, at: LONG_AGO }

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig.close())

const resolve = (id: string) => run(() => rig.near().resolveRecipients(id))
const rowsOf = (id: string) => rig.repositories.tapals.ofDispatch(id)
const seatsOf = async (id: string) => (await rowsOf(id)).map(({ seat }) => seat)
const to = (office: string) => rig.accept([], { recipients: [{ office, purpose: 'action' }] })

async function anOffice(code: string, overrides = {}) {
  await rig.repositories.offices.save([buildOffice(code, 'push', overrides)])
  const roles = { TAPAL: 'section', NEW: 'section', SPIO: 'spio' } as const
  await rig.repositories.seats.save(
    Object.entries(roles).map(([name, role]) => buildSeat(`${code}/${name}`, { role })),
  )
}

const change = (code: string, datedFacts: OfficeChange['datedFacts'], version = 1) =>
  changeOffice(rig, ADMIN, { code, version, datedFacts, facts: {}, activeUntil: undefined }, rig.clock.now)
const changeOfSeat = (id: string, facts: SeatChange['facts'], version = 1) =>
  changeSeat(rig, ADMIN, { id, version, facts, activeUntil: undefined }, rig.clock.now)

test('a letter accepted yesterday goes to the inward seat of yesterday, and one of today to that of today', async () => {
  await anOffice('DF1')
  const yesterday = await to('DF1')
  rig.clock.pass(DAY)
  await change('DF1', { inwardSeat: 'DF1/NEW' })
  const today = await to('DF1')
  for (const { id } of [yesterday, today]) await resolve(id)
  expect([await seatsOf(yesterday.id), await seatsOf(today.id)]).toEqual([['DF1/TAPAL'], ['DF1/NEW']])
})

test('killed half-way and run again after its inward seat was changed, an office has one row', async () => {
  await anOffice('DF2')
  const sent = await to('DF2')
  const open = async () => {
    throw new Error('killed')
  }
  const dispatches = { ...rig.repositories.dispatches, open }
  await expect(run(() => rig.near({ dispatches }).resolveRecipients(sent.id))).rejects.toThrow('killed')
  rig.clock.pass(DAY)
  await change('DF2', { inwardSeat: 'DF2/NEW' })
  await resolve(sent.id)
  expect(await seatsOf(sent.id)).toEqual(['DF2/TAPAL'])
})

test('a move of the offices above it keeps the inward seat that was', async () => {
  await anOffice('DF3', { parent: 'DF3TOP', path: ['DF3TOP'] })
  await rig.repositories.offices.save([buildOffice('DF3TOP'), buildOffice('DF3OTHER')])
  const yesterday = await to('DF3')
  rig.clock.pass(DAY)
  await change('DF3', { inwardSeat: 'DF3/NEW' })
  rig.clock.pass(DAY)
  await moveOffice(rig, ADMIN, { code: 'DF3TOP', version: 1, parent: 'DF3OTHER' }, rig.clock.now)
  expect(await rig.repositories.offices.byCode('DF3')).toMatchObject({
    path: ['DF3OTHER', 'DF3TOP'],
    earlier: [{ inwardSeat: 'DF3/TAPAL' }, { inwardSeat: 'DF3/NEW', path: ['DF3TOP'] }],
  })
  await resolve(yesterday.id)
  expect(await seatsOf(yesterday.id)).toEqual(['DF3/TAPAL'])
})

test('whether the office is closed is asked of the calendar of yesterday', async () => {
  const days = { closed: [...WEEKDAYS], open: [] }
  for (const [id, closed] of Object.entries(days)) {
    const weekly = [{ from: '2020-01-01', closed, closedSaturdays: [] }]
    await rig.repositories.calendars.add({ ...newStateCalendar(), id, weekly }, note)
  }
  await anOffice('DF4', { calendar: 'closed' })
  const text = { from: LONG_AGO, until: null, priority: 0, version: 1 }
  await rig.repositories.routingRules.add(
    {
      ...{ id: 'DF4', name: 'DF4', office: 'DF4', earlier: [], ...text },
      ...{ when: { holiday: true }, then: { seatRole: 'spio' } },
    },
    note,
  )
  const yesterday = await to('DF4')
  rig.clock.pass(DAY)
  await change('DF4', { calendar: 'open' })
  const today = await to('DF4')
  for (const { id } of [yesterday, today]) await resolve(id)
  expect([await seatsOf(yesterday.id), await seatsOf(today.id)]).toEqual([['DF4/SPIO'], ['DF4/TAPAL']])
})

test('an office that was fit to take letters at acceptance gets them, and one that was not does not', async () => {
  await anOffice('DF5')
  const yesterday = await to('DF5')
  rig.clock.pass(DAY)
  await change('DF5', { fitToReceive: false })
  const today = await to('DF5')
  rig.clock.pass(DAY)
  await change('DF5', { fitToReceive: true }, 2)
  for (const { id } of [yesterday, today]) await resolve(id)
  const states = await Promise.all([yesterday, today].map(({ id }) => rowsOf(id)))
  expect(states.flat().map(({ state }) => state)).toEqual(['routed', 'failed'])
})

test('the duty of a vacant seat falls to the link officer and along the line of yesterday', async () => {
  await anOffice('DF6')
  await anOffice('DF7')
  const holders = ['DF6/SPIO', 'DF6/NEW', 'DF7/SPIO', 'DF7/NEW']
  await rig.repositories.charges.save(
    holders.map((seat) => newCharge({ id: seat, seat, employee: `P-${seat}`, from: LONG_AGO })),
  )
  await changeOfSeat('DF6/TAPAL', { reportsTo: 'DF6/SPIO' })
  await changeOfSeat('DF7/TAPAL', { linkOfficer: 'DF7/SPIO' })
  rig.clock.pass(DAY)
  const yesterday = [await to('DF6'), await to('DF7')]
  rig.clock.pass(DAY)
  await changeOfSeat('DF6/TAPAL', { reportsTo: 'DF6/NEW' }, 2)
  await changeOfSeat('DF7/TAPAL', { linkOfficer: 'DF7/NEW' }, 2)
  const today = [await to('DF6'), await to('DF7')]
  const why = []
  for (const { id } of [...yesterday, ...today]) {
    await resolve(id)
    why.push((await rowsOf(id))[0]!.why.at(-1))
  }
  expect(why).toEqual([
    { code: 'vacant-seat-above', of: 'DF6/SPIO' },
    { code: 'vacant-link-officer', of: 'DF7/SPIO' },
    { code: 'vacant-seat-above', of: 'DF6/NEW' },
    { code: 'vacant-link-officer', of: 'DF7/NEW' },
  ])
})

test('who gives an office its first inward seat lets also the letters go that wait for one', async () => {
  await anOffice('DF8', { inwardSeat: null })
  const sent = await to('DF8')
  await expect(resolve(sent.id)).rejects.toMatchObject({ code: 'office-without-seat' })
  rig.clock.pass(DAY)
  await change('DF8', { inwardSeat: 'DF8/TAPAL' })
  rig.clock.pass(DAY)
  await change('DF8', { inwardSeat: 'DF8/NEW' }, 2)
  await resolve(sent.id)
  expect(await seatsOf(sent.id)).toEqual(['DF8/TAPAL'])
})

test('rows that were stored before these facts were dated read as having always been so', async () => {
  await anOffice('DF9', { district: 'Idukki' })
  const { _id } = { _id: 'DF9' }
  const piece = { kind: 'office', department: 'Test', district: 'Wayanad', path: [], from: null }
  const earlier = [{ ...piece, until: new Date('2026-06-01') }]
  const { database } = rig
  await database
    .collection<{ _id: string }>('offices')
    .updateOne({ _id }, { $set: { earlier, factsFrom: earlier[0]!.until } })
  await database
    .collection<{ _id: string }>('seats')
    .updateMany({ office: 'DF9' }, { $unset: { earlier: 1, factsFrom: 1 } })
  const recipients = [{ office: 'DF9', purpose: 'action' as const }]
  const sent = await rig.accept([], { recipients, acceptedAt: new Date('2026-05-01') })
  await change('DF9', { inwardSeat: 'DF9/NEW' })
  await resolve(sent.id)
  expect(await seatsOf(sent.id)).toEqual(['DF9/TAPAL'])
})
