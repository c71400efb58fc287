// What lies in the out folder of an iAPS: whole, half written, wrong, or meant to lead elsewhere; by SFTP and on this machine.

import { createHash } from 'node:crypto'
import { symlink, unlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CollectedLetter } from '../../../connectors/collect'
import { FOLDERS } from '../../../connectors/iaps/schema'
import { deliveryKey } from '../../../domain/letters/tapal/keys'
import { PDF } from '../specimen'
import { type IapsRig, letterUnder, manifestOf, startIaps } from './rig'

let rig: IapsRig
let letter: Record<string, unknown>
beforeAll(async () => {
  rig = await startIaps()
  letter = (await manifestOf(rig)).content
})
afterAll(() => rig.stop())

const HOUR_AGO = new Date(Date.now() - 3_600_000)

describe.each(['sftp', 'file'])('an out folder by %s', (way) => {
  const endpoint = () => (way === 'sftp' ? rig.endpoint : rig.local)
  const put = (key: string, change: object) =>
    rig.putOut(`${key}.letter.json`, { ...letter, id: key, ...change })
  const read = async (key: string) => letterUnder(await rig.collect(endpoint()), key)

  test('a file that is half written is left alone, and reported when it stays so', async () => {
    const key = `half-${way}`
    const path = await rig.putOut(`${key}.letter.json`, '{"id":"half')
    expect(await read(key)).toBeUndefined()
    await utimes(path, HOUR_AGO, HOUR_AGO)
    expect(await read(key)).toMatchObject({ kind: 'unread', key, errors: [{ pointer: '' }] })
    await put(key, {})
    expect(await read(key)).toMatchObject({ key, subject: letter['subject'] })
  })

  test('two manifests of one letter are told apart by the name that they bear', async () => {
    await put(`one-${way}`, {})
    await put(`two-${way}`, { id: `one-${way}` })
    expect(await read(`one-${way}`)).toMatchObject({ letterNumber: letter['letterNumber'] })
    expect(await read(`two-${way}`)).toMatchObject({ kind: 'unread', errors: [{ pointer: '/id' }] })
  })

  test('a manifest that is too long is reported, and not read', async () => {
    const key = `long-${way}`
    await put(key, { subject: 'x'.repeat(1024 * 1024) })
    expect(await read(key)).toMatchObject({
      ...{ kind: 'unread', errors: [{ pointer: '', detail: 'must have 1048576 bytes at most' }] },
    })
  })

  test.each(['../in/x.pdf', '/etc/passwd', 'a/b.pdf', '..', 'a..pdf', '.hidden', 'x\u0000.pdf'])(
    'a document in the file %j is not looked for',
    async (file) => {
      const key = `named-${way}`
      const [document] = letter['files'] as object[]
      await put(key, { files: [{ ...document, file }] })
      expect(await read(key)).toMatchObject({ kind: 'unread', errors: [{ pointer: '/files/0/file' }] })
    },
  )

  test('files that bear other names are passed over', async () => {
    for (const name of ['notes.txt', 'x.letter.json.part', '.letter.json', 'a.b.letter.json', 'x.order.json'])
      await rig.putOut(name, letter)
    const { letters, reports } = await rig.collect(endpoint())
    expect([...letters, ...reports].filter(({ key }) => key === 'x' || key === 'a' || key === '')).toEqual([])
  })

  const opened = async (content: Buffer | null, bytes = PDF.length) => {
    const key = `doc-${way}`
    const file = `${key}.pdf`
    const path = join(rig.drop, FOLDERS.outFiles, file)
    const sha256 = createHash('sha256').update(PDF).digest('hex')
    await put(key, { files: [{ file, name: 'a.pdf', bytes, sha256 }] })
    await unlink(path).catch(() => undefined)
    if (content) await writeFile(path, content)
    return ((await read(key)) as CollectedLetter).documents[0]!.open()
  }

  test('a document that is not there, is cut off, or still grows waits for another look', async () => {
    expect(await opened(null)).toMatchObject({ fault: { kind: 'retry-later', code: 'document-missing' } })
    for (const content of [PDF.subarray(0, 10), Buffer.concat([PDF, PDF])])
      expect(await opened(content)).toMatchObject({ fault: { code: 'document-incomplete', inDoubt: false } })
    const whole = await opened(PDF)
    if ('fault' in whole) throw new Error(JSON.stringify(whole))
    expect(Buffer.concat((await whole.stream.toArray()) as Buffer[])).toEqual(PDF)
  })

  test('a link in the folder leads nowhere', async () => {
    const key = `link-${way}`
    await symlink('/etc/hostname', join(rig.drop, FOLDERS.out, `${key}.letter.json`))
    await symlink('/etc/hostname', join(rig.drop, FOLDERS.outFiles, `${key}.pdf`))
    expect(await read(key)).toBeUndefined()
    const [document] = letter['files'] as object[]
    await put(`${key}-2`, { files: [{ ...document, file: `${key}.pdf` }] })
    const linked = (await read(`${key}-2`)) as CollectedLetter
    expect(await linked.documents[0]!.open()).toMatchObject({ fault: { code: 'document-missing' } })
  })

  test.each(['confidential', 'secret', 'top-secret'])(
    'the grade %s is said to KCS, which refuses it',
    async (grade) => {
      await put(`grade-${way}`, { grade })
      expect(await read(`grade-${way}`)).toMatchObject({ classification: grade })
    },
  )

  test('what was told is moved away with its verdict, and told again it changes nothing', async () => {
    const key = `told-${way}`
    await put(key, {})
    const results = [
      { of: 'letter', key, kind: 'refused', errors: [{ pointer: '/to/0', detail: 'is closed' }] },
      { of: 'letter', key: '../../etc/x', kind: 'taken', dispatch: '01' },
    ] as const
    const settle = () => rig.connector.settle!(endpoint(), results)
    expect(await settle()).toEqual({ settled: true })
    expect(await read(key)).toBeUndefined()
    expect((await rig.names('done')).filter((name) => name.endsWith(`.${key}.letter.json`))).toHaveLength(1)
    expect(await settle()).toEqual({ settled: true })
    expect((await rig.names('done')).filter((name) => name.endsWith(`.${key}.letter.json`))).toHaveLength(1)
  })
})

