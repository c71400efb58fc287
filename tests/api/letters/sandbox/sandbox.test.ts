// Test letters: what goes its real way, and what is kept from everybody who is not trying.

import type { Client } from '../../../support/api-client'
import { buildOffice, buildSeat } from '../../../support/builders'
import { openSandbox, type SandboxRig } from './rig'

let rig: SandboxRig
beforeAll(async () => {
  rig = await openSandbox()
})
afterAll(() => rig.close())

const to = (...offices: string[]) => ({
  recipients: offices.map((office) => ({ office, purpose: 'action' })),
})

describe('a test letter', () => {
  test('is every letter that is sent with a test key, whatever it says, and one that says so by any other key', async () => {
    const ids = [
      await rig.send(),
      await rig.send({ test: false }),
      await rig.send({ test: true }, rig.normal),
    ]
    for (const id of ids) {
      expect(id).toMatch(/^test-/)
      expect((await rig.normal.get(`/v1/dispatches/${id}`)).body).toMatchObject({ id, test: true })
      expect(await rig.api.repositories.dispatches.byId(id)).toBeNull()
    }
    expect(await rig.send({}, rig.normal)).not.toMatch(/^test-/)
  })

  test('gets a number of a series of its own; the registers of the office do not move', async () => {
    const { registers } = rig.api.repositories
    const year = rig.api.now().getFullYear()
    const before = await registers.entries('SEND', 'despatch', year)
    const id = await rig.send(to('OTHER'))
    await rig.carry(id)
    expect((await rig.test.get(`/v1/dispatches/${id}`)).at('/number')).toMatch(
      /^TEST-SEND\/DS\/\d{4}\/\d{6}$/,
    )
    expect(await registers.entries('SEND', 'despatch', year)).toEqual(before)
  })

  test('is counted in no figure', async () => {
    const figures = async (): Promise<string[]> =>
      (await rig.api.anyone.get('/metrics')).text
        .split('\n')
        .filter((line) => /^kcs_(dispatches|outbox)/.test(line))
    const before = await figures()
    await rig.send(to('OTHER'))
    expect(await figures()).toEqual(before)
    expect(before).toContain('kcs_dispatches_accepted_total 1')
  })

  test('is brought to the endpoint of its own agent; everywhere else the test office takes it with a number', async () => {
    const id = await rig.send(to('OWN', 'OTHER', 'RECV', 'MAIL'))
    const tapals = await rig.carry(id)
    const keyOf = (office: string): string => `kcs-${tapals.get(office)!.id}`
    expect(rig.connectors.push.calls).toEqual([{ key: keyOf('OWN'), endpoint: 'own-system' }])
    expect([rig.connectors.email.calls, rig.connectors['kcs-agent'].calls]).toEqual([[], []])
    expect(tapals.get('OWN')).toMatchObject({ state: 'delivered', endpoint: 'own-system', diary: null })
    for (const office of ['OTHER', 'RECV', 'MAIL'])
      expect(tapals.get(office)).toMatchObject({
        state: 'acknowledged',
        diary: { number: expect.stringMatching(/^TEST\/\w{10}$/) as string },
      })
    const trace = await rig.test.get(`/v1/dispatches/${id}/trace`)
    expect(trace.at('/tapals/0/test')).toBe(true)
  })

  test('is refused by the test office where its sender asks for that', async () => {
    const id = await rig.send({ ...to('OTHER'), testBehaviour: 'refuse' })
    expect((await rig.carry(id)).get('OTHER')).toMatchObject({
      state: 'refused',
      refusal: { code: 'not-for-this-office' },
    })
  })

  test('is taken late where its sender asks for that: after it has gone up the ladder', async () => {
    const times = { acknowledgeWithinSeconds: 60, escalateEverySeconds: 60 }
    const id = await rig.send({ ...to('OTHER'), times, testBehaviour: 'late' })
    expect((await rig.carry(id)).get('OTHER')!.state).toBe('delivered')
    await rig.clocks(id)
    expect((await rig.tapals(id)).get('OTHER')!.state).toBe('delivered')
    rig.api.advance(120_000)
    await rig.clocks(id)
    const tapal = (await rig.tapals(id)).get('OTHER')!
    expect(tapal.state).toBe('acknowledged')
    expect(tapal.events.map(({ kind }) => kind)).toEqual(['state', 'state', 'escalation', 'state'])
  })

  test('finds the test office down where its sender asks for that, until it is recalled', async () => {
    const id = await rig.send({ ...to('OTHER'), testBehaviour: 'down' })
    expect((await rig.carry(id)).get('OTHER')).toMatchObject({ state: 'routed', attempts: 1 })
    const recalled = await rig.test.post(`/v1/dispatches/${id}/recall`, { reason: 'enough' })
    expect(recalled.status).toBe(202)
    expect((await rig.tapals(id)).get('OTHER')!.state).toBe('recalled')
  })

  test('goes to a hundred recipients at most, by a group too', async () => {
    const codes = Array.from({ length: 103 }, (_, i) => `MANY${String(i).padStart(3, '0')}`)
    await rig.api.repositories.offices.save(codes.map((code) => buildOffice(code)))
    await rig.api.repositories.seats.save(codes.map((code) => buildSeat(`${code}/TAPAL`)))
    expect((await rig.carry(await rig.send(to(...codes)))).size).toBe(100)
  })

  test('that fails at its own endpoint pauses nothing, and waits there while the endpoint may not be called', async () => {
    const { endpoints } = rig.api.repositories
    rig.connectors.push.answer(() => ({ kind: 'auth', code: 'http-401' }))
    const id = await rig.send(to('OWN'))
    expect((await rig.carry(id)).get('OWN')).toMatchObject({ state: 'routed', parked: false })
    expect(await endpoints.byId('own-system')).toMatchObject({ state: 'open', failuresInRow: 0 })
    rig.connectors.push.answer(() => ({ kind: 'delivered' }))
    await endpoints.trip('own-system', 'http-401', rig.api.now())
    const waiting = (await rig.carry(await rig.send(to('OWN')))).get('OWN')!
    expect(waiting).toMatchObject({ state: 'routed', parked: false, attempts: 0 })
    expect(waiting.nextAttemptAt!.getTime()).toBeGreaterThan(rig.api.now().getTime())
    await endpoints.open('own-system')
  })

  test('waits for the scanner and fails with malware as any other, in its trace and at no desk', async () => {
    const desk = () => rig.api.repositories.tapals.deskCounts()
    const before = await desk()
    const id = await rig.send(to('OWN', 'OTHER'))
    rig.connectors.push.calls.length = 0
    rig.scanner.says = 'scanner-away'
    for (const tapal of (await rig.carry(id)).values()) {
      expect(tapal).toMatchObject({ state: 'routed', attempts: 0, parked: false })
      expect(tapal.events.at(-1)).toMatchObject({ cause: 'waits-for-scan', code: 'scanner-away' })
    }
    rig.scanner.says = 'document-infected'
    rig.api.advance(60_000)
    for (const tapal of (await rig.carry(id)).values()) {
      expect(tapal.state).toBe('failed')
      expect(tapal.events.at(-1)).toMatchObject({ code: 'document-infected' })
    }
    rig.scanner.says = null
    expect([rig.connectors.push.calls, await desk()]).toEqual([[], before])
    expect((await rig.test.get(`/v1/dispatches/${id}/trace`)).text).toContain('document-infected')
  })

  test('is refused from officers, and a behaviour of the test office from letters that are meant', async () => {
    const officer = await rig.api.officer('sender', ['SEND/SO'])
    const refused = async (client: Client, overrides: object) =>
      (await client.post('/v1/dispatches', rig.letter(overrides), rig.key())).at('/errors/0/pointer')
    expect(await refused(officer, { test: true })).toBe('/test')
    expect(await refused(rig.normal, { testBehaviour: 'late' })).toBe('/testBehaviour')
  })
})
