import type { Connection } from 'mongoose'
import { createRepositories, type Repositories } from '../../../database'
import type { AuditEntry } from '../../../database/access/audit/repository'
import { createSecrets } from '../../../secrets'
import { chainEntries, ROOT_EVERY_MS, signRoot } from '../../../services/access/audit/chain'
import { verifyChain } from '../../../services/access/audit/read-chain'
import { openRoom, type Room } from '../../database/room'

const NOW = new Date('2026-11-22T06:00:00Z')
const secrets = createSecrets('ab'.repeat(32))

let room: Room
beforeEach(async () => {
  room = await openRoom()
  // What making the database has entered.
  await rows().deleteMany({})
})
afterEach(() => room.close())

const deps = (repositories: Repositories = room.repositories) => ({ repositories, secrets })
const rows = (connection: Connection = room.database) => connection.collection<{ _id: string }>('audit')
const sequences = async () => {
  const found = await rows().find({}).project({ chain: 1 }).toArray()
  return found.map(({ chain }) => (chain as { sequence: number } | null)?.sequence ?? null)
}

async function enter(count: number, overrides: Partial<AuditEntry> = {}, first = 1): Promise<void> {
  await room.repositories.audit.add(
    Array.from({ length: count }, (_, i) => ({
      id: `office:A:${first + i}`,
      thing: 'office' as const,
      subject: 'A',
      what: 'office-changed',
      from: null,
      to: null,
      before: { name: 'a', added: NOW },
      actor: { kind: 'kcs' as const },
      at: new Date(NOW.getTime() + (first + i) * 1_000),
      ...overrides,
    })),
  )
}
async function chainAll(repositories?: Repositories): Promise<void> {
  while (await chainEntries(deps(repositories))) continue
}

test('entries get their places in the order of their instants, 500 in a turn, and the chain of all of them is whole', async () => {
  await enter(1_203)
  expect(await chainEntries(deps())).toBe(true)
  expect((await sequences()).filter((sequence) => sequence !== null)).toHaveLength(500)
  await chainAll()
  expect(await sequences()).toEqual(Array.from({ length: 1_203 }, (_, i) => i + 1))
  expect(await verifyChain(deps())).toMatchObject({ fault: null, links: 1_203 })
})

test('an entry of a time before the chain, which has no such field, gets its place too', async () => {
  await enter(1)
  await rows().updateOne({}, { $unset: { chain: 1 } })
  expect(await room.repositories.audit.lag(10)).toEqual({ count: 1, since: new Date(NOW.getTime() + 1_000) })
  await chainAll()
  expect(await sequences()).toEqual([1])
})

test('ten processes chain at once: every entry has one place, and the chain no gap', async () => {
  await enter(2_600)
  const others = await Promise.all(Array.from({ length: 10 }, () => room.another()))
  await Promise.all(others.map((connection) => chainAll(createRepositories(connection))))
  expect((await sequences()).sort((a, b) => a! - b!)).toEqual(Array.from({ length: 2_600 }, (_, i) => i + 1))
  expect(await verifyChain(deps())).toMatchObject({ fault: null, links: 2_600 })
})

test.each(['place', 'moveHead'] as const)(
  'a process that dies at %s leaves all entries waiting, and the next one chains them without a gap',
  async (step) => {
    await enter(3)
    await chainAll()
    await enter(4, {}, 4)
    const { repositories } = room
    const die = async (): Promise<never> => {
      throw new Error('killed')
    }
    const dying = {
      ...repositories,
      ...(step === 'place'
        ? { audit: { ...repositories.audit, place: die } }
        : { auditRoots: { ...repositories.auditRoots, moveHead: die } }),
    }
    await expect(chainEntries(deps(dying))).rejects.toThrow('killed')
    expect(await repositories.audit.lag(100)).toMatchObject({ count: 4 })
    expect(await verifyChain(deps())).toMatchObject({ fault: null, links: 3 })
    await chainAll()
    expect(await verifyChain(deps())).toMatchObject({ fault: null, links: 7 })
  },
)

test('a root is signed once an hour, where links were added, and by one of ten processes', async () => {
  const at = (ms: number) => new Date(NOW.getTime() + ms)
  expect(await signRoot(deps(), NOW)).toBe(false)
  await enter(2)
  await chainAll()
  const signed = await Promise.all(Array.from({ length: 10 }, () => signRoot(deps(), NOW)))
  expect(signed.filter(Boolean)).toHaveLength(1)
  await enter(2, {}, 3)
  await chainAll()
  expect(await signRoot(deps(), at(ROOT_EVERY_MS - 1))).toBe(false)
  expect(await signRoot(deps(), at(ROOT_EVERY_MS))).toBe(true)
  expect(await signRoot(deps(), at(2 * ROOT_EVERY_MS))).toBe(false)
  expect(await verifyChain(deps())).toMatchObject({
    fault: null,
    roots: 2,
    signedTo: 4,
    keys: [secrets.auditKey],
  })
})

test('a name is vouched for by a salted hash: editing it is found, erasing it with its salt keeps the chain whole', async () => {
  await enter(2, { actor: { kind: 'link', name: 'Lekha K' } })
  await chainAll()
  expect(await verifyChain(deps())).toMatchObject({ fault: null })

  await rows().updateOne({ _id: 'office:A:1' }, { $set: { 'actor.name': 'Another' } })
  expect(await verifyChain(deps())).toMatchObject({ fault: { sequence: 1, entry: 'office:A:1' } })

  await rows().updateOne({ _id: 'office:A:1' }, { $set: { 'actor.name': '…', 'chain.vouched.0.salt': '' } })
  expect(await verifyChain(deps())).toMatchObject({ fault: null, links: 2 })
})

test('a root that was signed with another secret is not ours, unless its key is named as a former one', async () => {
  await enter(1)
  await chainAll()
  const former = createSecrets('cd'.repeat(32))
  await signRoot({ repositories: room.repositories, secrets: former }, NOW)
  expect(await verifyChain(deps())).toMatchObject({ fault: { sequence: 1 } })
  expect(await verifyChain(deps(), { formerKeys: [former.auditKey] })).toMatchObject({
    fault: null,
    roots: 1,
  })
})
