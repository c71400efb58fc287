// kcs agent check against the reference agents, sound and spoilt.

import { type Rig, startRig } from '../connectors/rigs'
import { SETTINGS } from '../connectors/specimen'
import { type AgentSystem, AGENT_SYSTEMS, settingNames } from '../../domain/letters/systems'
import { type Machine, openMachine } from './kcs'

let machine: Machine
beforeEach(() => (machine = openMachine(undefined)))
afterEach(() => machine.remove())

function check(rig: Rig, system: AgentSystem, ...more: string[]) {
  const files = settingNames(system, ({ proves }) => proves !== 'system').flatMap((name) => [
    `--${name}-file`,
    machine.file(name, `${SETTINGS[name]}\n`),
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
    // What a system that is collected from must have, to be checked.
    await rig.originate()
  })
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
      expect.objectContaining({ found: expect.stringContaining('503') as string }),
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
