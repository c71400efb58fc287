import { createRepositories } from '../../../database'
import { openRoom, type Room } from '../room'

let room: Room
const repo = () => room.repositories.registers
const AT = new Date('2026-11-22T06:00:00Z')

beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

const numbersOf = async (office: string, year = 2026): Promise<number[]> =>
  (await repo().entries(office, 'inward', year)).map(({ number }) => number)
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1)

test('fifty allotments at once from two processes leave no gap and give no number twice', async () => {
  const other = createRepositories(await room.another()).registers
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      (i % 2 ? repo() : other).allot('inward', [{ subject: `T${i}`, office: 'DC1' }], AT),
    ),
  )
  const given = answers.map((answer, i) => answer.get(`T${i}`)!)
  expect(new Set(given).size).toBe(50)
  expect(await numbersOf('DC1')).toEqual(upTo(50))
})

test('forty letters that one process enters at once share a few round trips instead of racing each other', async () => {
  room.sent.length = 0
  await Promise.all(upTo(40).map((i) => repo().allot('despatch', [{ subject: `F${i}`, office: 'F' }], AT)))
  expect(room.sent.length).toBeLessThanOrEqual(4)
})

test('batches of several offices at once leave no gap in any office', async () => {
  const other = createRepositories(await room.another()).registers
  const offices = ['B1', 'B2', 'B3']
  await Promise.all(
    upTo(12).map((batch) =>
      (batch % 2 ? repo() : other).allot(
        'inward',
        upTo(9).map((i) => ({ subject: `B${batch}-${i}`, office: offices[i % 3]! })),
        AT,
      ),
    ),
  )
  for (const office of offices) expect(await numbersOf(office)).toEqual(upTo(36))
})

test('the same letters at once by two processes, as after a time-out, get one number each', async () => {
  const other = createRepositories(await room.another()).registers
  for (let round = 0; round < 10; round += 1) {
    const entries = upTo(5).map((i) => ({ subject: `R${round}-${i}`, office: 'R1' }))
    const [one, two] = await Promise.all([
      repo().allot('inward', entries, AT),
      other.allot('inward', [...entries].reverse(), AT),
    ])
    expect([...two].sort()).toEqual([...one].sort())
  }
  expect(await numbersOf('R1')).toEqual(upTo(50))
})

test('asking again gives the same numbers, and only what is new gets the next ones', async () => {
  const first = await repo().allot('inward', [{ subject: 'S1', office: 'S' }], AT)
  const again = await repo().allot(
    'inward',
    [
      { subject: 'S2', office: 'S' },
      { subject: 'S1', office: 'S' },
      { subject: 'S3', office: 'S' },
    ],
    AT,
  )
  expect(first.get('S1')).toBe('S/IN/2026/000001')
  expect(Object.fromEntries(again)).toEqual({
    S1: 'S/IN/2026/000001',
    S2: 'S/IN/2026/000002',
    S3: 'S/IN/2026/000003',
  })
})

test('the numbers begin anew with the year of Kerala, half past six on New Year’s eve in UTC', async () => {
  const entry = (subject: string) => [{ subject, office: 'Y' }]
  const allot = async (subject: string, at: string) =>
    (await repo().allot('inward', entry(subject), new Date(at))).get(subject)
  expect(await allot('Y1', '2026-12-31T18:29:59.999Z')).toBe('Y/IN/2026/000001')
  expect(await allot('Y2', '2026-12-31T18:30:00.000Z')).toBe('Y/IN/2027/000001')
  expect(await allot('Y3', '2026-12-31T18:29:59.999Z')).toBe('Y/IN/2026/000002')
  // A retry after the turn of the year finds the number of the old year.
  expect(await allot('Y1', '2027-01-01T10:00:00.000Z')).toBe('Y/IN/2026/000001')
})

test('inward and despatch numbers of an office do not touch each other', async () => {
  await repo().allot('inward', [{ subject: 'Z1', office: 'Z' }], AT)
  const despatch = await repo().allot('despatch', [{ subject: 'Z1', office: 'Z' }], AT)
  expect(despatch.get('Z1')).toBe('Z/DS/2026/000001')
})

test('a void entry stays, and its number is not given again', async () => {
  await repo().allot('inward', [{ subject: 'V1', office: 'V' }], AT)
  await repo().markVoid('inward', ['V1'])
  const next = await repo().allot('inward', [{ subject: 'V2', office: 'V' }], AT)
  expect(next.get('V2')).toBe('V/IN/2026/000002')
  expect((await repo().entries('V', 'inward', 2026)).map((row) => row.void)).toEqual([true, false])
})

test('the next number of a busy office is found without reading its register', async () => {
  const rows = upTo(5_000).map((number) => ({
    _id: `inward:L${number}`,
    office: 'L',
    register: 'inward',
    year: 2026,
    number,
    subject: `L${number}`,
    at: AT,
    void: false,
  }))
  await room.database.collection('registers').insertMany(rows as never)
  room.sent.length = 0
  await repo().allot('inward', [{ subject: 'L-new', office: 'L' }], AT)
  const { command } = room.sent.find(({ name }) => name === 'aggregate' || name === 'find')!
  const { $db: _db, lsid: _lsid, $clusterTime: _time, ...plain } = command
  const plan = await room.database.db!.command({ explain: plain, verbosity: 'executionStats' })
  const examined = [...JSON.stringify(plan).matchAll(/"total(?:Docs|Keys)Examined":(\d+)/g)].map(([, n]) =>
    Number(n),
  )
  expect(Math.max(...examined)).toBeLessThan(10)
})

test('who enters a subject hears whether it stood there before', async () => {
  const entry = { subject: 'E1', office: 'E' }
  expect(await repo().enter('despatch', entry, AT)).toEqual({ number: 'E/DS/2026/000001', stood: false })
  expect(await repo().enter('despatch', entry, AT)).toEqual({ number: 'E/DS/2026/000001', stood: true })
})
