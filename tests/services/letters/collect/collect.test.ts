// What a system that cannot call KCS offers is collected: its letters go the way of letters of the API.

import { letter, pdf, sha256 } from './stranger'
import { openRig, type Rig, rowOf } from './rig'

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig.close())
beforeEach(() => rig.renew())

test('a letter is accepted as by the API, for the seat that sends it, and the system is told under which id', async () => {
  rig.stranger.outbox = [letter('L1', { seat: 'SEND/SO' })]
  expect(await rig.collect()).toMatchObject({ held: null, taken: 1, refused: 0, fault: '' })
  expect(await rig.letters()).toEqual(['S/L1'])
  const [result] = rig.stranger.told
  expect(result).toMatchObject({ of: 'letter', key: 'L1', kind: 'taken' })
  const dispatch = await rig.repositories.dispatches.byId((result as { dispatch: string }).dispatch)
  const hash = sha256(pdf('letter L1'))
  expect(dispatch).toMatchObject({
    ...{
      sender: { office: 'SEND', seat: 'SEND/SO', holder: null },
      subject: 'Monthly report',
      started: true,
    },
    ...{ recipients: [{ office: 'RECV', purpose: 'action' }] },
    documents: [{ sha256: hash, name: 'letter.pdf', mediaType: 'application/pdf' }],
  })
  expect(rig.runs.calls).toContainEqual(expect.objectContaining({ call: 'start dispatch' }))
  expect(await rig.deps.store.verify(hash)).toBe(true)
})

test('without a seat the one that takes the post of the office sends', async () => {
  rig.stranger.outbox = [letter('L1')]
  await rig.collect()
  const [{ dispatch }] = rig.stranger.told as unknown as [{ dispatch: string }]
  expect((await rig.repositories.dispatches.byId(dispatch))?.sender.seat).toBe('SEND/TAPAL')
})

test('the same key twice is one letter, in one page, in two pages and in two rounds', async () => {
  rig.stranger.outbox = [letter('L1'), letter('L1'), letter('L2'), letter('L1')]
  rig.stranger.pageSize = 3
  await rig.collect()
  rig.stranger.outbox.push(letter('L2'))
  rig.clock.pass(60_000)
  await rig.collect()
  expect(await rig.letters()).toEqual(['S/L1', 'S/L2'])
  expect(await rowOf(rig)).toMatchObject({ taken: 2, cursor: '5' })
})

test('another letter under the key of one that was taken is refused', async () => {
  rig.stranger.outbox = [letter('L1'), letter('L1', { subject: 'Another' })]
  await rig.collect()
  expect(await rig.letters()).toEqual(['S/L1'])
  expect(rig.stranger.told).toContainEqual(
    expect.objectContaining({
      key: 'L1',
      kind: 'refused',
      errors: [expect.objectContaining({ code: 'idempotency-key-reused' })],
    }),
  )
})

test('a bad letter does not hold up good ones, and its errors are those of the API', async () => {
  rig.stranger.outbox = [
    letter('B1', { to: 'NOWHERE' }),
    letter('B2', { subject: '' }),
    letter('B3', { office: 'OTHER' }),
    letter('B4', { documents: [] }),
    letter('B5', { documents: [{ name: 'a.exe', content: 'MZ' }] }),
    letter('B6', { documents: [{ name: 'a.pdf', content: 'no pdf' }] }),
    letter('B7', { documents: [{ name: 'a.pdf', content: pdf('x'), sha256: 'f'.repeat(64) }] }),
    letter('B8', { seat: 'OTHER/TAPAL' }),
    letter('B9', {
      documents: Array.from({ length: 21 }, (_, i) => ({ name: `${i}.pdf`, content: pdf(`${i}`) })),
    }),
    letter('x'.repeat(201)),
    letter('G'),
  ]
  expect(await rig.collect()).toMatchObject({ taken: 1, refused: 10, fault: '' })
  expect(await rig.letters()).toEqual(['S/G'])
  const errorsOf = (key: string) =>
    rig.stranger.told.flatMap((one) => (one.key === key && one.kind === 'refused' ? [...one.errors] : []))
  expect(errorsOf('B1')).toEqual([
    expect.objectContaining({ pointer: '/recipients/0/office', code: expect.any(String) as string }),
  ])
  expect(errorsOf('B2')).toEqual([expect.objectContaining({ pointer: '/subject' })])
  expect(errorsOf('B3')[0]).toMatchObject({ pointer: '/sender/office', code: 'office-not-served' })
  expect(errorsOf('B4')[0]).toMatchObject({ pointer: '/documents', code: 'document-missing' })
  expect(errorsOf('B5')[0]).toMatchObject({ pointer: '/documents/0', code: 'media-type-unsupported' })
  expect(errorsOf('B6')[0]).toMatchObject({ pointer: '/documents/0', code: 'document-type' })
  expect(errorsOf('B7')[0]).toMatchObject({ pointer: '/documents/0', code: 'digest-mismatch' })
  expect(errorsOf('B8')[0]).toMatchObject({ pointer: '/sender/seat', code: 'seat-not-held' })
  expect(errorsOf('B9')[0]).toMatchObject({ pointer: '/documents' })
  // What is not taken for another reason is not fetched.
  expect(rig.stranger.asked.filter((path) => path.startsWith('/files/'))).toHaveLength(4)
})

