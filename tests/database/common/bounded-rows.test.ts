// No row grows for ever: whatever is done again and again ends at a bound, with a word of what to do, or the oldest gives way.

import { MOST_KEYS } from '../../../database/access/agent/repository'
import { MOST_BYTES, MOST_PIECES } from '../../../database/common/history'
import { newGeneralLevel } from '../../../domain/letters/service-level/general'
import type { SanctionedPost, Seat } from '../../../domain/directory/seat/seat'
import { buildDispatch, buildOffice, buildSeat } from '../../support/builders'
import { openRoom, type Room } from '../room'

let room: Room
const AT = new Date('2026-11-22T06:00:00Z')
const note = { what: 'changed', actor: { kind: 'kcs' } as const, at: AT }
const later = (n: number): Date => new Date(AT.getTime() + n)
const many = <Item>(count: number, item: (n: number) => Item): Item[] =>
  Array.from({ length: count }, (_, n) => item(n))
const raw = (name: string) => room.database.collection<{ _id: string; [field: string]: unknown }>(name)

const inOne: Room['repositories']['transaction'] = (work) => room.repositories.transaction(work)

beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

const definition = (from: Date, members = 1) => ({
  from,
  reach: 'office' as const,
  rule: { members: many(members, (n) => ({ office: `OFFICE-${n}` })) },
})
const facts = (n: number) => ({
  kind: 'x',
  department: '',
  district: '',
  path: [],
  from: later(n - 1),
  until: later(n),
})
const profile = (n: number) => ({ from: later(n), ways: [], taking: null, accepts: {}, fallback: 'print' })
const intermediary = (n: number) => ({ office: 'B', from: later(n), until: later(n + 1) })
const ruleText = (n: number) => ({
  ...{ from: later(n), until: later(n + 1), priority: 1, when: {}, then: { office: 'B' }, version: n },
})
const strength = (n: number) => ({ from: null, until: later(n), posts: 1, order: 'G.O.' })

type Grow = (length: number) => Promise<unknown>

/** A row with a list of the length, to which one more is added. */
const LISTS: readonly (readonly [string, Grow])[] = [
  [
    'the definitions of a group',
    async (length) => {
      const { groups } = room.repositories
      const definitions = many(length, (n) => definition(later(n)))
      const facts = { name: 'G', nameMl: '', office: 'A', until: null, version: 1 }
      await groups.add({ id: `G${length}`, definitions, ...facts } as never, note)
      return groups.change(
        `G${length}`,
        1,
        (one) => ({ ...one, definitions: [...one.definitions, definition(later(length))] }) as never,
        note,
      )
    },
  ],
  [
    'the earlier texts of a routing rule',
    async (length) => {
      const { routingRules } = room.repositories
      const rule = { id: `R${length}`, name: 'R', office: 'A', ...ruleText(0), version: 1 }
      await routingRules.add({ ...rule, earlier: many(length, ruleText) } as never, note)
      return routingRules.change(
        `R${length}`,
        1,
        (one) => ({ ...one, earlier: [...one.earlier, ruleText(length)] }) as never,
        note,
      )
    },
  ],
  [
    'the earlier texts of a service level',
    async (length) => {
      const { serviceLevels } = room.repositories
      const { terms, escalateEverySeconds, ...level } = newGeneralLevel()
      const text = (n: number) => ({
        ...{ from: later(n), until: later(n + 1), when: {}, source: '', version: n },
        ...{ terms, escalateEverySeconds },
      })
      const whole = { ...level, id: `L${length}`, terms, escalateEverySeconds }
      await serviceLevels.add({ ...whole, earlier: many(length, text) }, note)
      return serviceLevels.change(
        `L${length}`,
        1,
        (one) => ({ ...one, earlier: [...one.earlier, text(length)] }),
        note,
      )
    },
  ],
  ...(['earlier', 'profiles', 'intermediaries'] as const).map((field): readonly [string, Grow] => [
    `the ${field} of an office`,
    async (length) => {
      const pieces = { earlier: facts, profiles: profile, intermediaries: intermediary }
      const piece: (n: number) => object = pieces[field]
      const code = `O-${field}-${length}`
      await room.repositories.offices.save([
        buildOffice(code, 'kcs-agent', { [field]: many(length, piece) as never }),
      ])
      const { version } = (await room.repositories.offices.byCode(code))!
      return room.repositories.offices.edit(
        code,
        version,
        (one) => ({ ...one, [field]: [...one[field], piece(length)] }) as never,
        note,
      )
    },
  ]),
  [
    'the earlier facts of a seat',
    async (length) => {
      const piece = (n: number) => ({
        reportsTo: null,
        linkOfficer: null,
        from: later(n - 1),
        until: later(n),
      })
      const id = `S/${length}`
      await room.repositories.seats.save([buildSeat(id, { earlier: many(length, piece) as never })])
      const { version } = (await room.repositories.seats.byId(id))!
      const edit = (one: Seat): Seat => ({ ...one, earlier: [...one.earlier, piece(length)] }) as never
      return inOne((session) => room.repositories.seats.edit(id, version, edit, note, session))
    },
  ],
  [
    'the earlier strengths of a sanctioned post',
    async (length) => {
      const { sanctionedPosts } = room.repositories
      const post = { id: `P${length}`, office: 'A', wing: '', section: '', designation: 'Clerk', posts: 2 }
      const rest = { order: 'G.O.', from: null, until: null, version: 1, earlier: many(length, strength) }
      await inOne((session) => sanctionedPosts.add({ ...post, ...rest } as never, note, session))
      const edit = (one: SanctionedPost) => ({ ...one, earlier: [...one.earlier, strength(length)] }) as never
      return inOne((session) => sanctionedPosts.edit(`P${length}`, 1, edit, note, session))
    },
  ],
]

