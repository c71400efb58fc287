// The documents of collected letters: as streams, within limits, and none holding up another letter.

import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { KcsError } from '../../../../domain/common/error'
import { letter, pdf } from './stranger'
import { openRig, type Rig, rowOf } from './rig'

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig.close())
beforeEach(() => rig.renew())

test('a document that breaks off has its letter wait, not the others, and it is taken when it comes whole', async () => {
  rig.stranger.outbox = [
    letter('L1', { documents: [{ name: 'a.pdf', content: pdf('late'), file: 'late' }] }),
    letter('L2'),
  ]
  rig.stranger.fault((path, response) => {
    if (path !== '/files/late') return false
    response.writeHead(200, { 'content-length': '1000' })
    response.write('%PDF-1.7', () => response.destroy())
    return true
  })
  expect(await rig.collect()).toMatchObject({ taken: 1, refused: 0, fault: '' })
  expect(await rig.letters()).toEqual(['S/L2'])
  expect(rig.stranger.told.map(({ key }) => key)).toEqual(['L2'])
  expect(await rowOf(rig)).toMatchObject({
    cursor: '2',
    entries: [{ key: 'L1', state: 'waiting', after: null }],
  })
  // Not before its time.
  rig.stranger.fault(() => false)
  rig.clock.pass(6_000)
  expect(await rig.collect()).toMatchObject({ taken: 0 })
  rig.clock.pass(60_000)
  expect(await rig.collect()).toMatchObject({ taken: 1 })
  expect(await rig.letters()).toEqual(['S/L1', 'S/L2'])
  expect(await rowOf(rig)).toMatchObject({ cursor: '2', entries: [], taken: 2 })
})

test('a letter whose document never comes is refused after a day, and the system is told', async () => {
  rig.stranger.outbox = [letter('L1', { documents: [{ name: 'a.pdf', content: 'x', file: 'lost' }] })]
  rig.stranger.fault((path, response) => {
    if (path !== '/files/lost') return false
    response.writeHead(500).end()
    return true
  })
  for (let hours = 0; hours < 30; hours += 1) {
    await rig.collect()
    rig.clock.pass(2 * 3_600_000)
  }
  expect(await rowOf(rig)).toMatchObject({
    refused: 1,
    entries: [{ key: 'L1', state: 'refused', nextAt: null }],
  })
  expect(rig.stranger.told).toMatchObject([
    {
      key: 'L1',
      kind: 'refused',
      errors: [{ pointer: '/documents/0', detail: expect.stringContaining('http-500') }],
    },
  ])
  expect(rig.stranger.asked.filter((path) => path === '/files/lost').length).toBeLessThan(20)
})

test('a document is read no faster than it is stored, so that the memory does not grow with it', async () => {
  rig.stranger.outbox = [letter('L1', { documents: [{ name: 'a.pdf', content: 'x', file: 'large' }] })]
  let sent = 0
  rig.stranger.fault((path, response) => {
    if (path !== '/files/large') return false
    const chunk = Buffer.alloc(64 * 1024, 'x')
    const more = (): void => {
      while (sent < 40 * 1024 * 1024 && !response.destroyed) {
        sent += chunk.length
        if (!response.write(chunk)) return
      }
      response.end()
    }
    response.on('drain', more)
    more()
    return true
  })
  let sentAtRest = 0
  const put = async (content: Readable): Promise<never> => {
    content.once('readable', () => content.read(1))
    // Nothing more comes once all buffers on the way are full.
    do {
      sentAtRest = sent
      await sleep(200)
    } while (sent === 0 || sentAtRest < sent)
    throw new KcsError('document-cut')
  }
  await rig.collect({ store: { ...rig.deps.store, put } })
  expect(sentAtRest).toBeLessThan(16 * 1024 * 1024)
  expect((await rowOf(rig)).entries).toMatchObject([{ key: 'L1', state: 'waiting' }])
})

test('a document without end is cut at the size that is taken, and its letter refused', async () => {
  rig.stranger.outbox = [letter('L1', { documents: [{ name: 'a.pdf', content: 'x', file: 'endless' }] })]
  rig.stranger.fault((path, response) => {
    if (path !== '/files/endless') return false
    response.write('%PDF-1.7\n')
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(256 * 1024, 'x')));
    }
    response.on('drain', more)
    more()
    return true
  })
  const report = await rig.collect()
  expect(report.taken).toBe(0)
  expect((await rowOf(rig)).entries).toHaveLength(1)
})
