import { operationsOn } from '../../../services/directory/operations'
import { newEmployee } from '../../../../domain/directory/charge/charge'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { buildSeat } from '../../../support/builders'

let api: TestApi
let head: Client
let clerk: Client
let made = 0

beforeAll(async () => {
  api = await openApi()
  await api.repositories.seats.save([buildSeat('RECV/HEAD', { role: 'head' })])
  head = await api.officer('head', ['RECV/HEAD'])
  clerk = await api.officer('clerk', ['RECV/TAPAL'])
})
afterAll(() => api.close())

interface Cast {
  seat: string
  path: string
  giver: Client
  taker: Client
  from: string
  to: string
}

/** A seat below the head, who holds it and who shall. */
async function cast(): Promise<Cast> {
  const n = (made += 1)
  const seat = `RECV/S${n}`
  await api.repositories.seats.save([buildSeat(seat, { reportsTo: 'RECV/HEAD' })])
  const giver = await api.officer(`giver${n}`, [seat])
  const taker = await api.officer(`taker${n}`, [])
  const path = `/v1/seats/${encodeURIComponent(seat)}`
  return { seat, path, giver, taker, from: `PEN-giver${n}`, to: `PEN-taker${n}` }
}
const give = ({ giver, path, to }: Cast, more: object = {}) =>
  giver.post(`${path}/handovers`, { to, ...more })
const take = (by: Client, id: unknown) => by.post(`/v1/handovers/${String(id)}/taking`)
const seatsOf = async (client: Client) =>
  ((await client.get('/v1/session')).at('/seats') as { id: string }[]).map(({ id }) => id)

describe('GET /v1/seats/:id/open-items', () => {
  test('200: tapals that are not closed, letters that wait for an answer, with what is due first', async () => {
    const { seat, path, giver } = await cast()
    const soon = new Date(api.now().getTime() + 1000)
    const late = new Date(api.now().getTime() - 1000)
    const dispatch = await api.dispatch({ subject: 'To be answered' })
    const own = await api.tapal(dispatch, { seat, dueAt: soon })
    const escalated = await api.tapal(dispatch, { escalatedTo: [seat], hop: 1, dueAt: late })
    for (const [hop, state] of ['closed', 'refused', 'redirected'].entries())
      await api.tapal(dispatch, { seat, state: state as 'closed', owes: false, dueAt: null, hop: hop + 2 })
    const sent = await api.dispatch({ subject: 'Sent', sender: { office: 'RECV', seat, holder: null } })
    await api.tapal(sent, { dueAt: new Date(soon.getTime() + 1000) })
    await api.dispatch({ subject: 'Ended', state: 'closed', sender: { office: 'RECV', seat, holder: null } })
    const reply = await giver.get(`${path}/open-items`)
    expect(reply.at('/counts')).toEqual({ tapals: 2, dispatches: 1, overdue: 1 })
    expect(reply.at('/items')).toMatchObject([
      { kind: 'tapal', id: escalated.id, dueAt: late.toISOString() },
      { kind: 'tapal', id: own.id, subject: 'To be answered', state: 'delivered', dueAt: soon.toISOString() },
      { kind: 'dispatch', id: sent.id, subject: 'Sent', state: 'in-progress' },
    ])
  })

  test('403 seat-not-held, but the head of the office may look', async () => {
    const { path } = await cast()
    expect((await clerk.get(`${path}/open-items`)).at('/code')).toBe('seat-not-held')
    expect((await head.get(`${path}/open-items`)).status).toBe(200)
    expect((await head.get('/v1/seats/NO%2FNE/open-items')).at('/code')).toBe('seat-not-held')
  })
})

