import { compileGroup, holdsOffice, type RecipientSet } from '../../../domain/directory/group/compile'
import type { Group, GroupRule } from '../../../domain/directory/group/group'
import { withFacts } from '../../../domain/directory/office/facts'
import type { Office } from '../../../domain/directory/office/office'
import { buildOffice } from '../../support/builders'
import { openRoom, type Room } from '../room'

let room: Room
const T = [1, 2, 3, 4].map((month) => new Date(Date.UTC(2026, month, 1)))
const KINDS = ['grama-panchayat', 'municipality']
const DISTRICTS = ['Idukki', 'Wayanad', 'Kollam']
const DEPARTMENTS = ['LSGD', 'Revenue']

/** Numbers by lot, the same on each run. */
function lots(seed: number) {
  let state = seed
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
  return { next, of: <T>(list: readonly T[]): T => list[next(list.length)]! }
}

const lot = lots(7)
const offices: Office[] = Array.from({ length: 120 }, (_, i) => {
  let office = buildOffice(`O${String(i).padStart(3, '0')}`, 'kcs-agent', {
    kind: lot.of(KINDS),
    district: lot.of(DISTRICTS),
    department: lot.of(DEPARTMENTS),
    path: lot.of([[], ['O000'], ['O000', 'O001']]),
    activeFrom: lot.of([null, null, T[1]!]),
    activeUntil: lot.of([null, null, null, T[2]!]),
    succession: lot.of([null, null, { kind: 'merged' as const, into: ['O000'], at: T[1]! }]),
  })
  for (const at of T)
    if (lot.next(3) === 0)
      office = withFacts(
        office,
        { kind: lot.of(KINDS), district: lot.of(DISTRICTS), path: lot.of([[], ['O001']]) },
        at,
      )
  return office
})

beforeAll(async () => {
  room = await openRoom()
  await room.repositories.offices.save(offices)
})
afterAll(() => room.close())

function aSet(depth: number): RecipientSet {
  const inner = () => aSet(depth - 1)
  switch (depth === 0 ? lot.next(2) : lot.next(5)) {
    case 0:
      return {
        where: {
          ...(lot.next(2) ? { kinds: [lot.of(KINDS)] } : {}),
          ...(lot.next(2) ? { districts: [lot.of(DISTRICTS), lot.of(DISTRICTS)] } : {}),
          ...(lot.next(3) ? {} : { departments: [lot.of(DEPARTMENTS)] }),
          ...(lot.next(2) ? { under: lot.of(['O000', 'O001']) } : {}),
        },
      }
    case 1:
      return { codes: Array.from({ length: 20 }, () => lot.of(offices).code), seats: [] }
    case 2:
      return { any: [inner(), inner()] }
    case 3:
      return { all: [inner(), inner()] }
    default:
      return { of: inner(), except: inner() }
  }
}

async function codesOf(set: RecipientSet, at: Date, batch = 1000): Promise<string[]> {
  const codes: string[] = []
  for await (const part of room.repositories.offices.inSet(set, at, batch))
    codes.push(...part.map(({ code }) => code))
  return codes
}

test('two hundred sets by lot hold the same offices in the database as in the domain, as of any instant', async () => {
  let held = 0
  for (let i = 0; i < 200; i += 1) {
    const [set, at] = [
      aSet(3),
      lot.of([new Date(Date.UTC(2026, 0, 1)), ...T, new Date(Date.UTC(2027, 0, 1))]),
    ]
    const expected = offices.filter((office) => holdsOffice(set, office, at)).map(({ code }) => code)
    expect({ set, at, codes: await codesOf(set, at) }).toEqual({ set, at, codes: expected })
    expect(await room.repositories.offices.countInSet(set, at)).toBe(expected.length)
    held += expected.length
  }
  expect(held).toBeGreaterThan(2000)
})

test('however large a set is, it is read by one cursor, a round trip for each batch', async () => {
  room.sent.length = 0
  expect(await codesOf({ codes: offices.map(({ code }) => code), seats: [] }, T[0]!, 50)).toHaveLength(120)
  expect(room.sent.map(({ name }) => name)).toEqual(['find', 'getMore', 'getMore'])
})

const group = (id: string, rule: GroupRule, overrides: Partial<Group> = {}): Group => ({
  ...{ id, name: id, nameMl: '', office: 'O000', until: null, version: 1 },
  definitions: [{ from: T[0]!, reach: 'office', rule }],
  ...overrides,
})
const groups = new Map(
  [
    group('SELF', { group: 'SELF' }),
    group('A', { any: [{ group: 'B' }] }),
    group('B', { group: 'A' }),
    group('LOST', { group: 'NOWHERE' }),
    group('ENDED', { offices: {} }, { until: T[1]! }),
    group('WITH-ENDED', {
      any: [{ group: 'ENDED' }, { members: [{ office: 'O000', from: null, until: null }] }],
    }),
    group('DATED', { members: [{ office: 'O000', from: T[1]!, until: T[2]! }] }),
    group(
      'DEEP',
      Array.from({ length: 8 }).reduce<GroupRule>((inner) => ({ any: [inner] }), { offices: {} }),
    ),
  ].map((one) => [one.id, one]),
)

test.each([
  ['a group that contains itself', 'SELF', 'group-cycle'],
  ['two groups that contain each other', 'A', 'group-cycle'],
  ['a group made of one that is not there', 'LOST', 'group-unknown'],
  ['a group that is not there', 'NOWHERE', 'group-unknown'],
  ['a group that has ended', 'ENDED', 'group-inactive'],
  ['a group nested nine deep', 'DEEP', 'group-too-deep'],
])('%s is told: %s', (_title, id, code) => {
  expect(() => compileGroup(id, groups, T[2]!)).toThrow(expect.objectContaining({ code }))
})

test('a nested group that has ended is empty, and the rest stays', async () => {
  expect(await codesOf(compileGroup('WITH-ENDED', groups, T[2]!).set, T[2]!)).toEqual(['O000'])
})

test('a member belongs to the list from its beginning until its end, which is not included', () => {
  const codes = T.map((at) => (compileGroup('DATED', groups, at).set as { codes: string[] }).codes)
  expect(codes).toEqual([[], ['O000'], [], []])
})
