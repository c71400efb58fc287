import type { DeliveryProfile, Way } from '../../../domain/directory/office/profile'
import type { Capabilities } from '../../../domain/letters/delivery/mechanism'
import type { Mechanism } from '../../../domain/letters/systems'
import { deliveryKey } from '../../../domain/letters/tapal/keys'
import { buildOffice } from '../../support/builders'
import { addEndpoint } from '../../support/world'
import { deliver, LATER, wait } from './lane'
import { openRig, type Rig, run } from './rig'
import { pauseEndpoint } from '../../support/pause-endpoint'

let rig: Rig
const HOUR = 3_600_000
const GONE = { kind: 'gone', code: 'http-410' } as const

beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

const OWN: Way = { system: 'push', endpoint: 'own' }
const MAIL: Way = { system: 'email', endpoint: 'email' }

/** A letter to offices with these profiles; all have the system `own` first unless they say otherwise. */
async function letterTo(profiles: readonly Partial<DeliveryProfile>[]) {
  await addEndpoint(rig.repositories, 'own', 'push')
  const sent = await rig.accept(profiles.map(() => 'push' as const))
  const usual = { from: new Date('2020-01-01'), ways: [OWN], taking: 'diary', accepts: {} } as const
  await rig.repositories.offices.save(
    sent.offices.map((office, i) =>
      buildOffice(office, 'push', {
        profiles: [{ ...usual, ways: [OWN], fallback: 'kcs-agent', ...profiles[i] }],
      }),
    ),
  )
  return sent
}
const resolve = (id: string) => run(() => rig.near().resolveRecipients(id))
/** The system at the endpoint said that it takes no more than this. */
async function takes(id: string, said: Partial<Capabilities>): Promise<void> {
  const record = (await rig.repositories.endpoints.byId(id))!
  await rig.repositories.endpoints.noteAsked(record, { takes: said as Capabilities }, rig.clock.now)
}
const drain = (endpoint: string) => run(() => rig.delivery().drain(endpoint))
function gone(system: Mechanism): void {
  rig.connectors[system].answer(() => GONE)
  rig.connectors[system].up(() => GONE)
}
const probe = () => run(() => rig.near().probe('own', 0))
const pause = (by: 'kcs' | 'operator' = 'operator') =>
  pauseEndpoint(rig.repositories, 'own', by, 'works on the line', rig.clock.now)
const causes = (tapal: { events: readonly { cause: string }[] }) => tapal.events.map(({ cause }) => cause)