test('what an office did is read in the words of KCS, and what cannot be read is reported by its key', async () => {
  const key = deliveryKey('01KC0000000000000000000000')
  const base = { key, at: '2026-11-27T10:00:00+05:30' }
  const acts = {
    a1: { act: 'taken', inwardNumber: 'POL/7/2026', inwardDay: '2026-11-27' },
    a2: { act: 'moved', toSeat: 'ക്ലർക്ക്', fromSeat: 'R' },
    a3: { act: 'filed', seat: 'R', fileNumber: 'A1/9' },
    a4: { act: 'returned', remarks: 'mis-sent' },
    a5: { act: 'refused', fault: 'other-office', remarks: 'no', rightOffice: 'ITD' },
    a6: { act: 'eaten' },
    a7: { act: 'closed', at: '2026-02-30T10:00:00Z' },
  }
  for (const [id, act] of Object.entries(acts)) await rig.putOut(`${id}.act.json`, { id, ...base, ...act })
  const { reports } = await rig.collect()
  const about = (id: string) => reports.find((report) => report.key === id)
  expect(about('a1')).toMatchObject({
    kind: 'acknowledged',
    deliveryKey: key,
    diary: { number: 'POL/7/2026' },
  })
  expect(about('a2')).toMatchObject({ kind: 'movement', desk: { from: 'R', to: 'ക്ലർക്ക്' } })
  expect(about('a3')).toMatchObject({ kind: 'filed', desk: { to: 'R', file: 'A1/9' } })
  expect(about('a4')).toMatchObject({ kind: 'returned', reason: 'mis-sent' })
  expect(about('a5')).toMatchObject({ kind: 'refused', code: 'not-for-this-office', rightOffice: 'ITD' })
  expect(about('a6')).toMatchObject({ kind: 'unread', errors: [{ pointer: '/act' }] })
  expect(about('a7')).toMatchObject({ kind: 'unread', errors: [{ pointer: '/at' }, { pointer: '/at' }] })
})

test('more than a page is read in pages that come to an end', async () => {
  for (let n = 0; n < 60; n += 1) await rig.putOut(`page-${n}.letter.json`, { ...letter, id: `page-${n}` })
  const first = await rig.collect()
  expect(first).toMatchObject({ hasMore: true })
  const second = await rig.connector.collect!(rig.endpoint, first.next)
  if ('fault' in second) throw new Error(JSON.stringify(second.fault))
  const keys = [...first.letters, ...second.letters].map(({ key }) => key)
  expect(keys.filter((key) => key?.startsWith('page-'))).toHaveLength(60)
  expect(second).toMatchObject({ next: null, hasMore: false })
})
