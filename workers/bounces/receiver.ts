// The port to which the mail server of the State brings the mails that came back. It takes nothing else, and sends nothing.

import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { type MailSent, tokenOfBounceAddress } from '../../domain/letters/bounce/address'
import { type MailReport, reportIn } from '../../domain/letters/bounce/report'
import type { Secrets } from '../../secrets/port'
import type { BounceEnd } from '../../services/letters/bounce/take'
import type { DutyLog } from '../../services/operations/duty/case'
import { faultName } from '../../services/operations/duty/for-each'
import { beginningOf, readMail } from './read-mail'

/** A report may return the whole mail, with its documents. */
const LARGEST_MAIL_BYTES = 64 * 1024 * 1024
const CONNECTIONS = 20
const SILENCE_MS = 30_000
/** However much is said: afterwards the mail server comes again. */
const CONNECTION_MS = 5 * 60_000
/** What is being recorded when the process ends has this time; it is not answered before. */
const CLOSE_MS = 5_000

export interface BounceOptions {
  domain: string
  listen: { host: string; port: number }
  secrets: Pick<Secrets, 'readBounceToken'>
  /** Records it; the mail server is answered afterwards. */
  take(bounce: { sent: MailSent; report: MailReport }): Promise<BounceEnd>
  /** Hears how each mail and each refused address ended. */
  note(of: MailSent['of'] | 'none', end: BounceEnd | 'refused' | 'failed'): void
  log: DutyLog
  connectionMs?: number
}

/** Throws where the port is taken. */
export async function startBounceReceiver(
  options: BounceOptions,
): Promise<{ port: number; stop(): Promise<void> }> {
  const { domain, secrets, note } = options
  const sentTo = (address: string): MailSent | null => {
    const token = tokenOfBounceAddress(address, domain)
    return token === null ? null : secrets.readBounceToken(token)
  }
  const server = new SMTPServer({
    name: domain,
    banner: 'KCS takes mails that came back',
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    size: LARGEST_MAIL_BYTES,
    maxClients: CONNECTIONS,
    socketTimeout: SILENCE_MS,
    closeTimeout: CLOSE_MS,
    onRcptTo({ address }, { envelope }, done) {
      if (sentTo(address) === null) {
        note('none', 'refused')
        return done(smtpFault(550, '5.1.1 No mail of ours has this address'))
      }
      // A report is of one mail, and is answered for that one.
      if (envelope.rcptTo.length > 0) return done(smtpFault(452, '4.5.3 One address at a time'))
      done()
    },
    onData(stream, session, done) {
      takeMail(options, sentTo, stream, session).then(() => done(), done)
    },
  })
  server.on('error', (error) => options.log.warn({ err: faultName(error) }, 'a bounce broke off'))
  server.server.on('connection', (socket: Socket) => {
    const end = setTimeout(() => socket.destroy(), options.connectionMs ?? CONNECTION_MS)
    end.unref()
    socket.once('close', () => clearTimeout(end))
  })
  await listen(server, options.listen)
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

async function takeMail(
  { take, note, log }: BounceOptions,
  sentTo: (address: string) => MailSent | null,
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
): Promise<void> {
  const raw = await beginningOf(stream)
  if (stream.sizeExceeded) throw smtpFault(552, '5.3.4 Too large for a report')
  const sent = sentTo(envelope.rcptTo[0]?.address ?? '')
  if (!sent) throw smtpFault(550, '5.1.1 No mail of ours has this address')
  const fromNobody = envelope.mailFrom === false || envelope.mailFrom.address === ''
  const report = reportIn(await readMail(raw, fromNobody))
  const end = await take({ sent, report }).catch((error: unknown) => {
    note(sent.of, 'failed')
    log.warn({ of: sent.of, id: sent.id, err: faultName(error) }, 'a bounce was not recorded')
    throw smtpFault(451, '4.3.0 Not recorded, come again')
  })
  note(sent.of, end)
  if (end === 'taken') log.info({ of: sent.of, id: sent.id }, 'a mail came back')
  if (end === 'too-soon') throw smtpFault(451, '4.3.0 Its hand-over is not recorded yet, come again')
}

function smtpFault(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}

async function listen(server: SMTPServer, { host, port }: BounceOptions['listen']): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, host, () => {
      server.server.off('error', reject)
      resolve()
    })
  })
}