describe('a letter whose first way is gone', () => {
  test('goes by the second, or by print and post where there is none, each with what counts as taking there', async () => {
    const sent = await letterTo([{ ways: [OWN, MAIL] }, { fallback: 'print' }, {}])
    await resolve(sent.id)
    gone('push')
    expect(await deliver(rig, sent.id)).toMatchObject({ parked: 3, owing: 3 })
    expect(rig.words.map(({ to, say }) => `${to} ${say}`).sort()).toEqual([
      'endpoint:email parked',
      'endpoint:kcs-agent parked',
      'endpoint:print parked',
    ])
    const rows = await rig.tapals(sent)
    expect(rows.map(({ mechanism, taking }) => [mechanism, taking])).toEqual([
      ['email', 'diary'],
      ['print', 'person'],
      ['kcs-agent', 'person'],
    ])
    for (const tapal of rows) expect(causes(tapal)).toEqual(['resolved', 'gone', 'next-way-gone'])
    for (const id of ['email', 'kcs-agent', 'print']) await drain(id)
    expect((await rig.tapals(sent)).map(({ state }) => state)).toEqual(Array(3).fill('delivered'))
  })

  test('passes over the second where its system does not take the letter, and the trace says why', async () => {
    const sent = await letterTo([{ ways: [OWN, MAIL], fallback: 'print' }])
    await resolve(sent.id)
    await takes('email', { kinds: ['circular'] })
    gone('push')
    await deliver(rig, sent.id)
    const [tapal] = await rig.tapals(sent)
    expect(tapal).toMatchObject({ mechanism: 'print', endpoint: 'print', parked: true })
    expect(tapal!.events.at(-1)).toMatchObject({ cause: 'next-way-gone', code: 'way-refuses-kind' })
  })

  test('stays where no other way takes it, as where there is none, until an operator has set one up', async () => {
    const sent = await letterTo([{ fallback: 'print' }])
    await takes('own', { kinds: [] })
    await resolve(sent.id)
    await rig.repositories.endpoints.gone('print', rig.clock.now, 'switched off')
    await expect(deliver(rig, sent.id, 'print')).rejects.toMatchObject({
      cause: { code: 'endpoint-unknown' },
    })
    expect((await rig.tapals(sent))[0]).toMatchObject({ endpoint: 'print', state: 'routed' })
    await takes('own', {})
    await deliver(rig, sent.id, 'print')
    expect((await rig.tapals(sent))[0]).toMatchObject({ endpoint: 'own', parked: true })
  })

  test('is routed by the second from the beginning, where it was gone before', async () => {
    const sent = await letterTo([{ ways: [OWN, MAIL] }])
    await rig.repositories.endpoints.gone('own', rig.clock.now, 'http-410')
    expect((await resolve(sent.id)).lanes).toEqual([{ mechanism: 'email', shard: 0, rows: 1 }])
    const [tapal] = await rig.tapals(sent)
    expect(tapal!.why).toContainEqual({ code: 'way-gone', of: 'push' })
  })

  test('goes on from the second to the last where that is gone as well', async () => {
    const second = { system: 'eoffice', endpoint: 'eoffice' } as const
    const sent = await letterTo([{ ways: [OWN, second], fallback: 'print' }])
    await resolve(sent.id)
    gone('push')
    gone('eoffice')
    await deliver(rig, sent.id)
    await drain('eoffice')
    expect((await rig.tapals(sent))[0]).toMatchObject({ mechanism: 'print', parked: true })
    await drain('print')
    expect((await rig.tapals(sent))[0]).toMatchObject({ mechanism: 'print', state: 'delivered' })
  })

  test('and that is in doubt there is asked for first: what the system has stays, what it does not have moves', async () => {
    const sent = await letterTo([{ ways: [OWN, MAIL] }, { ways: [OWN, MAIL] }])
    await resolve(sent.id)
    rig.connectors.push.answer(() => ({ kind: 'retry-later', code: 'timeout', inDoubt: true }))
    await wait(rig, sent.id)
    await rig.repositories.endpoints.gone('own', rig.clock.now, 'http-410')
    rig.clock.pass(1_000)
    const calls = rig.connectors.push.calls.length
    const keptKey = deliveryKey((await rig.tapals(sent))[0]!.id)
    rig.connectors.push.status = async (_endpoint, { deliveryKey: key }) =>
      key === keptKey ? { kind: 'delivered', reference: 'R1' } : { kind: 'unseen' }
    await deliver(rig, sent.id)
    const [there, away] = await rig.tapals(sent)
    expect(there).toMatchObject({ state: 'delivered', endpoint: 'own', reference: 'R1' })
    expect(away).toMatchObject({ mechanism: 'email', state: 'handed-over' })
    expect(rig.connectors.push.calls).toHaveLength(calls)
  })

  test('and that its system said to have taken is not moved before it is asked', async () => {
    const sent = await letterTo([{ ways: [OWN, MAIL] }, { ways: [OWN, MAIL] }])
    await resolve(sent.id)
    const kept = sent.offices[0]
    rig.connectors.push.answer(({ recipient }) =>
      recipient.office.code === kept ? { kind: 'handed-over', askAfterMs: 500 } : GONE,
    )
    rig.connectors.push.up(() => GONE)
    await deliver(rig, sent.id).catch(() => undefined)
    const [there, away] = await rig.tapals(sent)
    expect(there).toMatchObject({ state: 'handed-over', endpoint: 'own', mechanism: 'push' })
    expect(away).toMatchObject({ mechanism: 'email' })
  })
})

