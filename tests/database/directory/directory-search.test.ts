import { editingOf } from '../../services/directory/operations'
import { newOffice } from '../../../domain/directory/office/office'
import { newSeat } from '../../../domain/directory/seat/seat'
import { CANDIDATES } from '../../../database/directory/search/repository'
import { migrate } from '../../../database/operations/migration'
import { openRoom, type Room } from '../room'

let room: Room
const NOW = new Date('2026-11-22T06:00:00Z')
const by = { what: 'office-changed', actor: { kind: 'kcs' } as const, at: NOW }

/** Ids as found, best first. */
async function found(text: string, district = '', limit = 20): Promise<string[]> {
  const items = await room.repositories.search.search(text, { district, limit, now: NOW })
  return items.map(({ id }) => id)
}

const lsg = 'Local Self Government Department'
const OFFICES = [
  newOffice({ code: 'REV', name: 'Revenue Department', kind: 'department', district: 'Thiruvananthapuram' }),
  newOffice({ code: 'LSG', name: lsg, kind: 'department', district: 'Thiruvananthapuram' }),
  newOffice({ code: 'DDE7', name: 'Deputy Director of Education, Kottayam', district: 'Kottayam' }),
  newOffice({
    code: 'DC556',
    name: 'District Collectorate, Idukki',
    kind: 'collectorate',
    district: 'Idukki',
    path: ['REV'],
  }),
  ...['Devikulam', 'Peerumade'].map((name, index) =>
    newOffice({
      code: `TLK${index}`,
      name: `Taluk Office, ${name}`,
      kind: 'taluk-office',
      district: 'Idukki',
      path: ['REV', 'DC556'],
    }),
  ),
  newOffice({
    code: 'TLK9',
    name: 'Taluk Office, Aluva',
    kind: 'taluk-office',
    district: 'Ernakulam',
    path: ['REV', 'DC555'],
  }),
  newOffice({
    code: 'G06001',
    name: 'Adimali Grama Panchayat',
    nameMl: 'അടിമാലി ഗ്രാമപഞ്ചായത്ത്',
    kind: 'grama-panchayat',
    district: 'Idukki',
    path: ['LSG', 'BP1'],
  }),
  newOffice({
    code: 'G14024',
    name: 'Pullur-Periya Grama Panchayat',
    // Written with old chillus.
    nameMl: 'പുല്ലൂര്\u200d പെരിയ',
    kind: 'grama-panchayat',
    district: 'Kasaragod',
    path: ['LSG', 'BP2'],
  }),
  newOffice({
    code: 'OLD1',
    name: 'Adimali Old Office',
    district: 'Idukki',
    succession: { kind: 'merged', into: ['G06001'], at: new Date('2026-01-01T00:00:00Z') },
  }),
]
const SEATS = [
  newSeat({ id: 'DC556/DC', office: 'DC556', designation: 'District Collector', role: 'head' }),
  newSeat({ id: 'TLK0/T', office: 'TLK0', designation: 'Tahsildar', role: 'head' }),
  newSeat({ id: 'TLK0/C1', office: 'TLK0', designation: 'Senior Clerk', section: 'Tapal' }),
  newSeat({ id: 'TLK9/T', office: 'TLK9', designation: 'Tahsildar', role: 'head' }),
  newSeat({
    id: 'G06001/SEC',
    office: 'G06001',
    designation: 'Secretary',
    designationMl: 'സെക്രട്ടറി',
    role: 'head',
  }),
]

beforeAll(async () => {
  room = await openRoom()
  await room.repositories.offices.save(OFFICES)
  await room.repositories.seats.save(SEATS)
})
afterAll(() => room.close())

describe('the directory finds', () => {
  test.each([
    ['a place by its beginning', 'adim', ['G06001', 'G06001/SEC', 'OLD1']],
    ['words in any order', 'grama adimali', ['G06001', 'G06001/SEC']],
    ['an office by its code, before all others', 'tlk9', ['TLK9', 'TLK9/T']],
    ['a place by another spelling', 'peermade', ['TLK1']],
    ['an abbreviation', 'dde', ['DDE7']],
    ['what is abbreviated', 'deputy director education', ['DDE7']],
    ['an abbreviation with its district', 'DDE Kottayam', ['DDE7']],
    ['initials of the name', 'toa', ['TLK9', 'TLK9/T']],
    ['a post with the place of its office', 'tahsildar devik', ['TLK0/T']],
    ['a post in a district', 'tahsildar ernakulam', ['TLK9/T']],
    ['a post with the kind of its office', 'panchayat secr', ['G06001/SEC']],
    ['Malayalam', 'അടിമാലി', ['G06001', 'G06001/SEC']],
    ['Malayalam written as two words', 'ഗ്രാമ പഞ്ചായത്ത് അടി', ['G06001', 'G06001/SEC']],
    ['a kind of office, and no seats with it', 'grama panchayat', ['G06001', 'G14024']],
    ['a kind in Malayalam, in one word', 'ഗ്രാമപഞ്ചായത്ത്', ['G06001', 'G14024']],
    ['Malayalam with old chillus', 'പുല്ലൂര്\u200d', ['G14024']],
    ['Malayalam with new chillus', 'പുല്ലൂർ', ['G14024']],
    ['a post by its title in Malayalam', 'സെക്രട്ടറി അടിമാലി', ['G06001/SEC']],
    ['nothing where one word is missing', 'adimali taluk', []],
    ['nothing in a text without letters', '.*', []],
  ])('%s', async (_what, text, ids) => {
    expect(await found(text)).toEqual(ids)
  })

  test('by one letter offices only', async () => {
    expect(await found('p')).toEqual(['G14024', 'G06001', 'TLK1'])
  })
})

