// A mail that the mail server does not take: what follows is what follows from a mail that comes back later.

import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { createEmailConnector } from '../../../connectors/email'
import { plainProfile } from '../../../domain/directory/office/profile'
import { followTapals } from '../../../services/letters/tapal/follow'
import { documents, newParcel } from '../../connectors/specimen'
import { buildOffice } from '../../support/builders'
import { deliver } from './lane'
import { openRig, type Rig, run } from './rig'

let rig: Rig
/** What the mail server says to a recipient, or to the mail itself; nothing where it takes them. */
let toRecipient: string | null
let toMail: string | null
const recipients: string[] = []
const fault = (reply: string) =>
  Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) })
const server = new SMTPServer({
  ...{ authOptional: true, disabledCommands: ['STARTTLS'], hideENHANCEDSTATUSCODES: true },
  onRcptTo({ address }, _session, done) {
    recipients.push(address)
    done(toRecipient === null ? null : fault(toRecipient))
  },
  onData(stream, _session, done) {
    stream.resume()
    stream.on('end', () => done(toMail === null ? null : fault(toMail)))
  },
})

beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => new Promise<void>((resolve) => server.close(resolve)))
beforeEach(async () => {
  toRecipient = toMail = null
  recipients.length = 0
  rig = await openRig()
  const { port } = server.server.address() as AddressInfo
  const connector = createEmailConnector({
    documents,
    mailLink: () => 'https://kcs.example/take/x',
    drawCover: async () => Buffer.from('%PDF-1.4'),
    mail: { url: `smtp://127.0.0.1:${port}`, from: 'KCS <kcs@kerala.example>' },
    returnPath: (id) => `bounce+${id}@kerala.example`,
  })
  rig.connectors.email.answer(async ({ tapalId, recipient: { office } }, endpoint) => {
    const parcel = newParcel({ tapalId })
    const to = { ...parcel.recipient, office: { ...parcel.recipient.office, email: office.email } }
    return (await connector.deliver(endpoint, [{ ...parcel, recipient: to }]))[0]!.outcome
  })
})
afterEach(() => rig.close())

async function letterByMail(email = 'registrar@cdit.example') {
  const sent = await rig.accept(['email', 'email'])
  const [one, two] = sent.offices as [string, string]
  const profile = plainProfile(new Date('2020-01-01'), 'email', 'email')
  const push = { system: 'push', endpoint: 'push' } as const
  await rig.repositories.offices.save([
    buildOffice(one, 'email', { email, profiles: [{ ...profile, fallback: 'print' }] }),
    buildOffice(two, 'email', { email, profiles: [{ ...profile, ways: [...profile.ways, push] }] }),
  ])
  await run(() => rig.near().resolveRecipients(sent.id))
  return sent
}

describe('a mail that the mail server does not take', () => {
  test.each([
    ['550 5.1.1 No such user here', 'bounced-5.1.1'],
    ['553 5.1.3 Bad destination address', 'bounced-5.1.3'],
    ['552 5.2.2 Over quota', 'bounced-5.2.2'],
    ['552 Mailbox full', 'bounced-5.2.2'],
    ['554 5.4.4 Host not found', 'bounced-5.4.4'],
  ])(
    'because of its recipient (%s) goes by the next way of its office, in one write',
    async (reply, code) => {
      const sent = await letterByMail()
      toRecipient = reply
      expect(await deliver(rig, sent.id, 'email')).toMatchObject({ delivered: 0, owing: 2 })
      const rows = await rig.tapals(sent)
      expect(rows.map(({ mechanism, endpoint, taking }) => [mechanism, endpoint, taking])).toEqual([
        ['print', 'print', 'person'],
        ['push', 'push', 'diary'],
      ])
      for (const tapal of rows) {
        expect(tapal.events.map(({ cause, from, to, sequence }) => [cause, from, to, sequence])).toEqual([
          ['resolved', 'routed', 'routed', 1],
          ['mail-bounced', 'routed', 'failed', 2],
          ['next-way-bounced', 'failed', 'routed', 3],
        ])
        expect(tapal.events[1]).toMatchObject({ code, answer: reply, attempt: 1 })
        expect(tapal).toMatchObject({ state: 'routed', parked: true, owes: true, attempts: 0, claim: null })
      }
      expect(rig.words.map(({ to, say }) => `${to} ${say}`).sort()).toEqual([
        'endpoint:print parked',
        'endpoint:push parked',
      ])
      for (const endpoint of ['print', 'push']) await run(() => rig.delivery().drain(endpoint))
      expect((await rig.tapals(sent)).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
    },
  )

  test.each([
    ['550 5.7.1 Blocked, see our list', 'bounced-5.7.1'],
    ['550 5.1.8 Domain of sender address not found', 'bounced-5.1.8'],
    ['550 Not here', 'bounced'],
    ['554 No SMTP service for you', 'bounced'],
  ])('because of us, or for no reason that it states (%s), waits for the operator', async (reply, code) => {
    const sent = await letterByMail()
    toRecipient = reply
    await deliver(rig, sent.id, 'email')
    for (const tapal of await rig.tapals(sent)) {
      expect(tapal).toMatchObject({ state: 'failed', mechanism: 'email', parked: false, owes: true })
      expect(tapal.events.at(-1)).toMatchObject({ cause: 'mail-bounced', code, answer: reply })
    }
    expect(rig.words).toEqual([])
  })

  test.each([
    ['552 5.3.4 Message too big', 'bounced-5.3.4', 'failed'],
    ['552 Message too big', 'bounced', 'failed'],
    ['550 5.2.1 Mailbox disabled', 'bounced-5.2.1', 'routed'],
  ])('when the server has all of it (%s) is judged by the same status', async (reply, code, state) => {
    const sent = await letterByMail()
    toMail = reply
    await deliver(rig, sent.id, 'email')
    for (const tapal of await rig.tapals(sent)) {
      expect(tapal.state).toBe(state)
      expect(tapal.events[1]).toMatchObject({ cause: 'mail-bounced', code })
    }
  })

  test('has one recipient, also where an old row names two: a server cannot take it for one and refuse it for the other', async () => {
    const sent = await letterByMail('a@cdit.example, b@cdit.example')
    await deliver(rig, sent.id, 'email')
    for (const tapal of await rig.tapals(sent)) expect(tapal.events[1]!.cause).not.toBe('mailed')
    expect(recipients).toEqual([])
  })

  test('is told to sender and operators as one that came back', async () => {
    const sent = await letterByMail()
    toRecipient = '550 5.1.1 No such user here'
    await deliver(rig, sent.id, 'email')
    const parts = { of: 1, held: [0] }
    const news = await followTapals(
      { repositories: rig.repositories } as never,
      { limit: 200, parts, except: [] },
      rig.clock.now,
    )
    const { notices } = await news!.entries()
    expect([...new Set(notices.map(({ kind, seat, role }) => `${kind} ${seat ?? role}`))].sort()).toEqual([
      'mail-bounced SENDER/SO',
      'mail-bounced operator',
    ])
  })

  test('is moved and recorded also while Temporal is away: the sweep finds what is parked', async () => {
    const sent = await letterByMail()
    toRecipient = '550 5.1.1 No such user here'
    rig.words.push = () => {
      throw Object.assign(new Error('down'), { name: 'KcsError', code: 'service-unavailable' })
    }
    await deliver(rig, sent.id, 'email')
    expect((await rig.tapals(sent)).map(({ mechanism }) => mechanism)).toEqual(['print', 'push'])
  })
})
