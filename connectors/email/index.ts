// The connector for e-mail: a cover, the documents and a one-time link, for offices outside the State's systems.

import { type Readable } from 'node:stream'
import { createTransport, type Transporter } from 'nodemailer'
import { type Outcome } from '../../domain/delivery/outcome'
import { isKcsError, KcsError } from '../../domain/errors'
import { type Connector, type DeliveryReport, type Parcel } from '../connector'
import { type DocumentSource } from '../document-source'
import { EVERY_LETTER } from '../every-letter'
import { outcomeOfSmtpFault } from './errors'
import { coverText, messageId, subjectOf } from './schema'

export interface EmailDeps {
  documents: DocumentSource
  /** The mail server we hand to (`smtp://…` or `smtps://…`, empty if none is set up) and the address we write from. */
  mail: { url: string; from: string }
  /** The one-time link by which the addressee takes the tapal. */
  mailLink(tapalId: string): Promise<string> | string
  /** The cover of a tapal as PDF. */
  drawCover(parcel: Parcel): Promise<Buffer>
}

const timeouts = {
  connectionTimeout: 5_000,
  greetingTimeout: 5_000,
  socketTimeout: 30_000,
  dnsTimeout: 5_000,
}

const NOT_SET_UP: Outcome = { kind: 'retry-later', code: 'mail-not-set-up', inDoubt: false }

/** Makes the connector; each call has a connection of its own and leaves none behind. */
export function createEmailConnector(deps: EmailDeps): Connector {
  const withTransport = async <T>(work: (transport: Transporter) => Promise<T>): Promise<T> => {
    const transport = createTransport({
      url: deps.mail.url,
      ...timeouts,
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
    const { office } = parcel.recipient
    if (office.email === '') return { kind: 'never', code: 'address-missing' }
    if (deps.mail.url === '') return NOT_SET_UP
    const documents: Readable[] = []
    try {
      const cover = await deps.drawCover(parcel)
      const link = await deps.mailLink(parcel.tapalId)
      for (const { sha256 } of parcel.letter.documents)
        documents.push((await deps.documents.open(sha256)).stream)
      await withTransport((transport) =>
        transport.sendMail({
          from: deps.mail.from,
          to: { name: office.name, address: office.email },
          subject: subjectOf(parcel),
          text: coverText(parcel, link),
          messageId: messageId(parcel.deliveryKey, deps.mail.from),
          headers: { 'KCS-Delivery-Key': parcel.deliveryKey, 'Auto-Submitted': 'auto-generated' },
          attachments: [
            { filename: 'cover.pdf', content: cover, contentType: 'application/pdf' },
            ...parcel.letter.documents.map(({ name, mediaType }, index) => ({
              filename: name,
              content: documents[index]!,
              contentType: mediaType,
            })),
          ],
        }),
      )
      return { kind: 'delivered', cause: 'mailed', reference: messageId(parcel.deliveryKey, deps.mail.from) }
    } catch (error) {
      return faultOf(error, documents)
    } finally {
      for (const document of documents) document.destroy()
    }
  }

  return {
    mechanism: 'email',
    traits: {
      // The same Message-ID goes out on each try, but no mail server is bound to look at it.
      idempotent: false,
      hasStatus: false,
      canWithdraw: false,
      reportsMovements: false,
      inProcess: false,
      batchSize: 10,
    },

    async capabilities() {
      if (deps.mail.url === '') return { fault: NOT_SET_UP }
      try {
        await withTransport((transport) => transport.verify())
        return { capabilities: EVERY_LETTER }
      } catch (error) {
        return { fault: outcomeOfSmtpFault(error, false) }
      }
    },

    async deliver(_endpoint, parcels) {
      const reports: DeliveryReport[] = []
      for (const parcel of parcels) reports.push({ tapalId: parcel.tapalId, outcome: await send(parcel) })
      return reports
    },

    async status() {
      throw new KcsError('internal', { detail: 'A mail cannot be asked for its status.' })
    },

    async withdraw() {
      throw new KcsError('internal', { detail: 'A mail cannot be taken back.' })
    },

    async parseCallback() {
      throw new KcsError('callback-invalid', { detail: 'Mail servers send no call-backs.' })
    },
  }
}

/** Our own store's faults are told apart from the mail server's. */
function faultOf(error: unknown, documents: readonly Readable[]): Outcome {
  const own = documents.map(({ errored }) => errored).find((fault) => fault !== null) ?? error
  if (isKcsError(own)) {
    if (own.code === 'document-damaged' || own.code === 'document-unknown')
      return { kind: 'never', code: own.code }
    throw own
  }
  return outcomeOfSmtpFault(
    error,
    documents.length > 0 && documents.every(({ readableEnded }) => readableEnded),
  )
}
