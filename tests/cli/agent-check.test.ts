// kcs agent check against the reference agents, sound and spoilt.

import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { referenceAgent } from '../../connectors/pull/reference-agent/agent'
import { startReferenceAgent } from '../../connectors/reference/agent'
import { type Rig, startRig } from '../connectors/rigs'
import {
  type AgentSystem,
  AGENT_SYSTEMS,
  cardOf,
  isNeededToCall,
  settingNames,
} from '../../domain/letters/systems'
import { type Machine, openMachine } from './kcs'

let machine: Machine
beforeEach(() => (machine = openMachine(undefined)))
afterEach(() => machine.remove())

function check(rig: Rig, system: AgentSystem, ...more: string[]) {
  const files = settingNames(system, isNeededToCall).flatMap((name) => [
    `--${name}-file`,
    machine.file(name, `${rig.endpoint.settings[name]}\n`),
  ])
  const recipient = ['--office', 'CDIT', '--seat', 'CDIT-REG']
  return machine.kcs([
    ...['agent', 'check', rig.endpoint.address, '--mechanism', system, ...files, ...recipient],
    ...more,
  ])
}

describe.each(AGENT_SYSTEMS)('kcs agent check of a system that speaks %s', (mechanism) => {
  let rig: Rig
  beforeAll(async () => {
    rig = await startRig(mechanism)
  })
  // What a system that is collected from must have, to be checked.
  beforeEach(() => rig.originate())
  afterAll(() => rig.stop())

  it('ends with 0 and one line per case when it conforms', async () => {
    const ran = await check(rig, mechanism)
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.out.trimEnd().split('\n').length).toBeGreaterThan(5)
    expect(ran.out).not.toContain('WRONG')
    expect(ran.err).toMatch(/All \d+ cases are well/)
  })

  it('ends with 1 and says what it did instead when it does not', async () => {
    await rig.knobs({ fail503Times: 1 })
    const ran = await check(rig, mechanism, '--json')
    expect(ran.code).toBe(1)
    const { ok, findings } = ran.json<{ ok: boolean; findings: { ok: boolean; found?: string }[] }>()
    expect(ok).toBe(false)
    expect(findings.filter((finding) => !finding.ok)).toEqual([
      expect.objectContaining({
        found: expect.stringContaining(cardOf(mechanism).folders ? 'drop-failure' : '503') as string,
      }),
    ])
  })
})

describe('kcs agent check', () => {
  it('ends with 2 without the secret', async () => {
    const ran = await machine.kcs(['agent', 'check', 'http://127.0.0.1:9', '--office', 'CDIT', '--seat', 'S'])
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toContain('--secret-file')
  })
})

describe('kcs agent check --pull', () => {
  const recipient = ['--pull', '--office', 'CDIT', '--seat', 'CDIT-REG']
  let folder: string
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'kcs-pull-check-'))))
  afterEach(() => rm(folder, { recursive: true }))

  /** Checks the reference agent, which is told of the address that the command would be given. */
  async function checkReference(apiKey: string, ...more: string[]) {
    const port = await freePort()
    const settings = { kcsUrl: `http://127.0.0.1:${port}`, apiKey }
    const instance = { code: 'office', prefix: 'PRE', comeEveryMs: 50, settings }
    const agent = await startReferenceAgent(referenceAgent, { stateFolder: folder, instances: [instance] })
    try {
      const keyFile = machine.file('key', 'kcs_of_the_check\n')
      const served = ['--port', String(port), '--key-file', keyFile, '--wait', '20', ...more]
      return await machine.kcs(['agent', 'check', ...recipient, ...served])
    } finally {
      await agent.stop()
    }
  }

  it('ends with 0 and one line per case when the agent that comes conforms', async () => {
    const ran = await checkReference('kcs_of_the_check')
    expect([ran.code, ran.out.match(/WRONG.*/g)]).toEqual([0, null])
    expect(ran.err).toMatch(/All 6 cases are well/)
    expect(ran.err).not.toContain('kcs_of_the_check')
  })

  it('ends with 1 where the agent shows another key', async () => {
    const ran = await checkReference('kcs_another', '--wait', '3', '--json')
    expect(ran.code).toBe(1)
    const { findings } = ran.json<{ findings: { ok: boolean; found?: string }[] }>()
    expect(findings[0]).toMatchObject({ ok: false, found: expect.stringContaining('Bearer') as string })
  })

  it('ends with 2 with an address beside --pull, and without either', async () => {
    const both = await machine.kcs(['agent', 'check', 'http://127.0.0.1:9', ...recipient])
    const neither = await machine.kcs(['agent', 'check', '--office', 'CDIT', '--seat', 'S'])
    expect([both.code, neither.code]).toEqual([2, 2])
  })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