describe('giving and taking', () => {
  test('the giver keeps the seat until it is taken; at that instant it changes hands', async () => {
    const scene = await cast()
    const given = await give(scene)
    expect([given.status, given.headers.get('location')]).toEqual([
      201,
      `/v1/handovers/${String(given.at('/id'))}`,
    ])
    expect(await seatsOf(scene.giver)).toEqual([scene.seat])
    expect(await seatsOf(scene.taker)).toEqual([])
    const taken = await take(scene.taker, given.at('/id'))
    expect(taken.body).toMatchObject({ state: 'taken', from: scene.from, to: scene.to, oneSided: false })
    expect(await seatsOf(scene.giver)).toEqual([])
    expect(await seatsOf(scene.taker)).toEqual([scene.seat])
    const charges = await api.repositories.charges.ofSeat(scene.seat)
    expect(charges.map(({ employee, ended }) => [employee, ended])).toEqual([
      [scene.to, null],
      [scene.from, 'handed-over'],
    ])
    expect(charges[0]!.from).toEqual(charges[1]!.until)
  })

  test('a repeat of either returns the same; of five takings at once the charge changes once', async () => {
    const scene = await cast()
    const given = await give(scene)
    const again = await give(scene)
    expect([again.status, again.body]).toEqual([200, given.body])
    const replies = await Promise.all(Array.from({ length: 5 }, () => take(scene.taker, given.at('/id'))))
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(await api.repositories.charges.ofSeat(scene.seat)).toHaveLength(2)
  })

  test('a stand-in in the seat who takes it becomes its holder', async () => {
    const scene = await cast()
    await head.post(`/v1/employees/${scene.to}/join`, { seat: scene.seat, kind: 'in-absence' })
    await take(scene.taker, (await give(scene)).at('/id'))
    const [holder, ...more] = await api.repositories.charges.holdersOf([scene.seat], api.now())
    expect([holder?.kind, holder?.employee, more]).toEqual(['regular', scene.to, []])
  })

  test('409 handover-not-open: given to somebody else meanwhile', async () => {
    const scene = await cast()
    const first = await give(scene)
    const other = await cast()
    expect((await give(scene, { to: other.to })).status).toBe(201)
    expect((await take(scene.taker, first.at('/id'))).at('/code')).toBe('handover-not-open')
    expect(await seatsOf(scene.giver)).toEqual([scene.seat])
  })

  test('409 charge-overlaps: the seat was filled meanwhile, and nothing changes', async () => {
    const scene = await cast()
    const given = await give(scene, { leaveNow: true })
    await head.post(`/v1/employees/PEN-clerk/join`, { seat: scene.seat })
    expect((await take(scene.taker, given.at('/id'))).at('/code')).toBe('charge-overlaps')
    expect((await scene.taker.get(`/v1/handovers/${String(given.at('/id'))}`)).at('/state')).toBe('given')
  })

  test('403 handover-not-yours, 404 for strangers, 403 forbidden for a filing system', async () => {
    const scene = await cast()
    const id = String((await give(scene)).at('/id'))
    expect((await take(scene.giver, id)).at('/code')).toBe('handover-not-yours')
    expect((await take(clerk, id)).at('/code')).toBe('not-found')
    expect((await clerk.get(`/v1/handovers/${id}`)).at('/code')).toBe('not-found')
    expect((await head.get(`/v1/handovers/${id}`)).status).toBe(200)
    const agent = await api.agent(`agent${made}`, ['RECV'])
    expect((await agent.post(`${scene.path}/handovers`, { to: scene.to })).at('/code')).toBe('forbidden')
    expect((await agent.get('/v1/handovers')).at('/code')).toBe('forbidden')
  })

  test('403 seat-not-held: who stands in for a vacant seat does not give it', async () => {
    const scene = await cast()
    await give(scene, { leaveNow: true })
    expect(await seatsOf(head)).toContain(scene.seat)
    expect((await head.post(`${scene.path}/handovers`, { to: scene.to })).at('/code')).toBe('seat-not-held')
  })

  test('422: to nobody, to oneself; 409: to one who is suspended', async () => {
    const scene = await cast()
    expect((await give(scene, { to: 'NOBODY' })).at('/code')).toBe('employee-unknown')
    expect((await give(scene, { to: scene.from })).at('/errors/0/pointer')).toBe('/to')
    await operationsOn(api.repositories).suspend(scene.to, api.now(), {
      actor: { kind: 'kcs' },
      at: api.now(),
    })
    expect((await give(scene)).at('/code')).toBe('employee-suspended')
  })

  test('lists: of the seat for who acts for it, and one’s own without a seat', async () => {
    const scene = await cast()
    const id = (await give(scene)).at('/id')
    const list = (by: Client, query = '') => by.get(`/v1/handovers${query}`)
    const ofSeat = `?seat=${encodeURIComponent(scene.seat)}`
    for (const reply of [await list(scene.giver, ofSeat), await list(head, ofSeat), await list(scene.taker)])
      expect((reply.at('/items') as { id: string }[]).map((one) => one.id)).toEqual([id])
    expect((await list(clerk, ofSeat)).at('/code')).toBe('seat-not-held')
  })

  test('both acts are in the audit log, with numbers only', async () => {
    const scene = await cast()
    const id = String((await give(scene, { note: 'Private words' })).at('/id'))
    await take(scene.taker, id)
    const entries = await api.repositories.audit.of(id)
    expect(entries.map(({ what, actor }) => [what, actor])).toEqual([
      ['given', { kind: 'seat', seat: scene.seat, holder: scene.from }],
      ['taken', { kind: 'seat', seat: scene.seat, holder: scene.to }],
    ])
    expect(JSON.stringify(entries)).not.toMatch(/Name of|Private words/)
  })
})

