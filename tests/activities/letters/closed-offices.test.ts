import { newStateCalendar } from '../../../domain/common/clock/calendar'
import { dayInKerala } from '../../../domain/common/clock/ist'
import { newCharge } from '../../../domain/directory/charge/charge'
import { planRoutes } from '../../../services/letters/routing/plan'
import type { RuleWhen } from '../../../domain/letters/routing/rule'
import { buildOffice, buildSeat } from '../../support/builders'
import { openRig, type Rig, run } from './rig'

let rig: Rig
const LONG_AGO = new Date('2020-01-01T00:00:00Z')
const DAY = 24 * 3_600_000
const note = { what: 'test', actor: { kind: 'kcs' } as const, at: LONG_AGO }
const resolve = (id: string) => run(() => rig.near().resolveRecipients(id))
const readCalendars = () => rig.sent.filter(({ command }) => command['find'] === 'calendars').length

beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

async function rule(when: RuleWhen, office: string, id = 'R') {
  const text = {
    from: LONG_AGO,
    until: null,
    priority: 0,
    when,
    then: { seatRole: 'spio' as const },
    version: 1,
  }
  await rig.repositories.routingRules.add({ id, name: id, office, ...text, earlier: [] }, note)
}

/** The State's offices are closed on this day, whatever day it is, and on no other. */
async function closeOnly(date: string) {
  const year = {
    year: Number(date.slice(0, 4)),
    holidays: [{ date, name: 'Closed', nameMl: '', kind: 'public' as const }],
  }
  const weekly = [{ from: '1956-11-01', closed: [], closedSaturdays: [] }]
  const { version } = (await rig.repositories.calendars.byId('state'))!
  await rig.repositories.calendars.change(
    'state',
    version,
    (one) => ({ ...one, weekly, years: [year] }),
    note,
  )
}

async function officeWithSpio(code: string, overrides = {}) {
  await rig.repositories.offices.save([buildOffice(code, 'push', overrides)])
  await rig.repositories.seats.save([buildSeat(`${code}/TAPAL`), buildSeat(`${code}/SPIO`, { role: 'spio' })])
}

const seatsOf = async (id: string) => (await rig.repositories.tapals.ofDispatch(id)).map(({ seat }) => seat)

test('a letter accepted on a holiday goes as on a holiday, also where its list is drawn up a day later', async () => {
  await officeWithSpio('CL1')
  await rule({ holiday: true }, 'CL1')
  await closeOnly(dayInKerala(rig.clock.now))
  const recipients = [{ office: 'CL1', purpose: 'action' as const }]
  const sent = await rig.accept([], { recipients })
  rig.clock.pass(DAY)
  const next = await rig.accept([], { recipients })
  for (const { id } of [sent, next]) await resolve(id)
  expect([await seatsOf(sent.id), await seatsOf(next.id)]).toEqual([['CL1/SPIO'], ['CL1/TAPAL']])
})

test('calendars are read only where a rule asks for holidays, and cost one round trip', async () => {
  await officeWithSpio('CL2')
  const trips = async () => {
    const { id } = await rig.accept([], { recipients: [{ office: 'CL2', purpose: 'action' }] })
    rig.sent.length = 0
    await resolve(id)
    return { all: rig.sent.length, calendars: readCalendars() }
  }
  const before = await trips()
  await rule({ absent: false, vacant: false }, 'CL2')
  expect(await trips()).toEqual({ ...before, calendars: 0 })
  await rule({ holiday: true }, 'CL1', 'ELSEWHERE')
  expect(await trips()).toEqual({ ...before, calendars: 0 })
  await rule({ holiday: true, kinds: ['circular'] }, 'CL2', 'OTHER-LETTERS')
  expect(await trips()).toEqual({ ...before, calendars: 0 })
  await rule({ holiday: false, districts: ['Nowhere'] }, 'CL2', 'OTHER-PLACES')
  expect(await trips()).toEqual({ ...before, calendars: 0 })
  await rule({ holiday: true }, 'CL2', 'HERE')
  // It is a Sunday, so the seat with the role is looked up, too.
  expect(await trips()).toEqual({ all: before.all + 2, calendars: 1 })
})

test('a circular under rules for holidays and absence costs at most four round trips for a thousand', async () => {
  const size = 4_000
  const codes = Array.from({ length: size }, (_, i) => `CT${10_000 + i}`)
  const calendars = ['state', 'fort', 'not-entered']
  await rig.repositories.offices.save(
    codes.map((code, i) =>
      buildOffice(code, 'kcs-agent', { department: 'TRIPS', path: ['CT'], calendar: calendars[i % 3]! }),
    ),
  )
  await rig.repositories.seats.save(
    codes.flatMap((code) => [buildSeat(`${code}/TAPAL`), buildSeat(`${code}/SPIO`, { role: 'spio' })]),
  )
  await rig.repositories.charges.save(
    codes.map((code, i) => {
      const kind = i % 10 === 0 ? 'in-absence' : 'regular'
      return newCharge({ id: code, seat: `${code}/TAPAL`, employee: `P-${code}`, from: LONG_AGO, kind })
    }),
  )
  const weekly = [{ from: '2020-01-01', closed: [], closedSaturdays: [] }]
  await rig.repositories.calendars.add({ ...newStateCalendar(), id: 'fort', weekly }, note)
  await closeOnly(dayInKerala(rig.clock.now))
  await rule({ holiday: true }, 'CT', 'CLOSED')
  await rule({ absent: true, holiday: false }, 'CT', 'AWAY')
  const definition = {
    from: LONG_AGO,
    reach: 'office' as const,
    rule: { offices: { departments: ['TRIPS'] } },
  }
  const group = { id: 'TRIPS', name: 'Trips', nameMl: '', office: 'SENDER', until: null, version: 1 }
  await rig.repositories.groups.add({ ...group, definitions: [definition] }, note)
  const letter = (await rig.repositories.dispatches.byId((await rig.accept([])).id))!
  rig.sent.length = 0
  const rules = new Map<string, number>()
  const { now } = rig.clock
  const plan = { letter, recipients: [{ group: 'TRIPS', purpose: 'action' as const }], at: now, now }
  for await (const { routes } of planRoutes(rig.repositories, plan))
    for (const { why } of routes) {
      const by = why.find(({ code }) => code === 'rule-seat')?.of ?? 'none'
      rules.set(by, (rules.get(by) ?? 0) + 1)
    }
  const fort = codes.filter((_, i) => i % 3 === 1)
  const away = codes.filter((_, i) => i % 3 === 1 && i % 10 === 0).length
  expect(Object.fromEntries(rules)).toEqual({
    'CLOSED@1': size - fort.length,
    'AWAY@1': away,
    none: fort.length - away,
  })
  expect(readCalendars()).toBe(1)
  expect(rig.sent.length).toBeLessThanOrEqual((4 * size) / 1000)
})
