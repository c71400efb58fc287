// kcs agent register, and that what it prints works.

import { openedSettings } from '../../services/letters/endpoint/settings'
import { openApi, PASSWORD, type TestApi } from '../support/api'
import { type Machine, openMachine } from './kcs'

let api: TestApi
let machine: Machine

beforeAll(async () => {
  api = await openApi()
  await api.officer('admin', [], ['admin'])
  await api.officer('officer', ['RECV/TAPAL'])
})
afterAll(() => api.close())
beforeEach(() => (machine = openMachine(api.url)))
afterEach(() => machine.remove())

const signIn = (login: string) => machine.kcs(['sign-in', login, '--password-stdin'], `${PASSWORD}\n`)
const register = (...more: string[]) =>
  machine.kcs(['agent', 'register', '--name', 'Filing system', '--office', 'RECV', ...more])
const called = ['--mechanism', 'push', '--address', 'http://127.0.0.1:9/kcs']

describe('kcs agent register', () => {
  it('prints endpoint, key and secret, and the key opens what its offices may', async () => {
    await signIn('admin')
    const ran = await register(...called)
    expect(ran.code).toBe(0)
    expect(ran.out).toMatch(
      /^agent {7}\S+\noffices {5}RECV\nendpoint {4}\S+\ncall-backs {2}http\S+\/v1\/callbacks\/\S+\nAPI key {5}kcs_\S+\nsecret {6}whsec_\S+\n$/,
    )
    expect(ran.err).toContain('not shown again')
    machine.env['KCS_API_KEY'] = /kcs_\S+/.exec(ran.out)![0]
    expect((await machine.kcs(['inbox', 'RECV/TAPAL'])).code).toBe(0)
    expect((await machine.kcs(['inbox', 'SEND/SO'])).code).toBe(3)
  })

  it('registers a system that comes for its letters, and prints where it fetches them', async () => {
    await signIn('admin')
    const ran = await register('--mechanism', 'pull')
    expect(ran.code).toBe(0)
    expect(ran.out).toMatch(/^letters +http\S+\/v1\/agent\/inwards$/m)
    expect(ran.out).not.toContain('secret')
  })

  it('registers a system that only sends, without address', async () => {
    await signIn('admin')
    const ran = await register('--json')
    expect(ran.json()).toMatchObject({ endpoint: null, apiKey: expect.stringMatching(/^kcs_/) as string })
  })

  it('reads the token of a system from a file, and never prints it', async () => {
    await signIn('admin')
    const token = machine.file('token', 'token-of-the-system\n')
    const ran = await register(
      '--mechanism',
      'eoffice',
      '--address',
      'http://127.0.0.1:9/e',
      '--token-file',
      token,
      '--json',
    )
    expect(ran.code).toBe(0)
    const { endpoint } = ran.json<{ endpoint: { id: string } }>()
    const record = await api.repositories.endpoints.byId(endpoint.id)
    expect(openedSettings(api.deps.secrets, record!)).toMatchObject({ token: 'token-of-the-system' })
    expect(ran.out + ran.err).not.toContain('token-of-the-system')
  })

  it.each([
    ['without offices', ['agent', 'register', '--name', 'X'], 'serves no office'],
    [
      'with an address and no mechanism',
      ['agent', 'register', '--name', 'X', '--office', 'RECV', '--address', 'http://x'],
      'belong together',
    ],
    [
      'with an address of a system that comes for its letters',
      [
        'agent',
        'register',
        '--name',
        'X',
        '--office',
        'RECV',
        '--mechanism',
        'pull',
        '--address',
        'http://x',
      ],
      'belong together',
    ],
    [
      'with a token file that is not there',
      ['agent', 'register', '--name', 'X', '--office', 'RECV', ...called, '--token-file', '/nowhere'],
      'cannot be read',
    ],
  ])('ends with 2 %s', async (_what, args, message) => {
    await signIn('admin')
    const ran = await machine.kcs(args)
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toContain(message)
  })

  it('ends with 3 for anyone but an administrator', async () => {
    await signIn('officer')
    expect(await register(...called)).toMatchObject({ code: 3, out: '' })
  })
})

describe('kcs agent key', () => {
  it('prints another key, or a test key, with which letters are test letters', async () => {
    await signIn('admin')
    const { id } = (await register('--json')).json<{ id: string }>()
    const [plain, test] = [
      await machine.kcs(['agent', 'key', id]),
      await machine.kcs(['agent', 'key', id, '--test']),
    ]
    expect(plain.out).toMatch(/^key {6}\S+\nAPI key {2}kcs_[0-9a-f]{16}_\S+\n$/)
    expect(test.out).toMatch(/^key {7}\S+\ntest key {2}kcs_test_[0-9a-f]{16}_\S+\n$/)
    const agent = await api.repositories.agents.byId(id)
    expect(agent!.keys.map((key) => key.test)).toEqual([undefined, undefined, true])
    expect((await machine.kcs(['agent', 'key', 'nobody'])).code).toBe(3)
  })
})

describe('kcs agent connect', () => {
  it('sets that letters reach an office through the endpoint from now on', async () => {
    await signIn('admin')
    const { endpoint } = (await register(...called, '--json')).json<{ endpoint: { id: string } }>()
    const ran = await machine.kcs(['agent', 'connect', endpoint.id, '--office', 'RECV'])
    expect([ran.code, ran.out]).toEqual([0, `RECV  push by ${endpoint.id}\n`])
    const office = await api.repositories.offices.byCode('RECV')
    expect(office?.profiles.at(-1)).toMatchObject({ ways: [{ system: 'push', endpoint: endpoint.id }] })
  })

  it('is refused without offices, and to those who are no administrators', async () => {
    await signIn('officer')
    expect((await machine.kcs(['agent', 'connect', 'x'])).code).toBe(2)
    expect((await machine.kcs(['agent', 'connect', 'x', '--office', 'RECV'])).code).toBe(3)
  })
})