describe('letters parked at a way that is paused', () => {
  /** One parked letter to each office. */
  async function parked(profiles: readonly Partial<DeliveryProfile>[], by: 'kcs' | 'operator' = 'operator') {
    const sent = await letterTo(profiles)
    await pause(by)
    await resolve(sent.id)
    await deliver(rig, sent.id)
    rig.words.length = 0
    return sent
  }

  test.each(['kcs', 'operator'] as const)(
    'by %s wait for as long as the profile of their office allows, and then go the next way, once',
    async (by) => {
      rig.connectors.push.up(() => false)
      const patient = { ways: [OWN, MAIL], nextWayAfterSeconds: 2 * 86_400 }
      const sent = await parked([{ ways: [OWN, MAIL] }, { fallback: 'print' }, patient], by)
      rig.clock.pass(23 * HOUR)
      expect(await probe()).toMatchObject({ parked: 3 })
      rig.clock.pass(HOUR)
      expect(await probe()).toMatchObject({ parked: 1, next: by === 'kcs' ? 'wait' : 'operator' })
      const rows = await rig.tapals(sent)
      expect(rows.map(({ endpoint }) => endpoint)).toEqual(['email', 'print', 'own'])
      expect(causes(rows[1]!)).toEqual(['resolved', 'next-way-paused'])
      expect(rig.words.map(({ to, say }) => `${to} ${say}`).sort()).toEqual([
        'endpoint:email parked',
        'endpoint:print parked',
      ])
      await probe()
      expect((await rig.tapals(sent)).map(({ sequence }) => sequence)).toEqual([2, 2, 1])
      for (const id of ['email', 'print']) await drain(id)
      expect((await rig.tapals(sent)).map(({ state }) => state)).toEqual(['delivered', 'delivered', 'routed'])
    },
  )

  test('stay there when the system may have them already, until it can be asked', async () => {
    const sent = await letterTo(Array.from({ length: 5 }, () => ({ ways: [OWN, MAIL] })))
    await resolve(sent.id)
    const doubtful = sent.offices[0]
    rig.connectors.push.answer(({ recipient }) =>
      recipient.office.code === doubtful ? { kind: 'retry-later', code: 't', inDoubt: true } : LATER,
    )
    await deliver(rig, sent.id)
    rig.connectors.push.up(() => false)
    rig.clock.pass(25 * HOUR)
    expect(await probe()).toMatchObject({ parked: 1, next: 'wait' })
    expect((await rig.tapals(sent)).map(({ endpoint }) => endpoint)).toEqual([
      'own',
      ...Array(4).fill('email'),
    ])
  })

  test('stay in doubt when nobody could ask for them before the operator’s pause', async () => {
    const sent = await letterTo([{ ways: [OWN, MAIL] }])
    await resolve(sent.id)
    // Who had it in hand died with it.
    const lane = { dispatch: sent.id, mechanism: 'push', shard: 0 } as const
    const until = new Date(rig.clock.now.getTime() + 1_000)
    await rig.repositories.tapals.claim(lane, { claimId: 'dead', now: rig.clock.now, until, limit: 9 })
    rig.clock.pass(2_000)
    await pause()
    await deliver(rig, sent.id)
    rig.clock.pass(25 * HOUR)
    await probe()
    expect((await rig.tapals(sent))[0]).toMatchObject({ endpoint: 'own', parked: true })
  })

  test('of one office part where the next system takes but one of them', async () => {
    await takes('email', { mediaTypes: ['application/pdf'] })
    const mails = await parked([{ ways: [OWN, MAIL], fallback: 'print' }])
    const [office] = mails.offices
    const picture = { sha256: 'ab'.repeat(32), name: 'a.png', size: 5, mediaType: 'image/png' }
    const other = await rig.accept([], {
      recipients: [{ office: office!, purpose: 'action' }],
      documents: [picture],
    })
    await resolve(other.id)
    await deliver(rig, other.id)
    rig.clock.pass(25 * HOUR)
    expect(await probe()).toMatchObject({ parked: 0 })
    const [mailed, printed] = [
      (await rig.tapals(mails))[0]!,
      (await rig.repositories.tapals.ofDispatch(other.id))[0]!,
    ]
    expect([mailed.endpoint, mailed.events.at(-1)!.code]).toEqual(['email', undefined])
    expect([printed.endpoint, printed.events.at(-1)!.code]).toEqual(['print', 'way-refuses-media-type'])
    expect(printed.events.at(-1)).toMatchObject({ cause: 'next-way-paused' })
  })

  test('are found by the sweep where who moved them died before the word to the other run', async () => {
    const sent = await parked([{ fallback: 'print' }])
    rig.clock.pass(25 * HOUR)
    await probe()
    expect(await rig.repositories.tapals.endpointsWithParked()).toEqual(['print'])
    expect((await rig.tapals(sent))[0]).toMatchObject({ parked: true, endpoint: 'print' })
  })

  test('are not joined by new ones: those go the next way at once', async () => {
    await parked([{}])
    rig.clock.pass(25 * HOUR)
    const later = await letterTo([{ ways: [OWN, MAIL] }])
    expect((await resolve(later.id)).lanes).toEqual([{ mechanism: 'email', shard: 0, rows: 1 }])
    expect((await rig.tapals(later))[0]!.why).toContainEqual({ code: 'way-paused', of: 'push' })
  })
})

test('killed half-way, the list is resolved again by the ways of the first time, and no letter is without a lane', async () => {
  const sent = await letterTo([{ ways: [OWN, MAIL] }])
  const dispatches = {
    ...rig.repositories.dispatches,
    open: async () => {
      throw new Error('killed')
    },
  }
  await expect(run(() => rig.near({ dispatches }).resolveRecipients(sent.id))).rejects.toThrow('killed')
  await rig.repositories.endpoints.gone('own', rig.clock.now, 'http-410')
  expect((await resolve(sent.id)).lanes).toEqual([{ mechanism: 'push', shard: 0, rows: 1 }])
})
