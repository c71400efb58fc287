import { COLLECTIONS } from '../../../database/collections'
import { buildOffice, buildSeat } from '../../support/builders'
import { buildTapal, openRoom, type Room } from '../room'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

/** The fields of the declaration that may be missing in a row and have a value then. */
function fieldsWithDefaults(name: string): string[] {
  const { schema } = COLLECTIONS.find((one) => one.name === name)!
  return Object.entries(schema.obj)
    .filter(([, field]) => Array.isArray(field) || 'default' in (field as object))
    .map(([field]) => field)
}

/** The row as a version wrote it that did not know these fields. */
async function forget(name: string, id: string): Promise<void> {
  const unknown: Record<string, ''> = Object.fromEntries(
    fieldsWithDefaults(name).map((field) => [field, ''] as const),
  )
  expect(Object.keys(unknown).length).toBeGreaterThan(3)
  await room.database.collection<{ _id: string }>(name).updateOne({ _id: id }, { $unset: unknown })
}

test('a tapal of before a field was known has its default', async () => {
  const tapal = buildTapal({ nextAttemptAt: null, dueAt: null, owes: false })
  await room.repositories.tapals.insert([tapal])
  await forget('tapals', tapal.id)
  expect(await room.repositories.tapals.byId(tapal.id)).toEqual(tapal)
})

test('an office and a seat, too, also where the office is changed', async () => {
  const { offices, seats } = room.repositories
  const office = buildOffice('OLD', 'push', {
    nameMl: '',
    kind: '',
    department: '',
    district: '',
    address: '',
    email: '',
    inwardSeat: null,
  })
  const seat = buildSeat('OLD/SO', { designationMl: '', section: '', office: '' })
  await offices.save([office])
  await seats.save([seat])
  await forget('offices', 'OLD')
  await forget('seats', 'OLD/SO')
  expect(await offices.byCode('OLD')).toEqual(office)
  expect(await seats.byId('OLD/SO')).toEqual(seat)
  const note = { what: 'office-changed', actor: { kind: 'kcs' }, at: new Date() } as const
  const changed = await offices.edit('OLD', null, (one) => ({ ...one, phone: '1' }), note)
  expect(changed).toEqual({ ...office, phone: '1', version: office.version + 1 })
  expect((await room.repositories.audit.of('OLD')).at(-1)).toMatchObject({
    before: { phone: '' },
    after: { phone: '1' },
  })
})
