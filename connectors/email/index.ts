// The connector for e-mail: a cover, the documents and a link, for offices outside the State's systems.

import { createTransport, type Transporter } from 'nodemailer'
import { type Outcome } from '../../domain/letters/delivery/outcome'
import { ownFault } from '../../domain/letters/delivery/own-fault'
import { type Connector, type Parcel } from '../connector'
import { EVERY_LETTER } from '../every-letter'
import { inParallel } from '../in-parallel'
import { type ComposeDeps, composeMail } from './compose'
import { outcomeOfSmtpFault } from './errors'
import { messageId } from './schema'

export interface EmailDeps extends ComposeDeps {
  /** The mail server we hand to (`smtp://…` or `smtps://…`, empty if none is set up) and the address we write from. */
  mail: { url: string; from: string }
}

const TIMEOUTS = {
  connectionTimeout: 5_000,
  greetingTimeout: 5_000,
  socketTimeout: 30_000,
  dnsTimeout: 5_000,
}
/** From the connection to the last answer; a letter may have 20 documents of 50 MB. */
const WHOLE_MAIL_MS = 10 * 60_000

const NOT_SET_UP: Outcome = { kind: 'retry-later', code: 'mail-not-set-up', inDoubt: false }

/** Makes the connector; each call has a connection of its own and leaves none behind. */
export function createEmailConnector(deps: EmailDeps): Connector {
  const withTransport = async <T>(work: (transport: Transporter) => Promise<T>): Promise<T> => {
    const transport = createTransport({
      url: deps.mail.url,
      ...TIMEOUTS,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    try {
      return await work(transport)
    } finally {
      transport.close()
    }
  }

  const send = async (parcel: Parcel): Promise<Outcome> => {
    if (parcel.recipient.office.email === '') return { kind: 'never', code: 'address-missing', blame: 'kcs' }
    if (deps.mail.url === '') return NOT_SET_UP
    const mail = await composeMail(deps, deps.mail.from, parcel)
    try {
      const signal = AbortSignal.timeout(WHOLE_MAIL_MS)
      await withTransport((transport) => transport.sendMail({ ...mail.options, signal }))
      return { kind: 'delivered', cause: 'mailed', reference: messageId(parcel.deliveryKey, deps.mail.from) }
    } catch (error) {
      const own = mail.ownFault()
      if (own) throw own
      return outcomeOfSmtpFault(error, mail.isRead())
    } finally {
      mail.close()
    }
  }

  return {
    mechanism: 'email',
    // The same Message-ID goes out on each try, but no mail server is bound to look at it.
    idempotent: false,
    batchSize: 10,

    async capabilities() {
      if (deps.mail.url === '') return { fault: NOT_SET_UP }
      try {
        await withTransport((transport) => transport.verify())
        return { capabilities: EVERY_LETTER }
      } catch (error) {
        return { fault: outcomeOfSmtpFault(error, false) }
      }
    },

    deliver: (endpoint, parcels) =>
      inParallel(parcels, endpoint.concurrency, async (parcel) => ({
        tapalId: parcel.tapalId,
        outcome: await send(parcel).catch(ownFault),
      })),
  }
}
