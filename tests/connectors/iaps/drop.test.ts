// Letters that are dropped into the folders of an iAPS, by SFTP and on this machine: each becomes one letter there.

import { readFile, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createIapsConnector } from '../../../connectors/iaps'
import { FOLDERS, keyPath } from '../../../connectors/iaps/schema'
import { documents, newParcel, PDF } from '../specimen'
import { type IapsRig, startIaps } from './rig'

let rig: IapsRig
beforeAll(async () => {
  rig = await startIaps()
})
afterAll(() => rig.stop())
afterEach(() => rig.knobs({ down: false, faults: [] }))

const WAITS = { kind: 'handed-over', askAfterMs: 5_000 }
const spoil = (on: string, fault: Record<string, unknown>) =>
  rig.knobs({ faults: [{ on: `${on}`, ...fault }] })

describe.each(['sftp', 'file'])('a drop by %s', (way) => {
  const endpoint = () => (way === 'sftp' ? rig.endpoint : rig.local)
  const status = (deliveryKey: string) => rig.connector.status!(endpoint(), { deliveryKey, reference: null })

  test('a letter waits until it is picked up, and is delivered with its inward number', async () => {
    const parcel = newParcel()
    const { deliveryKey: key } = parcel
    expect(await rig.deliver(parcel, endpoint())).toEqual({ ...WAITS, reference: key })
    expect(await status(key)).toMatchObject(WAITS)
    await rig.pickUp()
    const [letter] = await rig.under(key)
    expect(await status(key)).toMatchObject({
      ...{ kind: 'delivered', reference: key, diary: { number: letter!.inwardNumber } },
    })
    const { file, name } = letter!.files[0]!
    expect(name).toBe('ഉത്തരവ് order.pdf')
    expect(await readFile(join(rig.drop, FOLDERS.inFiles, file))).toEqual(PDF)
  })

  test('a second try is no second letter, whether the first waits, was picked up, or was answered', async () => {
    const parcel = newParcel()
    const again = { ...parcel, attempt: 2 }
    await rig.deliver(parcel, endpoint())
    expect(await rig.deliver(again, endpoint())).toMatchObject(WAITS)
    await rig.pickUp()
    expect(await rig.deliver(again, endpoint())).toMatchObject({ kind: 'duplicate', diary: {} })
    // A tray that was cleared: the register of the office knows it all the same.
    await unlink(join(rig.drop, keyPath('answers', parcel.deliveryKey)))
    await unlink(join(rig.drop, keyPath('picked', parcel.deliveryKey)))
    expect(await rig.deliver(again, endpoint())).toMatchObject(WAITS)
    await rig.pickUp()
    expect(await rig.under(parcel.deliveryKey)).toHaveLength(1)
    expect(await status(parcel.deliveryKey)).toMatchObject({ kind: 'delivered' })
  })

  test('a letter of which iAPS died between picking it up and entering it is entered by its next look', async () => {
    const parcel = newParcel()
    const { deliveryKey: key } = parcel
    await rig.deliver(parcel, endpoint())
    await rename(join(rig.drop, keyPath('in', key)), join(rig.drop, keyPath('picked', key)))
    expect(await rig.deliver({ ...parcel, attempt: 2 }, endpoint())).toMatchObject(WAITS)
    expect(await rig.connector.withdraw!(endpoint(), parcel)).toEqual({ kind: 'taken' })
    await rig.pickUp()
    expect(await status(key)).toMatchObject({ kind: 'delivered' })
    expect(await rig.under(key)).toHaveLength(1)
  })

  test.each(['damaged', 'cut off', 'missing'])(
    'a letter whose document was %s in the folder is dropped anew, and arrives once',
    async (fault) => {
      const parcel = newParcel()
      const { deliveryKey: key } = parcel
      await rig.deliver(parcel, endpoint())
      const path = join(rig.drop, FOLDERS.inFiles, `${key}.1.pdf`)
      if (fault === 'missing') await rm(path)
      else await writeFile(path, fault === 'damaged' ? Buffer.alloc(PDF.length, 'x') : PDF.subarray(0, 9))
      await rig.pickUp()
      expect(await status(key)).toEqual({ kind: 'unseen' })
      expect(await rig.under(key)).toEqual([])
      // What its author forgot to remove is not taken for what is new.
      if (fault === 'damaged') await writeFile(path, Buffer.alloc(PDF.length, 'x'))
      expect(await rig.deliver({ ...parcel, attempt: 2 }, endpoint())).toMatchObject(WAITS)
      expect(await status(key)).toMatchObject(WAITS)
      await rig.pickUp()
      expect(await status(key)).toMatchObject({ kind: 'delivered' })
      expect(await rig.under(key)).toHaveLength(1)
    },
  )

  test('a letter that was picked up is not given back, and one that was given back is not taken after all', async () => {
    const [taken, withdrawn] = [newParcel(), newParcel()]
    await rig.deliver(taken, endpoint())
    await rig.pickUp()
    expect(await rig.connector.withdraw!(endpoint(), taken)).toEqual({ kind: 'taken' })
    await rig.deliver(withdrawn, endpoint())
    expect(await rig.connector.withdraw!(endpoint(), withdrawn)).toEqual({ kind: 'withdrawn' })
    expect(await rig.deliver({ ...withdrawn, attempt: 2 }, endpoint())).toEqual({
      kind: 'never',
      code: 'withdrawn',
    })
    await rig.pickUp()
    expect(await rig.under(withdrawn.deliveryKey)).toEqual([])
  })

  test('a refusal has its code and the words of the office', async () => {
    const parcel = newParcel()
    await rig.deliver(parcel, endpoint())
    await rig.act(parcel.deliveryKey, {
      act: 'refused',
      fault: 'unsigned',
      remarks: 'ഒപ്പില്ല',
      rightOffice: 'ITD',
    })
    expect(await status(parcel.deliveryKey)).toEqual({
      ...{ kind: 'refused', code: 'not-signed', reason: 'ഒപ്പില്ല', rightOffice: 'ITD' },
    })
  })

  test('a letter to an office that does not work in it is refused when it is picked up', async () => {
    const parcel = newParcel()
    const recipient = { ...parcel.recipient, office: { ...parcel.recipient.office, code: 'ELSEWHERE' } }
    await rig.deliver({ ...parcel, recipient }, endpoint())
    await rig.pickUp()
    expect(await status(parcel.deliveryKey)).toMatchObject({ kind: 'refused', code: 'not-for-this-office' })
  })

  test('an answer that cannot be read leaves the letter in doubt, and is read when it is whole', async () => {
    const parcel = newParcel()
    await rig.deliver(parcel, endpoint())
    const path = join(rig.drop, keyPath('answers', parcel.deliveryKey))
    await writeFile(path, '{"state":"tak')
    expect(await status(parcel.deliveryKey)).toMatchObject({ code: 'answer-garbled', inDoubt: true })
    await rig.pickUp()
    expect(await status(parcel.deliveryKey)).toMatchObject({ kind: 'delivered' })
  })

  test('no draft is left, and nothing but whole files has a name', async () => {
    for (const folder of ['in', 'inFiles', 'verdicts'] as const)
      expect((await rig.names(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
  })
})

test('a letter outside the hours of pick-up is dropped at once and asked about when they begin', async () => {
  const endpoint = { ...rig.local, settings: { window: '22:00-06:00' } }
  const connector = createIapsConnector({
    documents,
    now: () => new Date('2026-11-27T21:00:00+05:30'),
    rules: { allowLoopback: true, dropRoot: tmpdir() },
  })
  const [report] = await connector.deliver(endpoint, [newParcel()])
  expect(report!.outcome).toMatchObject({ kind: 'handed-over', askAfterMs: 3_605_000 })
})

test('a line that is cut while the manifest gets its name leaves doubt, and the letter lies there once', async () => {
  for (const afterEffect of [false, true]) {
    const parcel = newParcel()
    await spoil(rig.deliveryCall, { mode: 'cut', afterEffect })
    expect(await rig.deliver(parcel)).toEqual({ kind: 'retry-later', code: 'connection-lost', inDoubt: true })
    const said = await rig.connector.status!(rig.endpoint, parcel)
    expect(said).toMatchObject(afterEffect ? WAITS : { kind: 'unseen' })
    expect(await rig.deliver({ ...parcel, attempt: 2 })).toMatchObject(WAITS)
    await rig.pickUp()
    expect(await rig.under(parcel.deliveryKey)).toHaveLength(1)
  }
})

test.each([
  ['a full disk', 'PUT /write', { status: 507 }, { kind: 'retry-later', code: 'disk-full', inDoubt: false }],
  ['no permission', 'PUT /office/in-files', { status: 403 }, { code: 'no-permission', inDoubt: false }],
  ['a folder that is missing', 'PUT /office/in-files', { status: 404 }, { code: 'folder-missing' }],
  [
    'a line that is cut within a document',
    'PUT /write',
    { mode: 'cut' },
    { code: 'connection-lost', inDoubt: false },
  ],
])(
  '%s is tried again without doubt, and nothing that is not whole was dropped',
  async (_what, on, fault, outcome) => {
    const parcel = newParcel()
    await spoil(on.replace('/write', '/office/write'), fault)
    expect(await rig.deliver(parcel)).toMatchObject(outcome)
    expect(await rig.connector.status!(rig.endpoint, parcel)).toEqual({ kind: 'unseen' })
    expect((await rig.names('in')).filter((name) => name.startsWith(parcel.deliveryKey))).toEqual([])
    expect(await rig.deliver({ ...parcel, attempt: 2 })).toMatchObject(WAITS)
  },
)

test.each([
  ['password', 'another', { kind: 'auth', code: 'login-refused' }],
  ['hostKey', `SHA256:${'A'.repeat(43)}`, { kind: 'auth', code: 'host-key-differs' }],
  [
    'password',
    '-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----',
    { kind: 'auth', code: 'key-unreadable' },
  ],
  ['hostKey', '', { kind: 'retry-later', code: 'hostKey-missing', inDoubt: false }],
])('with another %s nothing is dropped', async (name, value, outcome) => {
  const { [name]: _before, ...others } = rig.endpoint.settings
  const settings = { ...others, ...(value === '' ? {} : { [name]: value }) }
  const parcel = newParcel()
  expect(await rig.deliver(parcel, { ...rig.endpoint, settings })).toEqual(outcome)
  expect(await rig.connector.status!(rig.endpoint, parcel)).toEqual({ kind: 'unseen' })
})

test('a server that is down is tried again without doubt', async () => {
  const endpoint = { ...rig.endpoint, address: 'sftp://127.0.0.1:1/' }
  expect(await rig.deliver(newParcel(), endpoint)).toEqual({
    ...{ kind: 'retry-later', code: 'connection-refused', inDoubt: false },
  })
})

test('a folder that lies elsewhere, or leads elsewhere by a link, is not written to', async () => {
  const outside = { ...rig.local, address: 'file:///etc/' }
  expect(await rig.deliver(newParcel(), outside)).toMatchObject({ code: 'address-forbidden' })
  const path = join(rig.stateFolder, 'a-link')
  await symlink('/etc', path)
  const linked = { ...rig.local, address: `file://${path}/` }
  expect(await rig.deliver(newParcel(), linked)).toMatchObject({ code: 'address-forbidden' })
})

test('a folder without the service file is no drop of an iAPS, such as that of a disk that is not mounted', async () => {
  const empty = { ...rig.local, address: `file://${rig.stateFolder}/` }
  expect(await rig.connector.capabilities(empty)).toEqual({
    fault: { kind: 'retry-later', code: 'service-file-missing', inDoubt: false },
  })
})
