// kcs agent check against the reference agents, sound and spoilt.

import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { referenceAgent } from '../../connectors/pull/reference-agent/agent'
import { referenceAgent as pushAgent } from '../../connectors/push/reference-agent/agent'
import { startReferenceAgent } from '../../connectors/reference/agent'
import { type Rig, startRig } from '../connectors/rigs'
import { SETTINGS } from '../connectors/specimen'
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

const OTHERS = AGENT_SYSTEMS.filter((system) => system !== 'push')

describe.each(OTHERS)('kcs agent check of a system that speaks %s', (mechanism) => {
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

describe('kcs agent check of an agent of our protocol', () => {
  let rig: Rig
  beforeAll(async () => (rig = await startRig('push')))
  afterAll(() => rig.stop())
  afterEach(() => rig.knobs({ faults: [], fail503Times: 0 }))

  it('ends with 0 and one line per case when it conforms, and says what no call can show', async () => {
    const ran = await check(rig, 'push')
    expect([ran.code, ran.out.match(/^(WRONG|not judged|  advice).*/gm)]).toEqual([0, null])
    expect(ran.out.match(/^well /gm)!.length).toBeGreaterThan(20)
    expect(ran.out).toMatch(/^left out .*--restart-command/m)
    expect(ran.err).toMatch(/All \d+ cases are well \(1 left out\)/)
    expect(ran.err).toMatch(/Look for yourself: .*SPECIMEN\/ML\/1 .*തമിഴ്\u200cനാട്/)
  })

  it('ends with 1 and says what was asked, what came, which section rules it and what to change', async () => {
    await rig.knobs({ faults: [{ on: 'GET /office/capabilities', status: 500, times: 9 }] })
    const ran = await check(rig, 'push')
    expect(ran.code).toBe(1)
    const [, shown] = /^(WRONG .*\n(?: .*\n)+)/m.exec(ran.out)!
    expect(shown!.replace(/\s+/g, ' ')).toMatch(
      /^WRONG It says what it takes fault no-capabilities asked GET \/capabilities: what the agent takes. came HTTP 500 in the log webhook-id \S+ rule docs\/agent-protocol.md, section 5, Status, withdrawal, capabilities: .* change Serve it/,
    )
    expect(ran.err).toMatch(/1 fault found in \d+ cases/)
  })

  it('prints findings and cases as JSON', async () => {
    await rig.knobs({ fail503Times: 1 })
    const ran = await check(rig, 'push', '--json')
    const { ok, findings, cases } = ran.json<{ ok: boolean; findings: unknown[]; cases: unknown[] }>()
    expect([ran.code, ok]).toEqual([1, false])
    const sentences = { asked: expect.stringContaining('POST /tapals') as string, came: 'HTTP 503' }
    expect(findings).toEqual([
      expect.objectContaining({ case: 'takes-a-letter', rule: 'busy', section: '3', ...sentences }),
    ])
    expect(cases).toContainEqual(
      expect.objectContaining({ case: 'restart', result: 'left-out', why: expect.any(String) as string }),
    )
  })

  it('says of a wrong secret that it is wrong, and judges nothing else by it', async () => {
    const wrong = machine.file('wrong', `whsec_${Buffer.alloc(32, 'wrong').toString('base64')}`)
    const ran = await check(rig, 'push', '--secret-file', wrong, '--json')
    const { findings, cases } = ran.json<{ findings: { rule: string }[]; cases: { result: string }[] }>()
    expect(findings.map(({ rule }) => rule)).toEqual(['proof-refused'])
    expect(new Set(cases.slice(1).map(({ result }) => result))).toEqual(new Set(['not-judged']))
  })

  it('ends and starts the agent by the command that is given, and ends with 2 where that fails', async () => {
    const ran = await check(rig, 'push', '--restart-command', 'exit 0')
    expect(ran.err).toMatch(/All \d+ cases are well\./)
    const failed = await check(rig, 'push', '--restart-command', 'exit 3')
    expect(failed.code).toBe(2)
    expect(failed.err).toContain('--restart-command ended with 3')
  })

  it.each([
    ['--limit', '0'],
    ['--callbacks', '--wait', 'soon'],
  ])('ends with 2 on %s %s %s', async (...options) => {
    const ran = await check(rig, 'push', ...options.filter((option) => option !== undefined))
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toContain('is no number of seconds')
  })
})

describe('kcs agent check --callbacks', () => {
  it('ends with 0 when documents and call-backs of the agent are well, too', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kcs-callbacks-check-'))
    const port = await freePort()
    const settings = {
      ...SETTINGS,
      kcsUrl: `http://127.0.0.1:${port}`,
      apiKey: 'kcs_of_the_check',
      endpointId: 'check',
    }
    const instance = { code: '', prefix: 'PRE', acknowledgeAfterMs: 0, settings }
    const agent = await startReferenceAgent(pushAgent, { stateFolder: folder, instances: [instance] })
    try {
      const secret = ['--secret-file', machine.file('secret', SETTINGS['secret']!)]
      const key = ['--key-file', machine.file('key', 'kcs_of_the_check\n')]
      const recipient = ['--office', 'CDIT', '--seat', 'CDIT-REG']
      const ran = await machine.kcs([
        ...['agent', 'check', agent.url, '--callbacks', ...secret, ...key, ...recipient],
        ...['--port', String(port), '--wait', '30'],
      ])
      expect([ran.code, ran.out.match(/^(WRONG|not judged|  advice).*/gm)]).toEqual([0, null])
      expect(ran.out.match(/^left out /gm)).toHaveLength(1)
      expect(ran.out).toMatch(/^well +A report that was answered with 503 comes again/m)
      expect(ran.err).toContain(`point the agent at KCS http://127.0.0.1:${port}`)
      expect(ran.err).not.toContain('kcs_of_the_check')
    } finally {
      await agent.stop()
      await rm(folder, { recursive: true })
    }
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
    expect(ran.out).not.toContain('advice')
    expect(ran.err).toMatch(/All 9 cases are well/)
    expect(ran.err).not.toContain('kcs_of_the_check')
  })

  it('ends with 1 where the agent shows another key, and judges nothing else by it', async () => {
    const ran = await checkReference('kcs_another', '--json')
    expect(ran.code).toBe(1)
    const { findings, cases } = ran.json<{ findings: unknown[]; cases: { result: string }[] }>()
    const came = expect.stringContaining('Bearer') as string
    expect(findings).toEqual([expect.objectContaining({ case: 'comes', section: '13', came })])
    expect(new Set(cases.slice(1).map(({ result }) => result))).toEqual(new Set(['not-judged']))
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
