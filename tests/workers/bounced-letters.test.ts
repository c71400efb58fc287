// A letter by mail that came back: a real mail server takes it, and brings its report to the port of a worker.

import { createEmailConnector } from '../../connectors/email'
import { acknowledgeChange, redeliverChange } from '../../domain/letters/tapal/acts'
import { closeDispatch } from '../../services/letters/dispatch/close'
import { followTapals } from '../../services/letters/tapal/follow'
import { documents, endpointAt, newParcel } from '../connectors/specimen'
import {
  exchangeReport,
  globalReport,
  OLD_BOUNCE,
  OUT_OF_OFFICE,
  postfixReport,
} from '../support/returned-mails'
import {
  addressOf,
  bring,
  causes,
  deps,
  mailed,
  NO_SUCH,
  POLICY,
  RECIPIENT,
  rig,
  row,
  startPost,
} from './bounce-rig'

describe('a letter by mail', () => {
  test.each([
    ['Postfix', postfixReport, '5.1.1'],
    ['Exchange', exchangeReport, '5.1.10'],
    ['a server of addresses in Malayalam', globalReport, '5.1.1'],
  ])(
    'that comes back as %s writes it has not arrived: it goes by the next way of its office',
    async (_, shape, status) => {
      const post = await startPost()
      const tapal = await mailed({ office: 'TWO', seat: 'TWO/TAPAL' })
      const connector = createEmailConnector({
        documents,
        mailLink: () => 'https://kcs.example/take/x',
        drawCover: async () => Buffer.from('%PDF-1.4'),
        mail: { url: post.url, from: 'KCS <kcs@kerala.example>' },
        returnPath: (id) => addressOf({ id }),
      })
      const [report] = await connector.deliver(endpointAt('email', ''), [newParcel({ tapalId: tapal.id })])
      expect(report!.outcome).toMatchObject({ kind: 'delivered' })
      await post.stop()
      const [sender] = post.senders
      expect(await bring(shape({ recipient: RECIPIENT, status }), sender!)).toEqual({ code: 250 })
      const bounced = await row(tapal)
      expect(causes(bounced)).toEqual(['resolved', 'mailed', 'mail-bounced', 'next-way-bounced'])
      expect(bounced.events[2]).toMatchObject({ from: 'delivered', to: 'failed', code: `bounced-${status}` })
      expect(bounced).toMatchObject({
        state: 'routed',
        mechanism: 'push',
        endpoint: 'second',
        parked: true,
        owes: true,
      })
      expect(rig.runs.calls.map(({ call }) => call)).toEqual([
        'signal dispatch delivered',
        'signalWithStart endpoint parked',
      ])
      expect(rig.ends).toEqual(['tapal taken'])
    },
  )

  test('whose address takes no mail passes over a next way whose system does not take it, and the trace says why', async () => {
    const { endpoints } = rig.room.repositories
    const tapal = await mailed({ office: 'TWO', seat: 'TWO/TAPAL' })
    const { address } = (await endpoints.byId('second'))!
    await endpoints.noteAsked({ id: 'second', address }, { takes: { kinds: [] } as never }, new Date())
    await bring(NO_SUCH, addressOf(tapal))
    const bounced = await row(tapal)
    expect(bounced).toMatchObject({ state: 'routed', mechanism: 'print' })
    expect(bounced.events.at(-1)).toMatchObject({ cause: 'next-way-bounced', code: 'way-refuses-kind' })
    await endpoints.noteAsked({ id: 'second', address }, { takes: {} as never }, new Date())
  })

  test('whose address takes no mail is printed where its office has no other way', async () => {
    const tapal = await mailed()
    await bring(NO_SUCH, addressOf(tapal))
    expect(await row(tapal)).toMatchObject({ state: 'routed', mechanism: 'print', taking: 'person' })
  })

  test.each([
    ['a status that speaks of the mail or its sender', POLICY, 'bounced-5.7.1'],
    ['a word that keeps to no standard', OLD_BOUNCE, 'bounced'],
    ['bytes that are no mail', '\0\x01\xff\r\n.\r\n\r\nx', 'bounced'],
    ['an empty mail', '', 'bounced'],
  ])('that comes back with %s waits for the operator', async (_, raw, code) => {
    const tapal = await mailed()
    expect(await bring(raw, addressOf(tapal))).toEqual({ code: 250 })
    const bounced = await row(tapal)
    expect(bounced).toMatchObject({ state: 'failed', owes: true, endpoint: 'email', deliveredAt: null })
    expect(bounced.events.at(-1)).toMatchObject({ cause: 'mail-bounced', code })
  })

  test('of which sender and operators are told, each once', async () => {
    const tapal = await mailed()
    await bring(POLICY, addressOf(tapal))
    await bring(POLICY, addressOf(tapal))
    const news = await followTapals(
      deps(),
      { limit: 200, parts: { of: 1, held: [0] }, except: [] },
      new Date(),
    )
    const { notices } = await news!.entries()
    const told = notices.filter(
      (one) =>
        (one.kind === 'mail-bounced' && [one.tapal, one.dispatch].includes(tapal.id)) ||
        one.dispatch === tapal.dispatch,
    )
    expect(told.map(({ channel, seat, role }) => `${channel} ${seat ?? role}`).sort()).toEqual([
      'email SENDER/SO',
      'portal SENDER/SO',
      'portal operator',
    ])
  })

  test('that is late, or answered by a program, stays delivered', async () => {
    const tapal = await mailed()
    const address = addressOf(tapal)
    for (const raw of [
      postfixReport({ recipient: RECIPIENT, status: '4.4.1', action: 'delayed' }),
      OUT_OF_OFFICE,
    ])
      expect(await bring(raw, address)).toEqual({ code: 250 })
    expect(await bring('Subject: thanks\r\n\r\nWe got it.', address, { from: RECIPIENT })).toEqual({
      code: 250,
    })
    expect(await row(tapal)).toMatchObject({ state: 'delivered', sequence: 2 })
    expect(rig.ends).toEqual(['tapal delayed', 'tapal other', 'tapal other'])
  })

  test('that comes back twice, and twice at once, is changed once', async () => {
    const tapal = await mailed()
    const address = addressOf(tapal)
    const codes = await Promise.all([POLICY, POLICY, POLICY].map((raw) => bring(raw, address)))
    expect(codes).toEqual([{ code: 250 }, { code: 250 }, { code: 250 }])
    expect(await bring(POLICY, address)).toEqual({ code: 250 })
    expect(causes(await row(tapal))).toEqual(['resolved', 'mailed', 'mail-bounced'])
    expect([...rig.ends].sort()).toEqual([
      'tapal repeated',
      'tapal repeated',
      'tapal repeated',
      'tapal taken',
    ])
  })

  test('that its office has taken stays taken; taken after the bounce, it is taken too', async () => {
    const diary = { number: '7', date: new Date() }
    const taking = { diary, actor: { kind: 'link' }, cause: 'acknowledged-by-link', at: new Date() } as const
    const first = await mailed()
    await rig.room.repositories.tapals.apply(first.id, acknowledgeChange(first, taking))
    expect(await bring(NO_SUCH, addressOf(first))).toEqual({ code: 250 })
    expect(await row(first)).toMatchObject({ state: 'acknowledged', owes: false })
    expect(rig.ends).toEqual(['tapal late'])

    const second = await mailed()
    await bring(POLICY, addressOf(second))
    await rig.room.repositories.tapals.apply(second.id, acknowledgeChange(await row(second), taking))
    expect(await row(second)).toMatchObject({ state: 'acknowledged', owes: false })
  })

  test('that comes back before its hand-over is recorded is to be brought again', async () => {
    const tapal = await mailed({ state: 'handed-over', nextAttemptAt: new Date() })
    expect(await bring(NO_SUCH, addressOf(tapal))).toEqual({ code: 451 })
    expect(await row(tapal)).toMatchObject({ state: 'handed-over', sequence: 2 })
  })

  test('that was sent again is not failed by the report on the mail before', async () => {
    const tapal = await mailed()
    const before = addressOf({ ...tapal, sentAt: new Date(Date.now() - 30_000) })
    await bring(POLICY, before)
    const again = redeliverChange({ actor: { kind: 'operator', account: 'op' }, at: new Date() })
    await rig.room.repositories.tapals.apply(tapal.id, again)
    await bring(POLICY, addressOf({ ...tapal, sentAt: new Date(Date.now() - 20_000) }))
    await bring(POLICY, before)
    expect(await row(tapal)).toMatchObject({ state: 'routed', sequence: 4 })
    expect(rig.ends).toEqual(['tapal taken', 'tapal late', 'tapal repeated'])
  })

  test('for information whose dispatch has closed goes on with a run again, and closes when nothing is owed', async () => {
    const tapal = await mailed({ purpose: 'information', owes: false, dueAt: null }, 'closed')
    await bring(POLICY, addressOf(tapal))
    const { dispatches, tapals } = rig.room.repositories
    expect(await dispatches.byId(tapal.dispatch)).toMatchObject({ state: 'in-progress', closedAt: null })
    expect(rig.runs.calls.map(({ call }) => call)).toContain('start dispatch')
    const stored = await rig.room.database
      .collection<{ _id: string; changes: { cause: string }[] }>('dispatches')
      .findOne({ _id: tapal.dispatch })
    expect(stored?.changes.map(({ cause }) => cause)).toEqual(['accepted', 'mail-bounced'])
    expect(await closeDispatch(deps(), { dispatch: tapal.dispatch }, new Date())).toMatchObject({
      closed: false,
      owing: 1,
    })
    await tapals.apply(
      tapal.id,
      acknowledgeChange(tapal, {
        ...{
          diary: { number: '1', date: new Date() },
          actor: { kind: 'link' },
          cause: 'acknowledged-by-link',
          at: new Date(),
        },
      }),
    )
    expect(await closeDispatch(deps(), { dispatch: tapal.dispatch }, new Date())).toMatchObject({
      closed: true,
    })
    expect(await dispatches.byId(tapal.dispatch)).toMatchObject({ state: 'closed' })
  })

  test('whose dispatch was being closed at that moment keeps it open: what is owed is read again', async () => {
    const tapal = await mailed({ purpose: 'information', owes: false, dueAt: null })
    const { repositories } = rig.room
    let first = true
    const tapals = {
      ...repositories.tapals,
      async owing(id: string) {
        const owed = await repositories.tapals.owing(id)
        if (first) {
          first = false
          await bring(POLICY, addressOf(tapal))
        }
        return owed
      },
    }
    const closing = closeDispatch(
      { repositories: { ...repositories, tapals } },
      { dispatch: tapal.dispatch },
      new Date(),
    )
    expect(await closing).toMatchObject({ closed: false, owing: 1 })
    expect(await repositories.dispatches.byId(tapal.dispatch)).toMatchObject({ state: 'in-progress' })
  })

  test('is recorded and answered also while Temporal is down: the duties find what is parked and open', async () => {
    rig.runs.signal = async () => {
      throw Object.assign(new Error('down'), { name: 'KcsError', code: 'service-unavailable' })
    }
    const tapal = await mailed()
    const { code } = await bring(NO_SUCH, addressOf(tapal))
    expect([code, (await row(tapal)).mechanism]).toEqual([250, 'print'])
  })
})