test.each(LISTS)(
  '%s grow up to the bound, and the next change is refused and says what to do',
  async (_what, grow) => {
    await grow(MOST_PIECES - 1)
    await expect(grow(MOST_PIECES)).rejects.toMatchObject({ code: 'history-full' })
  },
)

test('a group of nine thousand members can be changed until its row is large, and no write of it ever fails for its size', async () => {
  const { groups } = room.repositories
  const facts = { name: 'G', nameMl: '', office: 'A', until: null, version: 1 }
  await groups.add({ id: 'LARGE', definitions: [definition(AT, 9_000)], ...facts } as never, note)
  const change = (version: number) =>
    groups.change(
      'LARGE',
      version,
      (one) => ({ ...one, definitions: [...one.definitions, definition(later(version), 9_000)] }) as never,
      note,
    )
  let version = 1
  const grown = async (): Promise<void> => {
    for (; version < 100; version += 1) await change(version)
  }
  await expect(grown()).rejects.toMatchObject({ code: 'history-full' })
  expect(version).toBeGreaterThan(5)
  const [{ size }] = (await raw('groups')
    .aggregate([{ $match: { _id: 'LARGE' } }, { $project: { size: { $bsonSize: '$$ROOT' } } }])
    .toArray()) as unknown as [{ size: number }]
  expect(size).toBeLessThanOrEqual(MOST_BYTES)
  // What makes it smaller is always taken.
  const ended = await groups.change('LARGE', version, (one) => ({ ...one, until: AT, definitions: [] }), note)
  expect(ended.definitions).toEqual([])
})

const key = (n: number, ended: object = {}) => ({
  ...{ id: `k${n}`, hash: `h${n}`, createdAt: later(n), expiresAt: null, revokedAt: null, ...ended },
})

test('the keys of an agent: those that open nothing any more give way, and where all open one more is refused', async () => {
  const { agents } = room.repositories
  const agent = { name: 'A', offices: ['A'], endpoint: null, createdAt: AT }
  const keys = [
    key(0, { revokedAt: AT }),
    key(1, { expiresAt: AT }),
    ...many(MOST_KEYS - 2, (n) => key(n + 2)),
  ]
  await agents.add({ id: 'AG', ...agent, keys })
  expect(await agents.addKey('AG', key(MOST_KEYS), note)).toBe(true)
  const ids = (await agents.byId('AG'))!.keys.map(({ id }) => id)
  expect([ids.length, ids.includes('k0'), ids.includes('k1'), ids.includes('k2')]).toEqual([
    ...[MOST_KEYS - 1, false, false, true],
  ])
  await agents.addKey('AG', key(MOST_KEYS + 1), note)
  await expect(agents.addKey('AG', key(MOST_KEYS + 2), note)).rejects.toMatchObject({
    code: 'agent-keys-too-many',
  })
  // A repeat adds nothing, and is none too many.
  expect(await agents.addKey('AG', key(MOST_KEYS + 1), note)).toBe(false)
  expect((await agents.byId('AG'))!.keys).toHaveLength(MOST_KEYS)
})

test('an entry of the audit log holds the beginning of a long value, and its length', async () => {
  const { audit } = room.repositories
  await inOne((session) =>
    audit.note(
      { thing: 'group', id: 'BIG', mark: 1 },
      { before: { rule: 'x'.repeat(2_000_000) }, after: { rule: 'y'.repeat(2_000_000) } },
      note,
      session,
    ),
  )
  const text = JSON.stringify(await audit.of('BIG'))
  expect(text.length).toBeLessThan(20_000)
  expect(text.match(/x{100,}… \(200000\d signs\)|y{100,}… \(200000\d signs\)/g)).toHaveLength(2)
})

test('the changes of a dispatch: the oldest gives way', async () => {
  const { dispatches } = room.repositories
  const { dispatch } = await dispatches.accept(buildDispatch())
  const word = { at: AT, seat: 'S', holder: 'P', reason: 'x' }
  for (let n = 0; n < 30; n += 1) {
    await dispatches.recall(dispatch.id, word, { kind: 'kcs' })
    await dispatches.withdrawRecall(dispatch.id, AT)
  }
  expect((await raw('dispatches').findOne({ _id: dispatch.id }))!['changes']).toHaveLength(50)
})
