// The scanner for malware: what clamd says is read strictly, and whatever else happens is no verdict.

import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mkdtemp, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createClamd } from '../../documents/clamd'
import { engineOf, findingOf } from '../../documents/clamd/replies'
import { type Clamd, EICAR, ENGINE, startClamd } from '../support/clamd'

const PATIENT = { idleMs: 20_000, wholeMs: 20_000 }

let clamd: Clamd
beforeAll(async () => {
  clamd = await startClamd()
})
beforeEach(() => {
  Object.assign(clamd, { mood: 'well', scanned: [], read: 0 })
})
afterAll(() => clamd.stop())

const scan = (content: string | Readable, patience = PATIENT) =>
  createClamd(clamd.address, patience).scan(
    typeof content === 'string' ? Readable.from([Buffer.from(content)]) : content,
  )

test('a clean document is clean, with the signatures that say so', async () => {
  expect(await scan('a letter')).toEqual({ verdict: 'clean', finding: '', engine: ENGINE })
  expect(clamd.scanned).toEqual([8])
})

test('the test file of EICAR is found, also where it lies across two pieces', async () => {
  const infected = { verdict: 'infected', finding: 'Eicar-Signature', engine: ENGINE }
  expect(await scan(EICAR)).toEqual(infected)
  const filler = Buffer.alloc(256 * 1024 - 20, 'x')
  expect(await scan(Readable.from([Buffer.concat([filler, Buffer.from(EICAR)])]))).toEqual(infected)
})

test('a document that the scanner takes only in part, or cannot see into, is unscannable and not clean', async () => {
  clamd.mood = { limit: 1_000 }
  const large = Readable.from([Buffer.alloc(5_000, 'x')])
  expect(await scan(large)).toMatchObject({ verdict: 'unscannable', finding: 'size limit exceeded' })
  for (const name of ['Heuristics.Limits.Exceeded.MaxFileSize', 'Heuristics.Encrypted.PDF'])
    expect(findingOf(`stream: ${name} FOUND`)).toEqual({ verdict: 'unscannable', finding: name })
})

test.each([
  ['drops', 'connection-lost'],
  ['half-answer', 'connection-lost'],
  [{ says: 'stream: maybe OK\0' }, 'garbled'],
  [{ says: '\0' }, 'garbled'],
  [{ says: "stream: Can't allocate memory ERROR\0" }, 'error'],
  [{ says: 'x'.repeat(100_000) }, 'garbled'],
] as const)('a scanner that %j gives no verdict: %s', async (mood, reason) => {
  clamd.mood = mood
  expect(await scan('a letter')).toEqual({ away: reason })
})

test.each(['silent', 'stands'] as const)('a scanner that is %s is given up in time', async (mood) => {
  clamd.mood = mood
  const endless = Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(65_536)
    })(),
  )
  const content = mood === 'stands' ? endless : 'a letter'
  expect(await scan(content, { idleMs: 100, wholeMs: 20_000 })).toEqual({ away: 'timeout' })
})

test('one that always says a little more is given up as well', async () => {
  const drip = createServer((socket) => {
    const timer = setInterval(() => socket.write('.'), 5)
    socket.on('close', () => clearInterval(timer)).on('error', () => undefined)
  })
  await once(drip.listen(0, '127.0.0.1'), 'listening')
  const { port } = drip.address() as { port: number }
  const slow = createClamd({ host: '127.0.0.1', port }, { idleMs: 20_000, wholeMs: 150 })
  expect(await slow.engine()).toEqual({ away: 'timeout' })
  await new Promise((resolve) => drip.close(resolve))
})

test('nobody at the address, or no socket of that name, is no verdict', async () => {
  const gone = await startClamd()
  await gone.stop()
  expect(await createClamd(gone.address).engine()).toEqual({ away: 'connection-refused' })
  expect(await createClamd({ path: '/nowhere/clamd.ctl' }).engine()).toEqual({
    away: 'connection-refused',
  })
})

test('it is reached by a socket of this machine as well', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kcs-clamd-'))
  const path = join(folder, 'clamd.ctl')
  const server = createServer((socket) => socket.resume().end(`${ENGINE}\0`))
  await once(server.listen(path), 'listening')
  expect(await createClamd({ path }).engine()).toEqual({ engine: ENGINE })
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true })
})

test('a fault of the document itself goes through, and is none of the scanner', async () => {
  const broken = Readable.from(
    (function* () {
      yield Buffer.from('the beginning')
      throw new Error('damaged')
    })(),
  )
  await expect(scan(broken)).rejects.toThrow('damaged')
})

test('no more of a document is in memory than the pieces on their way, whatever its size', async () => {
  const PIECE = 64 * 1024
  let made = 0
  let most = 0
  const content = Readable.from(
    (function* () {
      for (; made < 400 * PIECE; made += PIECE) {
        most = Math.max(most, made - clamd.read)
        yield Buffer.alloc(PIECE)
      }
    })(),
    { highWaterMark: 1 },
  )
  expect(await scan(content)).toMatchObject({ verdict: 'clean' })
  expect(clamd.scanned).toEqual([400 * PIECE])
  // What the sockets of both sides hold, and not the 25 MB of the document.
  expect(most).toBeLessThan(16 * 1024 * 1024)
})

test('only the own words of clamd are read as its name', () => {
  expect(engineOf(ENGINE)).toBe(ENGINE)
  expect(() => engineOf('HTTP/1.1 400 Bad Request')).toThrow('garbled')
  expect(() => engineOf('ClamAV \n')).toThrow('garbled')
})