test('a refused letter is kept with what is wrong, and is tried again only when it was changed', async () => {
  rig.stranger.outbox = [letter('L1', { subject: '' })]
  await rig.collect()
  const { entries } = await rowOf(rig)
  expect(entries).toMatchObject([
    { of: 'letter', key: 'L1', state: 'refused', faults: [{ pointer: '/subject' }] },
  ])
  expect(JSON.stringify(entries)).not.toContain('S/L1')

  rig.stranger.outbox.push(letter('L1', { subject: '' }))
  rig.clock.pass(60_000)
  expect(await rig.collect()).toMatchObject({ taken: 0, refused: 0 })
  // It is told again, for the system offers it as if it did not know.
  expect(rig.stranger.told.filter(({ kind }) => kind === 'refused')).toHaveLength(2)

  rig.stranger.outbox.push(letter('L1', { subject: 'Now with a subject' }))
  rig.clock.pass(60_000)
  expect(await rig.collect()).toMatchObject({ taken: 1 })
  expect(await rowOf(rig)).toMatchObject({ entries: [], taken: 1, refused: 1 })
})

test('a version that grows has a refused letter tried again, and one that was taken stays the same letter', async () => {
  rig.stranger.outbox = [letter('L1', { to: 'LATER', version: '1' }), letter('L2', { version: '1' })]
  await rig.collect()
  expect(await rig.letters()).toEqual(['S/L2'])
  await rig.repositories.offices.save([{ ...(await office()), code: 'LATER', inwardSeat: 'RECV/TAPAL' }])
  rig.stranger.outbox.push(letter('L1', { to: 'LATER', version: '2' }), letter('L2', { version: '2' }))
  rig.clock.pass(60_000)
  expect(await rig.collect()).toMatchObject({ refused: 0 })
  expect(rig.stranger.told.filter(({ key }) => key === 'L2').map(({ kind }) => kind)).toEqual([
    'taken',
    'taken',
  ])
  async function office() {
    return (await rig.repositories.offices.byCodes(['RECV'])).get('RECV')!
  }
})

test('a thousand letters come in pages, each once', async () => {
  rig.stranger.outbox = Array.from({ length: 1_000 }, (_, i) => letter(`L${i}`))
  const startedAt = performance.now()
  expect(await rig.collect()).toMatchObject({ pages: 10, taken: 1_000, goesOn: false })
  if (process.env['KCS_TEST_SHOW_COUNTS'])
    console.info({ lettersPerSecond: Math.round(1_000_000 / (performance.now() - startedAt)) })
  expect(new Set(await rig.letters()).size).toBe(1_000)
  expect(rig.stranger.told).toHaveLength(1_000)
  expect(await rowOf(rig)).toMatchObject({ cursor: '1000', taken: 1_000 })
}, 120_000)

test('a page that never ends is left after one look, and pages without end after fifty', async () => {
  rig.stranger.fault((path, response) => {
    if (!path.startsWith('/outbox')) return false
    response.end(JSON.stringify({ letters: [], reports: [], next: null, hasMore: true }))
    return true
  })
  expect(await rig.collect()).toMatchObject({ pages: 1, goesOn: false, fault: '' })
  let pages = 0
  rig.stranger.fault((path, response) => {
    if (!path.startsWith('/outbox')) return false
    pages += 1
    response.end(JSON.stringify({ letters: [], reports: [], next: `page ${pages}`, hasMore: true }))
    return true
  })
  rig.clock.pass(60_000)
  expect(await rig.collect()).toMatchObject({ pages: 50, goesOn: true })
})

test('a page of more than two hundred letters, or with a cursor without end, is a fault of the system', async () => {
  rig.stranger.outbox = Array.from({ length: 201 }, (_, i) => letter(`L${i}`))
  rig.stranger.pageSize = 201
  expect(await rig.collect()).toMatchObject({ taken: 0, fault: 'page-too-long' })
  expect(await rig.letters()).toEqual([])
  rig.stranger.fault((path, response) => {
    if (!path.startsWith('/outbox')) return false
    response.end(JSON.stringify({ letters: [], reports: [], next: 'x'.repeat(2_001), hasMore: false }))
    return true
  })
  rig.clock.pass(3_600_000)
  expect(await rig.collect()).toMatchObject({ fault: 'cursor-too-long' })
})

test('what waits and is not offered any more at its place is refused for all to see', async () => {
  rig.stranger.outbox = [letter('L1', { documents: [{ name: 'a.pdf', content: 'x', file: 'lost' }] })]
  rig.stranger.fault((path, response) => {
    if (path !== '/files/lost') return false
    response.destroy()
    return true
  })
  await rig.collect()
  rig.stranger.outbox = [letter('L2')]
  rig.clock.pass(60_000)
  await rig.collect()
  expect((await rowOf(rig)).entries).toMatchObject([{ key: 'L1', state: 'refused' }])
})

test('an old place that cannot be read again holds up what waits there, and nothing else', async () => {
  rig.stranger.outbox = [letter('L1', { documents: [{ name: 'a.pdf', content: 'x', file: 'lost' }] })]
  rig.stranger.fault((path, response) => {
    if (path !== '/files/lost') return false
    response.destroy()
    return true
  })
  await rig.collect()
  rig.stranger.outbox.push(letter('L2'))
  rig.stranger.fault((path, response) => {
    if (path !== '/outbox?after=') return false
    response.writeHead(400).end()
    return true
  })
  rig.clock.pass(60_000)
  expect(await rig.collect()).toMatchObject({ taken: 1, fault: '' })
  expect(await rowOf(rig)).toMatchObject({
    ...{ failures: 0, cursor: '2' },
    entries: [
      { key: 'L1', state: 'waiting', tries: 2, faults: [{ detail: expect.stringContaining('http-400') }] },
    ],
  })
})