test('one post among very many of a place is found by both words', async () => {
  const office = newOffice({ code: 'MANY', name: 'Survey Superintendency, Kattappana', district: 'Idukki' })
  const seat = (number: number, designation: string) =>
    newSeat({ id: `MANY/${number}`, office: 'MANY', designation })
  const many = Array.from({ length: 2 * CANDIDATES }, (_, number) => seat(number, 'Chainman'))
  await room.repositories.offices.save([office])
  await room.repositories.seats.save([...many, seat(9_999, 'Head Surveyor')])
  expect(await found('surveyor kattappana')).toEqual(['MANY/9999'])
  expect(await found('kattappana', '', 50)).toHaveLength(50)
})

describe('the order', () => {
  test('the code first, then names that begin so, then what stands high', async () => {
    expect(await found('DC556')).toEqual(['DC556', 'DC556/DC'])
    expect(await found('district')).toEqual(['DC556', 'DC556/DC'])
    expect((await found('revenue'))[0]).toBe('REV')
  })

  test('of the same level the near district before the far', async () => {
    expect(await found('taluk office', 'Ernakulam', 3)).toEqual(['TLK9', 'TLK0', 'TLK1'])
    expect(await found('taluk office', 'Idukki', 3)).toEqual(['TLK0', 'TLK1', 'TLK9'])
    expect(await found('taluk office', '', 3)).toEqual(['TLK9', 'TLK0', 'TLK1'])
    expect(await found('tahsildar', 'Trivandrum')).toEqual(['TLK0/T', 'TLK9/T'])
  })

  test('what is called after a district before what only lies in it', async () => {
    const of = { district: 'Thiruvananthapuram' }
    await room.repositories.offices.save([
      newOffice({ ...of, code: 'AUDIT', name: 'Corporation Audit Office' }),
      newOffice({ ...of, code: 'CORP', name: 'Thiruvananthapuram Corporation', path: ['LSG', 'D1'] }),
    ])
    expect(await found('trivandrum corp')).toEqual(['CORP', 'AUDIT'])
    expect(await found('corporation thiru')).toEqual(['CORP', 'AUDIT'])
  })

  test('what has ended comes last', async () => {
    expect((await found('adimali')).at(-1)).toBe('OLD1')
  })

  test('no more than asked for', async () => {
    expect(await found('taluk', '', 2)).toHaveLength(2)
  })
})

test('a search is one round trip, by the index, and looks at a bounded number of rows', async () => {
  room.sent.length = 0
  await found('taluk office idukki')
  const [only, ...others] = room.sent
  expect([only?.name, others]).toEqual(['aggregate', []])
  const { $db: _db, lsid: _lsid, $clusterTime: _time, ...command } = only!.command
  const plan = JSON.stringify(
    await room.database.db!.command({ explain: command, verbosity: 'queryPlanner' }),
  )
  expect(plan).not.toMatch(/"stage":"(COLLSCAN|SORT)"/)
  expect(plan.match(/"indexName":"tokens_1_near_1_rank_1"/g)!.length).toBeGreaterThan(1)
})

describe('the search is kept', () => {
  test('when an office is renamed, its seats are found by the new name and not by the old', async () => {
    const office = newOffice({ code: 'KEEP', name: 'Survey Office, Munnar', district: 'Idukki' })
    const head = newSeat({ id: 'KEEP/S', office: 'KEEP', designation: 'Surveyor', role: 'head' })
    await editingOf(room.repositories).addOffice(office, head, by)
    expect(await found('munnar')).toEqual(['KEEP', 'KEEP/S'])
    await editingOf(room.repositories).editOffice(
      'KEEP',
      1,
      (one) => ({ ...one, name: 'Survey Office, Marayur' }),
      by,
    )
    expect(await found('munnar')).toEqual([])
    expect(await found('marayur')).toEqual(['KEEP', 'KEEP/S'])
  })

  test('when an office is moved, what lies below it stands at its new height', async () => {
    await editingOf(room.repositories).addOffice(
      newOffice({ code: 'SUB', name: 'Chowki', parent: 'KEEP' }),
      null,
      by,
    )
    const ranks = () =>
      room.database
        .collection('directory')
        .find({ at: { $in: ['KEEP', 'SUB'] } }, { sort: { _id: 1 } })
        .map(({ rank }) => rank as number)
        .toArray()
    expect(await ranks()).toEqual([0, 1, 1])
    await editingOf(room.repositories).move('KEEP', null, 'DC556', by)
    expect(await ranks()).toEqual([2, 3, 3])
  })

  test('rows of before the search are entered by the migration, which may run again', async () => {
    const directory = room.database.collection('directory')
    const count = await directory.countDocuments()
    await directory.deleteMany({})
    await room.database.collection('migrations').deleteOne({ _id: '2-directory-search' as never })
    await migrate(room.database)
    expect(await directory.countDocuments()).toBe(count)
    room.sent.length = 0
    await room.repositories.search.all()
    expect(room.sent.filter(({ name }) => name === 'update')).toEqual([])
  })
})