describe('POST /v1/seats/:id/handovers/one-sided', () => {
  const force = (by: Client, { path, to }: Cast, more: object = {}) =>
    by.post(`${path}/handovers/one-sided`, { to, reason: 'The holder left without a word', ...more })

  test('201: the head of the office gives the seat away, marked so, with the reason', async () => {
    const scene = await cast()
    const pending = await give(scene, { to: 'PEN-clerk' })
    const reply = await force(head, scene)
    expect(reply.body).toMatchObject({
      state: 'taken',
      oneSided: true,
      reason: 'The holder left without a word',
      from: scene.from,
      givenBy: 'PEN-head',
    })
    expect([await seatsOf(scene.giver), await seatsOf(scene.taker)]).toEqual([[], [scene.seat]])
    expect((await clerk.get(`/v1/handovers/${String(pending.at('/id'))}`)).at('/state')).toBe('withdrawn')
    const [entry] = await api.repositories.audit.of(String(reply.at('/id')))
    expect(entry).toMatchObject({ what: 'one-sided', actor: { kind: 'operator', account: 'account:head' } })
  })

  test('403 for others, for the seat of the head by a stand-in; 422 without reason; 409 to its holder', async () => {
    const scene = await cast()
    expect((await force(scene.taker, scene)).at('/code')).toBe('not-office-head')
    expect((await force(head, scene, { reason: ' ' })).at('/errors/0/pointer')).toBe('/reason')
    expect((await force(head, { ...scene, to: scene.from })).at('/code')).toBe('charge-held-already')
    await api.repositories.seats.save([buildSeat('SEND/HEAD', { role: 'head', linkOfficer: 'SEND/SO' })])
    const standIn = await api.officer('standin', ['SEND/SO'])
    expect(await seatsOf(standIn)).toContain('SEND/HEAD')
    const own = { ...scene, path: '/v1/seats/SEND%2FHEAD', to: 'PEN-standin' }
    expect((await force(standIn, own)).at('/code')).toBe('not-office-admin')
    await api.repositories.employees.save([newEmployee({ pen: 'NEW', name: 'New' })])
    const joining = await standIn.post('/v1/employees/NEW/join', { seat: 'SEND/US', kind: 'additional' })
    expect(joining.status).toBe(201)
  })
})

describe('a seat changes hands while its letters are opened', () => {
  test('every opening is refused or done by who held the seat then', async () => {
    for (let round = 0; round < 10; round += 1) {
      const scene = await cast()
      const tapal = await api.tapal(await api.dispatch(), { seat: scene.seat, state: 'acknowledged' })
      const id = (await give(scene)).at('/id')
      const [opened] = await Promise.all([
        scene.giver.post(`/v1/tapals/${tapal.id}/opening`, { seat: scene.seat }),
        take(scene.taker, id),
      ])
      const [charge] = (await api.repositories.charges.ofSeat(scene.seat)).filter(
        ({ employee }) => employee === scene.from,
      )
      const event = (await api.repositories.tapals.byId(tapal.id))?.events.find(({ to }) => to === 'opened')
      if (event) {
        expect(event.actor).toMatchObject({ holder: scene.from })
        // The look at the rights and the end of the charge may cross within the time of one transaction.
        expect(event.at.getTime()).toBeLessThan(charge!.until!.getTime() + 1000)
      } else expect([403, 404]).toContain(opened.status)
      const late = await scene.giver.post(`/v1/tapals/${tapal.id}/opening`, { seat: scene.seat })
      expect([403, 404]).toContain(late.status)
    }
  })
})
