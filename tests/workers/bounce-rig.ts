// The stage of the tests of bounces: a port of a worker on a real database, a mail server, and letters that went by mail.

import { once } from 'node:events'
import { type AddressInfo } from 'node:net'
import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { bounceAddress, type MailSent } from '../../domain/letters/bounce/address'
import { plainProfile } from '../../domain/directory/office/profile'
import type { Tapal } from '../../domain/letters/tapal/tapal'
import { createSecrets } from '../../secrets'
import { takeBounce } from '../../services/letters/bounce/take'
import { startBounceReceiver } from '../../workers/bounces/receiver'
import { buildDelivered, openRoom, type Room } from '../database/room'
import { buildDispatch, buildOffice, buildSeat } from '../support/builders'
import { dutyDeps, type Noted } from '../support/duty-deps'
import { recordingRuns } from '../support/recording-runs'
import { postfixReport } from '../support/returned-mails'
import { addEndpoint } from '../support/world'

export const DOMAIN = 'bounce.kcs.example'
export const SECRET = 'ab'.repeat(32)
export const secrets = createSecrets(SECRET)
export const RECIPIENT = 'registrar@cdit.example'

/** What the tests of a file share. */
export const rig = {
  room: null as never as Room,
  runs: recordingRuns(),
  noted: [] as Noted[],
  /** How each report and each refused address ended. */
  ends: [] as string[],
  port: 0,
  /** Makes the record fail while it is set. */
  broken: null as Error | null,
}
let stop: () => Promise<void>

export const deps = () => ({
  ...dutyDeps({ repositories: rig.room.repositories, runs: rig.runs }, rig.noted),
  secrets,
})
export const receiverOf = (more: { connectionMs?: number } = {}) =>
  startBounceReceiver({
    domain: DOMAIN,
    listen: { host: '127.0.0.1', port: 0 },
    secrets,
    take: async (bounce) => {
      if (rig.broken) throw rig.broken
      return takeBounce(deps(), bounce, new Date())
    },
    note: (of, end) => void rig.ends.push(`${of} ${end}`),
    log: deps().log,
    ...more,
  })

beforeAll(async () => {
  rig.room = await openRoom()
  const receiver = await receiverOf()
  rig.port = receiver.port
  stop = receiver.stop
  const { offices, seats } = rig.room.repositories
  const office = (code: string, ways: string[] = []) =>
    buildOffice(code, 'email', {
      profiles: [
        {
          ...plainProfile(new Date('2020-01-01'), 'email', 'email'),
          ways: [
            { system: 'email', endpoint: 'email' },
            ...ways.map((one) => ({ system: 'push', endpoint: one }) as const),
          ],
          fallback: 'print',
        },
      ],
    })
  await offices.save([office('MAILED'), office('TWO', ['second'])])
  await seats.save([buildSeat('SENDER/SO', { email: 'so@sender.invalid' })])
  for (const [id, mechanism] of [
    ['email', 'email'],
    ['print', 'print'],
    ['second', 'push'],
  ] as const)
    await addEndpoint(rig.room.repositories, id, mechanism)
})
afterAll(async () => {
  await stop()
  await rig.room.close()
})
beforeEach(() => {
  rig.ends.length = 0
  rig.noted.length = 0
  rig.runs = recordingRuns()
  rig.broken = null
})

/** Brings a mail to the receiver; returns what it answered. */
export async function bring(
  raw: string | Buffer,
  to: string,
  { from = '', at = rig.port }: { from?: string; at?: number } = {},
): Promise<{ code: number }> {
  const transport = createTransport({ host: '127.0.0.1', port: at, secure: false, ignoreTLS: true })
  try {
    const { response } = await transport.sendMail({ envelope: { from, to }, raw })
    return { code: Number(response.slice(0, 3)) }
  } catch (error) {
    const { responseCode } = error as { responseCode?: number }
    return { code: responseCode ?? 0 }
  } finally {
    transport.close()
  }
}

/** A mail server that takes every mail, and knows whom it is from. */
export async function startPost(): Promise<{ url: string; senders: string[]; stop(): Promise<void> }> {
  const senders: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, { envelope }, done) {
      stream.resume()
      stream.on('end', () => {
        senders.push(envelope.mailFrom === false ? '' : envelope.mailFrom.address)
        done()
      })
    },
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port: at } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${at}`,
    senders,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** A letter that was mailed to an office and lies there, as the record has it. */
export async function mailed(
  change: Partial<Tapal> = {},
  state: 'in-progress' | 'closed' = 'in-progress',
): Promise<Tapal> {
  const { dispatch } = await rig.room.repositories.dispatches.accept(
    buildDispatch({ state, started: true, closedAt: state === 'closed' ? new Date() : null }),
  )
  const at = new Date(Date.now() - 60_000)
  const tapal = buildDelivered(
    {
      dispatch: dispatch.id,
      office: 'MAILED',
      seat: 'MAILED/TAPAL',
      mechanism: 'email',
      endpoint: 'email',
      attempts: 1,
      nextAttemptAt: null,
      sequence: 2,
      createdAt: at,
      ...change,
    },
    at,
  )
  const [first] = tapal.events
  const events = [
    { ...first!, at },
    { ...first!, sequence: 2, to: 'delivered' as const, cause: 'mailed' as const, attempt: 1, at },
  ]
  await rig.room.repositories.tapals.insert([{ ...tapal, events }])
  return tapal
}
export const addressOf = (sent: Partial<MailSent> & { id: string }): string =>
  bounceAddress(secrets.bounceToken({ of: 'tapal', sentAt: new Date(), ...sent }), DOMAIN)
export const row = async ({ id }: { id: string }): Promise<Tapal> =>
  (await rig.room.repositories.tapals.byId(id))!
export const causes = ({ events }: Tapal): string[] => events.map(({ cause }) => cause)
export const POLICY = postfixReport({ recipient: RECIPIENT, status: '5.7.1' })
export const NO_SUCH = postfixReport({ recipient: RECIPIENT, status: '5.1.1' })
