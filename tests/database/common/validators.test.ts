import { COLLECTIONS } from '../../../database/collections'
import type { AnyDeclaration } from '../../../database/common/collection'
import { migrate, requireMigrated } from '../../../database/operations/migration'
import { openRoom, type Room } from '../room'
import { VALID_ROWS } from './valid-rows'

const REFUSED = { code: 121 }
/** No field of the record is of this type. */
const WRONG = /./

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

interface Row {
  _id: string
  [field: string]: unknown
}
const rows = (name: string) => room.database.collection<Row>(name)
const valid = (name: string): Row => ({ _id: name, ...VALID_ROWS[name] })
const required = ({ schema }: AnyDeclaration): string[] =>
  Object.entries(schema.obj)
    .filter(([, field]) => (field as { required?: boolean }).required === true)
    .map(([name]) => name)

/** Fields of any type: what they hold is the driver's or the caller's own. */
const FREE: Record<string, string[]> = {
  document_blobs: ['file'],
  document_uploads: ['file'],
  audit: ['before', 'after'],
  'import-rows': ['cells'],
}

test('there is a whole row for every collection', () => {
  expect(Object.keys(VALID_ROWS).sort()).toEqual(COLLECTIONS.map(({ name }) => name).sort())
})

describe.each(COLLECTIONS.map((one) => [one.name, one] as const))('%s', (name, declaration) => {
  beforeEach(() => rows(name).deleteMany({}))
  afterAll(() => rows(name).deleteMany({}))

  test('takes a whole row, and one with fields that only another version knows', async () => {
    await rows(name).insertOne(valid(name) as never)
    await rows(name).deleteMany({})
    await rows(name).insertOne({ ...valid(name), ofAnotherVersion: 1 } as never)
  })

  test('takes a row without the fields that have defaults', async () => {
    const kept = new Set(['_id', ...required(declaration)])
    const bare = Object.fromEntries(Object.entries(valid(name)).filter(([field]) => kept.has(field)))
    await rows(name).insertOne(bare as never)
  })

  test('refuses a row without a field that it needs', async () => {
    for (const field of required(declaration)) {
      const { [field]: _, ...rest } = valid(name)
      await expect(rows(name).insertOne(rest as never)).rejects.toMatchObject(REFUSED)
    }
  })

  test('refuses a field of another type, whether it is entered or changed', async () => {
    const row = valid(name)
    await rows(name).insertOne(row as never)
    const fields = Object.keys(declaration.schema.obj).filter(
      (field) => field !== '_id' && !FREE[name]?.includes(field),
    )
    expect(fields.length).toBeGreaterThan(0)
    for (const field of fields) {
      await expect(
        rows(name).insertOne({ ...row, _id: 'other', [field]: WRONG } as never),
      ).rejects.toMatchObject(REFUSED)
      await expect(
        rows(name).updateOne({ _id: row._id }, { $set: { [field]: WRONG } }),
      ).rejects.toMatchObject(REFUSED)
    }
  })
})

describe('parts of a row', () => {
  test.each([
    ['tapals', { events: [{ sequence: 1 }] }],
    ['tapals', { claim: { id: 'c' } }],
    ['tapals', { roseAt: { p0: 'yesterday' } }],
    ['tapals', { diary: { number: 7, date: new Date() } }],
    ['tapals', { refusal: { code: 'not-ours' } }],
    ['tapals', { state: 'lost' }],
    ['dispatches', { recipients: { office: 'A' } }],
    ['dispatches', { recall: { at: 'today', seat: 'A', holder: 'B', reason: '' } }],
    ['offices', { profiles: [{ from: '2026-01-01', ways: [], accepts: {}, fallback: 'print' }] }],
    ['agents', { keys: [{ id: 'k' }] }],
    ['audit', { actor: { kind: 'nobody' } }],
    ['routing_rules', { when: { vacant: 'yes' } }],
    ['handovers', { items: [{ kind: 'tapal' }] }],
  ])('%s refuses %j', async (name, change) => {
    await rows(name).deleteMany({})
    await expect(rows(name).insertOne({ ...valid(name), ...change } as never)).rejects.toMatchObject(REFUSED)
  })
})

test('a row that was malformed before the check stays writable', async () => {
  const old = { _id: 'OLD', name: 'Old' }
  await room.database.db!.command({ collMod: 'offices', validationLevel: 'off' })
  await rows('offices').insertOne(old as never)
  await room.database.db!.command({ collMod: 'offices', validationLevel: 'moderate' })
  expect((await rows('offices').updateOne({ _id: 'OLD' }, { $set: { phone: '1' } })).modifiedCount).toBe(1)
  await rows('offices').deleteMany({})
})

test('a process starts only on a database of its form, and a second migration finds nothing to do', async () => {
  const fresh = await openRoom({ migrated: false })
  await expect(requireMigrated(fresh.database)).rejects.toThrow('npx kcs install')
  expect(await migrate(fresh.database)).toContain('tapals: the server checks its rows')
  await requireMigrated(fresh.database)
  expect(await migrate(fresh.database)).toEqual([])
  await fresh.close()
})
