// A directory by lot in which everything that can bend the way of a letter happens to some office.

import { MECHANISMS } from '../../domain/letters/systems'
import { newCharge, newEmployee } from '../../domain/directory/charge/charge'
import { plainProfile } from '../../domain/directory/office/profile'
import type { RoutingRule } from '../../domain/letters/routing/rule'
import type { Repositories } from '../../database'
import { buildOffice, buildSeat } from './builders'

export const LONG_AGO = new Date('2020-01-01T00:00:00Z')
const DISTRICTS = ['Idukki', 'Wayanad']
export const OFFICES = 60

/** Numbers by lot, the same on each run. */
export function lots(seed: number) {
  let state = seed
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
  return { next, of: <T>(list: readonly T[]): T => list[next(list.length)]! }
}

const lot = lots(11)

/** The code of one of its offices. */
export const code = (i: number) => `L${String(i).padStart(2, '0')}`
const note = { what: 'test', actor: { kind: 'kcs' } as const, at: LONG_AGO }

/** Offices below the first of them, their seats, charges, groups and rules; the same on each run. */
export async function makeDirectory(repositories: Repositories): Promise<void> {
  const offices = Array.from({ length: OFFICES }, (_, i) =>
    buildOffice(code(i), lot.of(MECHANISMS), {
      kind: lot.of(['grama-panchayat', 'municipality']),
      district: lot.of(DISTRICTS),
      path: i === 0 ? [] : [code(0)],
      fitToReceive: lot.next(15) > 0,
      inwardSeat: lot.next(15) > 0 ? `${code(i)}/TAPAL` : null,
      succession:
        i > 5 && lot.next(6) === 0 ? { kind: 'merged', into: [code(lot.next(OFFICES))], at: LONG_AGO } : null,
      intermediaries:
        lot.next(6) === 0 ? [{ office: code(lot.next(OFFICES)), from: LONG_AGO, until: null }] : [],
      ...(lot.next(3) === 0 ? { profiles: [lot.of(profiles)] } : {}),
    }),
  )
  await repositories.offices.save(offices)
  const seats = offices.flatMap(({ code: office }) => [
    buildSeat(`${office}/TAPAL`, {
      linkOfficer: lot.next(3) ? null : `${office}/SO`,
      reportsTo: `${office}/HEAD`,
    }),
    buildSeat(`${office}/SO`, { role: lot.of(['section', 'spio', 'nodal-officer']) }),
    ...(lot.next(4) ? [buildSeat(`${office}/HEAD`, { role: 'head', reportsTo: `${code(0)}/SO` })] : []),
  ])
  await repositories.seats.save(seats)
  const seatsWithHolder = seats.filter(() => lot.next(2) === 0)
  await repositories.employees.save(
    seatsWithHolder.map(({ id }) => newEmployee({ pen: `P ${id}`, name: `Holder of ${id}` })),
  )
  await repositories.charges.save(
    seatsWithHolder.map(({ id }) =>
      newCharge({
        id: `c ${id}`,
        seat: id,
        employee: `P ${id}`,
        from: LONG_AGO,
        kind: lot.of(['regular', 'additional', 'in-absence']),
      }),
    ),
  )
  const groups = [
    { id: 'IDUKKI', reach: 'office', rule: { offices: { districts: ['Idukki'], under: code(0) } } },
    { id: 'HEADS', reach: 'head', rule: { offices: { kinds: ['municipality'] } } },
    {
      id: 'LIST',
      reach: 'office',
      rule: {
        any: [
          { group: 'IDUKKI' },
          { members: [code(7), code(9)].map((office) => ({ office, from: null, until: null })) },
          { members: [{ seat: `${code(3)}/SO`, from: null, until: null }] },
        ],
      },
    },
  ] as const
  for (const { id, reach, rule } of groups)
    await repositories.groups.add(
      {
        ...{ id, name: id, nameMl: '', office: 'SEND', until: null, version: 1 },
        definitions: [{ from: LONG_AGO, reach, rule: structuredClone(rule) as never }],
      },
      note,
    )
  for (const rule of rules)
    await repositories.routingRules.add(
      {
        name: rule.id,
        office: code(0),
        from: LONG_AGO,
        until: null,
        priority: 0,
        version: 1,
        earlier: [],
        ...rule,
      },
      note,
    )
}

const ways = (...systems: Parameters<typeof plainProfile>[1][]) =>
  systems.map((system) => ({ system, endpoint: system === 'ilgms' ? null : system }))
const profiles = [
  { ...plainProfile(LONG_AGO, 'ilgms', null), ways: ways('ilgms') },
  { ...plainProfile(LONG_AGO, 'ilgms', null), ways: ways('ilgms', 'email') },
  { ...plainProfile(LONG_AGO, 'push', 'push'), accepts: { kinds: ['circular'] } },
  { ...plainProfile(LONG_AGO, 'push', 'push'), accepts: { maxDocumentBytes: 10, languages: ['ml'] } },
]
const rules: (Pick<RoutingRule, 'id' | 'when' | 'then'> & Partial<RoutingRule>)[] = [
  { id: 'RTI', when: { subjectCodes: ['RTI'] }, then: { seatRole: 'spio' } },
  { id: 'VACANT', when: { vacant: true, districts: ['Wayanad'] }, then: { seatRole: 'head' }, priority: 3 },
  {
    id: 'ORDERS',
    when: { kinds: ['government-order'] },
    then: { office: code(1), copyTo: [{ office: code(2) }] },
  },
  { id: 'AWAY', when: { absent: true, districts: ['Idukki'] }, then: { seatRole: 'section' }, priority: 2 },
  { id: 'CLOSED', when: { holiday: true, vacant: false }, then: { seatRole: 'nodal-officer' } },
  { id: 'OPEN', when: { holiday: false, absent: false }, then: { seatRole: 'spio' } },
  {
    id: 'COPY',
    when: { urgencies: ['urgent'] },
    then: { copyTo: [{ seat: `${code(4)}/SO` }, { office: code(7) }] },
  },
]
