// kcs ops against the real API.

import { EVERY_LETTER } from '../../connectors/every-letter'
import { openApi, PASSWORD, type TestApi } from '../support/api'
import { endpoint, failedLetter, waitingLetter } from '../api/operations/desk/rig'
import { type Machine, openMachine } from './kcs'

let api: TestApi
let machine: Machine

beforeEach(async () => {
  api = await openApi()
  await api.officer('operator', [], ['operator'])
  await endpoint(api, 'cdit')
  await endpoint(api, 'dak', 'eoffice')
  machine = openMachine(api.url)
  await machine.kcs(['sign-in', 'operator', '--password-stdin'], `${PASSWORD}\n`)
})
afterEach(async () => {
  machine.remove()
  await api.close()
})
const ops = (...args: string[]) => machine.kcs(['ops', ...args])
const noteAsked = (id: string, said: { takes: typeof EVERY_LETTER } | { fault: string }) =>
  api.repositories.endpoints.noteAsked({ id, address: 'https://agent.example' }, said, new Date())
const because = ['--reason', 'They are back']

describe('kcs ops', () => {
  it('health says how each system stands, and what to do with failed letters', async () => {
    await failedLetter(api, 'cdit')
    await ops('pause', 'cdit', '--reason', 'works on the network')
    const ran = await ops('health')
    expect(ran.code).toBe(0)
    expect(ran.out).toMatch(/^ENDPOINT +SYSTEM +STATE +FOR +REASON +FAILED +WENT WRONG\n/)
    expect(ran.out).toMatch(
      /\ncdit +push +paused by operator +\d+ s +works on the network +1 +http-404 \(1\)\n/,
    )
    expect(ran.err).toContain('kcs ops letters --state failed')
    expect((await ops('health', '--json')).json()).toMatchObject({ items: [{ id: 'cdit' }, { id: 'dak' }] })
  })

  it('health of one system says what it takes and when it was asked, and which answer was none', async () => {
    const takes = { ...EVERY_LETTER, kinds: ['letter'], maxDocuments: 3 }
    await noteAsked('cdit', { takes })
    const ran = await ops('health', 'cdit')
    expect(ran.out).not.toContain('dak')
    expect(ran.out).toMatch(/\nkinds +letter\n/)
    expect(ran.out).toMatch(/\ndocuments +3\n/)
    expect(ran.out).toMatch(/\nasked +\d+ s ago\n$/)
    await noteAsked('dak', { fault: 'http-500' })
    const silent = await ops('health', 'dak')
    expect(silent.out).toMatch(/\ntakes +not heard yet: nothing is limited\n/)
    expect(silent.out).toMatch(/\nasked +\d+ s ago, it failed: http-500\n$/)
  })

  it('failing-runs names each run whose code fails, since when, and what to do; or says that there is none', async () => {
    expect((await ops('failing-runs')).err).toBe('The code of no run fails.\n')
    const run = {
      case: 'dispatch',
      subject: 'L1',
      cause: 'NonDeterministicError',
      since: '2026-11-27T06:30:00Z',
    }
    await api.repositories.marks.set('failing-runs', JSON.stringify([run]))
    const ran = await ops('failing-runs')
    expect(ran.code).toBe(0)
    expect(ran.out).toMatch(
      /^CASE +ID +CAUSE +SINCE +IN TEMPORAL\ndispatch +L1 +NonDeterministicError +2026-11-27 12:00:00 +http\S+\n$/,
    )
    expect(ran.err).toContain('go back to the version before')
    expect((await ops('failing-runs', '--json')).json()).toMatchObject({ items: [{ subject: 'L1' }] })
  })

  it('letters lists what has failed or waits; of one it shows every try, and subject and names only through broken glass', async () => {
    const { id } = await failedLetter(api, 'cdit')
    await failedLetter(api, 'dak', 'http-500')
    const list = await ops('letters', '--endpoint', 'cdit', '--state', 'failed')
    expect(list.out).toMatch(new RegExp(`\\n${id} +failed +http-404 +cdit +RECV/TAPAL +SEND/SO `))
    expect(list.out.trim().split('\n')).toHaveLength(2)
    const one = await ops('letters', id)
    expect(one.out).toMatch(/failed +never +http-404 +1 +kcs/)
    expect(one.out).not.toContain('private matter')
    expect((await ops('letters', id, '--break-glass', 'Which one is it')).out).toContain(
      'A very private matter',
    )
    expect((await ops('letters', '--office', 'NONE')).err).toBe('No such letter lies at the desk.\n')
  })

  it('replay, reroute and give-up begin a job on letters named, or on all that the options find', async () => {
    const one = await failedLetter(api, 'cdit')
    const two = await failedLetter(api, 'cdit')
    const replayed = await ops('replay', one.id, ...because)
    expect(replayed.err).toBe('replay done: 1 letters dealt with, 0 passed over.\n')
    const rerouted = await ops(
      'reroute',
      '--endpoint',
      'cdit',
      '--state',
      'failed',
      '--way',
      'dak',
      ...because,
    )
    expect(rerouted.err).toContain('reroute under-way: 1 letters dealt with')
    expect(await api.repositories.tapals.byId(two.id)).toMatchObject({ endpoint: 'dak', state: 'routed' })
    const waiting = await waitingLetter(api, 'cdit', { parked: true })
    await ops('give-up', waiting.id, ...because)
    expect((await api.repositories.tapals.byId(waiting.id))?.state).toBe('expired')
    expect((await ops('jobs')).out).toMatch(/give-up +done +1 +0 .*operator +They are back/)
    expect((await ops('stop', rerouted.out.trim(), ...because)).err).toContain('reroute stopped')
  })

  it('pause, resume, gone, set-address and set-secret act on systems', async () => {
    expect((await ops('pause', '--system', 'push', ...because)).err).toBe('push: 1 endpoints paused.\n')
    expect((await ops('resume', '--system', 'push', ...because)).err).toBe('push: 1 endpoints resumed.\n')
    expect((await ops('gone', 'cdit', ...because)).err).toMatch(/^cdit is gone/)
    expect((await ops('resume', 'cdit', ...because)).err).toMatch(/^cdit is open/)
    const moved = await ops('set-address', 'cdit', 'https://moved.example/kcs', ...because)
    expect(moved.err).toBe('cdit is open, at https://moved.example/kcs.\n')
    const made = await ops('set-secret', 'cdit', ...because)
    expect(made.out).toMatch(/^whsec_\S+\n$/)
    expect(made.err).toMatch(/counts too until \d{4}-/)
    const file = machine.file('token', 'theirs\n')
    const set = await ops(
      'set-secret',
      'dak',
      '--setting',
      'token',
      '--file',
      file,
      '--overlap',
      '0',
      ...because,
    )
    expect([set.out, set.err]).toEqual(['', 'The token is set.\n'])
  })

  it('says what is missing: a reason, letters, what to pause', async () => {
    expect(await ops('replay', 'T1')).toMatchObject({ code: 2, err: expect.stringContaining('--reason') })
    expect(await ops('replay', ...because)).toMatchObject({
      code: 2,
      err: expect.stringContaining('No letters are named'),
    })
    expect(await ops('pause', ...because)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--system'),
    })
    expect(await ops('letters', '--since', 'soon')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no instant'),
    })
    expect((await ops('gone', 'none', ...because)).err).toContain('There is no such endpoint.')
  })
})
