// A folder of this machine that hangs, as one on a server of files that is away: its calls return when that is back, and not
// before. The time is the test's; the folder is a real one, of which single calls are held up.

import fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { createIapsConnector } from '../../../connectors/iaps'
import { keyPath } from '../../../connectors/iaps/schema'
import { HTTP_LIMITS } from '../../../connectors/http'
import { fakeTimers, passMs } from '../../support/fake-timers'
import { until } from '../../support/until'
import { documents, newParcel } from '../specimen'
import { type IapsRig, startIaps } from './rig'

let rig: IapsRig
beforeAll(async () => {
  rig = await startIaps()
})
afterAll(() => rig.stop())
beforeEach(() => fakeTimers())
afterEach(() => {
  jest.useRealTimers()
  jest.restoreAllMocks()
})

const connector = () =>
  createIapsConnector({
    documents,
    now: () => new Date(),
    rules: { allowLoopback: true, dropRoot: tmpdir() },
  })
const TIMEOUT = { kind: 'retry-later', code: 'timeout' }

/** Holds up the calls of this function that are so, until it is back; tells how many it was asked for. */
function hanging(name: 'link' | 'realpath', isSo: (...paths: string[]) => boolean) {
  const real = fs[name] as (...paths: string[]) => Promise<never>
  const held: (() => void)[] = []
  const hold = (...paths: string[]): Promise<never> =>
    isSo(...paths)
      ? new Promise((resolve, reject) => held.push(() => void real(...paths).then(resolve, reject)))
      : real(...paths)
  const spy = jest.spyOn(fs, name).mockImplementation(hold as never)
  return {
    asked: () => held.length,
    back() {
      spy.mockRestore()
      for (const go of held) go()
    },
  }
}

test('one that hangs while the manifest gets its name leaves the letter in doubt; when it is back, the letter lies there once', async () => {
  const iaps = connector()
  const parcel = newParcel()
  const folder = hanging('link', (_draft, path) => path!.endsWith(keyPath('in', parcel.deliveryKey)))
  const delivery = iaps.deliver(rig.local, [parcel])
  await until(() => folder.asked() === 1, { what: 'the manifest to be named' })
  await passMs(HTTP_LIMITS.totalMs)
  expect(await delivery).toMatchObject([{ outcome: { ...TIMEOUT, inDoubt: true } }])
  folder.back()
  const lies = async () => (await iaps.status!(rig.local, parcel)).kind === 'handed-over'
  await until(lies, { what: 'the manifest to be there' })
  expect(await iaps.deliver(rig.local, [{ ...parcel, attempt: 2 }])).toMatchObject([
    { outcome: { kind: 'handed-over' } },
  ])
  await rig.pickUp()
  expect(await rig.under(parcel.deliveryKey)).toHaveLength(1)
})

test('beside what hangs nothing is begun in that folder: its letters wait without doubt, and another folder goes on', async () => {
  const iaps = connector()
  const base = fileURLToPath(rig.local.address)
  const folder = hanging('realpath', (path) => path === base)
  const first = iaps.deliver(rig.local, [newParcel()])
  await until(() => folder.asked() === 1, { what: 'the folder to be asked for' })
  await passMs(HTTP_LIMITS.totalMs)
  expect(await first).toMatchObject([{ outcome: { ...TIMEOUT, inDoubt: false } }])
  for (let tries = 0; tries < 10; tries += 1)
    expect(await iaps.deliver(rig.local, [newParcel()])).toMatchObject([
      { outcome: { ...TIMEOUT, inDoubt: false } },
    ])
  expect(folder.asked()).toBe(1)
  const elsewhere = { ...rig.local, address: `${rig.local.address}/in` }
  expect(await iaps.capabilities(elsewhere)).toMatchObject({ fault: { code: 'service-file-missing' } })
  folder.back()
  const isWell = async () => 'capabilities' in (await iaps.capabilities(rig.local))
  await until(isWell, { what: 'the folder to be used again' })
})
