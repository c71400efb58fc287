import { randomBytes } from 'node:crypto'
import { createRepositories } from '../../database'
import { connect } from '../../database/connection'
import { createSecrets } from '../../secrets'
import { firstSignIn } from '../../services/access/session/first-sign-in'
import { dropDatabase, freshDatabase } from '../support/database'
import { serverSettings } from '../support/servers'
import { type Machine, openMachine } from './kcs'

let machine: Machine
let database: Awaited<ReturnType<typeof connect>>
const secret = randomBytes(32).toString('hex')
const namespace = `install-${randomBytes(4).toString('hex')}`

beforeAll(async () => {
  const { uri, name } = freshDatabase()
  machine = openMachine(undefined)
  Object.assign(machine.env, {
    ...serverSettings({ uri, name }, namespace),
    KCS_SECRET: secret,
  })
  database = await connect({ uri, database: name })
})
afterAll(async () => {
  await dropDatabase(database.db!)
  await database.close()
  machine.remove()
})

/** All rows of all collections, but for what says when. */
async function everything(): Promise<Record<string, unknown[]>> {
  const names = (await database.db!.listCollections().toArray()).map(({ name }) => name).sort()
  const rows: Record<string, unknown[]> = {}
  for (const name of names) rows[name] = await database.collection(name).find().toArray()
  return rows
}

describe('kcs install', () => {
  let code = ''

  it('makes database, own endpoints, namespace and search attributes, and says what it did', async () => {
    const ran = await machine.kcs(['install'])
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('tapals: the server checks its rows\n')
    for (const endpoint of ['kcs-agent', 'email', 'print'])
      expect(ran.out).toContain(`endpoint ${endpoint}: made\n`)
    for (const year of [2025, 2026, 2027])
      expect(ran.out).toContain(`calendar state: holidays of ${year} entered\n`)
    expect(ran.out).toContain(`namespace ${namespace}: made; closed runs are kept for 30 days\n`)
    expect(ran.out).toContain(`namespace ${namespace}: search attributes KcsFlow, KcsStage, KcsParked\n`)
    expect(ran.err).toContain('There is no administrator yet: npx kcs install --admin PEN --name NAME')
    expect(await database.collection('offices').countDocuments()).toBe(0)
    expect(await database.collection('accounts').countDocuments()).toBe(0)
  })

  it('prints the one-time code of the first administrator once, and keeps only its hash', async () => {
    const ran = await machine.kcs(['install', '--admin', '100001', '--name', 'First Administrator'])
    code = /One-time code for 100001: (\S+)/.exec(ran.out)?.[1] ?? ''
    expect(code).not.toBe('')
    expect(JSON.stringify(await everything())).not.toContain(code)
  })

  it('changes nothing when it is run again, while the code is out', async () => {
    const before = await everything()
    const ran = await machine.kcs(['install', '--admin', '100001', '--name', 'First Administrator'])
    expect(ran).toMatchObject({ code: 0, out: '' })
    expect(ran.err).toContain('Everything is there already.')
    expect(ran.err).toContain('kcs install --new-code')
    expect(await everything()).toEqual(before)
  })

  it('issues another code in place of one that was lost, and the first is worth nothing then', async () => {
    const ran = await machine.kcs(['install', '--new-code'])
    const other = /One-time code for 100001: (\S+)/.exec(ran.out)?.[1] ?? ''
    expect(other).not.toBe('')
    await expect(signIn(code)).rejects.toThrow('sign-in-code-wrong')
    code = other
  })

  it('lets the administrator in with the code, and has nothing to say of administrators then', async () => {
    await signIn(code)
    const { accounts } = createRepositories(database)
    expect(await accounts.rolesOf('100001')).toEqual(['admin', 'operator'])
    const before = await everything()
    expect(await machine.kcs(['install', '--admin', '100002'])).toMatchObject({
      code: 0,
      out: '',
      err: 'Everything is there already.\n',
    })
    expect(await everything()).toEqual(before)
  })

  it('says in words which setting is missing, and which number is none', async () => {
    const bare = openMachine(undefined)
    const ran = await bare.kcs(['install'])
    expect(ran.code).toBe(2)
    expect(ran.err).toContain('KCS_SECRET  is missing')
    bare.remove()
    expect((await machine.kcs(['install', '--admin', 'no number'])).code).toBe(2)
  })

  it('says in words that Temporal does not answer, and goes on from there when it is repeated', async () => {
    const address = machine.env['TEMPORAL_ADDRESS']
    machine.env['TEMPORAL_ADDRESS'] = '127.0.0.1:1'
    const ran = await machine.kcs(['install'])
    expect(ran.code).toBe(1)
    expect(ran.err).toContain('Temporal does not answer at 127.0.0.1:1')
    machine.env['TEMPORAL_ADDRESS'] = address
    expect((await machine.kcs(['install'])).code).toBe(0)
  })
})

function signIn(typed: string): Promise<unknown> {
  const guesses = { waitMs: async () => 0, async failed() {}, async forget() {} }
  const deps = { repositories: createRepositories(database), secrets: createSecrets(secret), guesses }
  const input = { pen: '100001', code: typed, login: 'first.admin', password: 'a long pass phrase' }
  return firstSignIn(deps, { kind: 'none', fault: null }, input, new Date())
}
