// Who the command is to KCS, and how it ends when it is nobody or KCS is not there.

import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PASSWORD, openApi, type TestApi } from '../support/api'
import { type Machine, openMachine } from './kcs'

let api: TestApi
let machine: Machine

beforeAll(async () => {
  api = await openApi()
  await api.officer('officer', ['RECV/TAPAL'])
})
afterAll(() => api.close())
beforeEach(() => (machine = openMachine(api.url)))
afterEach(() => machine.remove())

const signIn = (password = PASSWORD, ...more: string[]) =>
  machine.kcs(['sign-in', 'officer', '--password-stdin', ...more], `${password}\n`)

describe('kcs sign-in', () => {
  it('lists the seats held and keeps a session for this user only', async () => {
    const ran = await signIn()
    expect(ran.code).toBe(0)
    expect(ran.out).toMatch(/^SEAT .*\nRECV\/TAPAL /)
    const file = join(machine.folder, 'session.json')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).not.toContain(PASSWORD)
    expect((await machine.kcs(['inbox', 'RECV/TAPAL'])).code).toBe(0)
  })

  it('ends with 3 for a wrong password, and keeps nothing', async () => {
    const ran = await signIn('wrong')
    expect(ran).toMatchObject({ code: 3, out: '' })
    expect(ran.err).toContain('[sign-in-failed]')
    expect((await machine.kcs(['inbox', 'RECV/TAPAL'])).code).toBe(3)
  })

  it('asks nothing where there is no terminal', async () => {
    const ran = await machine.kcs(['sign-in', 'officer'])
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toContain('--password-stdin')
  })

  it('shows its session to no other address', async () => {
    await signIn()
    const seen: (string | undefined)[] = []
    const stranger = createServer((request, response) => {
      seen.push(request.headers.cookie, request.headers.authorization)
      response.end('{}')
    })
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`
    await machine.kcs(['trace', 'X', '--json', '--url', url])
    await new Promise((resolve) => stranger.close(resolve))
    expect(seen).toEqual([undefined, undefined])
  })
})

describe('kcs sign-out', () => {
  it('ends the session at KCS as well as here', async () => {
    await signIn()
    const { cookie } = JSON.parse(readFileSync(join(machine.folder, 'session.json'), 'utf8')) as {
      cookie: string
    }
    expect(await machine.kcs(['sign-out'])).toMatchObject({ code: 0 })
    expect((await machine.kcs(['inbox', 'RECV/TAPAL'])).code).toBe(3)
    expect((await api.anyone.get('/v1/session', { cookie })).status).toBe(401)
  })

  it('does nothing where nobody is signed in', async () => {
    expect(await machine.kcs(['sign-out'])).toMatchObject({ code: 0, err: 'Nobody was signed in.\n' })
  })
})

describe('kcs without an identity or a KCS', () => {
  it('ends with 3 and says how to sign in', async () => {
    const ran = await machine.kcs(['inbox', 'RECV/TAPAL'])
    expect(ran).toMatchObject({ code: 3, out: '' })
    expect(ran.err).toContain('kcs sign-in LOGIN')
  })

  it('ends with 4 where nobody listens, and says so in JSON when asked to', async () => {
    const ran = await machine.kcs(['trace', 'X', '--url', 'http://127.0.0.1:1', '--json'])
    expect(ran).toMatchObject({ code: 4, out: '' })
    expect(JSON.parse(ran.err)).toMatchObject({ error: { exitCode: 4 } })
  })

  it('finds the KCS that npm start runs on this machine by its remembered port', async () => {
    const here = openMachine(undefined)
    try {
      here.file('ports.json', JSON.stringify({ KCS: Number(new URL(api.url).port) }))
      const ran = await here.kcs(['sign-in', 'officer', '--password-stdin'], `${PASSWORD}\n`)
      expect(ran.code).toBe(0)
    } finally {
      here.remove()
    }
  })

  it('ends with 2 for an address that is none', async () => {
    const ran = await machine.kcs(['trace', 'X', '--url', 'ftp://127.0.0.1'])
    expect(ran).toMatchObject({ code: 2, out: '' })
  })

  it('ends with 2 for a command or an option that does not exist', async () => {
    expect(await machine.kcs(['dispach'])).toMatchObject({ code: 2, out: '' })
    expect(await machine.kcs(['trace', 'X', '--folow'])).toMatchObject({ code: 2, out: '' })
  })

  it('lists its commands and exit codes on request', async () => {
    const ran = await machine.kcs(['--help'])
    expect(ran).toMatchObject({ code: 0, err: '' })
    for (const word of ['dispatch', 'trace', 'inbox', 'acknowledge', 'agent', 'doctor', 'Exit codes:'])
      expect(ran.out).toContain(word)
  })
})
