// Puts the mail of a tapal together; the documents stay streams and are read when the mail server takes them.

import { type Readable } from 'node:stream'
import { type SendMailOptions } from 'nodemailer'
import { isKcsError, KcsError } from '../../domain/common/error'
import { type Parcel } from '../connector'
import { type DocumentSource } from '../document-source'
import { coverText, messageId, oneLine, subjectOf } from './schema'

export interface ComposeDeps {
  documents: DocumentSource
  /** The link by which the addressee takes the tapal. */
  mailLink(tapalId: string): Promise<string> | string
  /** The sender on the envelope of its mail, to which it comes back; the one who writes it where this is left out. */
  returnPath?: ((tapalId: string) => string) | undefined
  /** The cover of a tapal as PDF. */
  drawCover(parcel: Parcel): Promise<Buffer>
}

export interface ComposedMail {
  options: SendMailOptions
  /** Whether every byte of every document has been read, so that the whole mail may have left. */
  isRead(): boolean
  /** What failed while our own documents were read, if anything did. */
  ownFault(): Error | undefined
  /** Closes what is still open of the documents. */
  close(): void
}

/** Throws what the document store, the link or the cover threw; nothing is left open then. */
export async function composeMail(deps: ComposeDeps, from: string, parcel: Parcel): Promise<ComposedMail> {
  const { letter, recipient } = parcel
  const cover = await deps.drawCover(parcel)
  const link = await deps.mailLink(parcel.tapalId)
  const streams: Readable[] = []
  const faults: Error[] = []
  const close = () => {
    for (const stream of streams) stream.destroy()
  }
  try {
    for (const { sha256 } of letter.documents) {
      const { stream } = await deps.documents.open(sha256)
      // Copied at once, for the mail library writes a code of its own into the error.
      stream.on('error', (error) => faults.push(isKcsError(error) ? new KcsError(error.code) : error))
      streams.push(stream)
    }
  } catch (error) {
    close()
    throw error
  }
  return {
    options: {
      from,
      to: { name: oneLine(recipient.office.name), address: recipient.office.email },
      // Not as a text, which would be read as a list: a mail has one recipient, whose refusal is that of the mail.
      ...(deps.returnPath
        ? {
            envelope: {
              from: deps.returnPath(parcel.tapalId),
              to: { name: '', address: recipient.office.email },
            },
          }
        : {}),
      subject: subjectOf(parcel),
      text: coverText(parcel, link),
      messageId: messageId(parcel.deliveryKey, from),
      headers: { 'KCS-Delivery-Key': parcel.deliveryKey, 'Auto-Submitted': 'auto-generated' },
      attachments: [
        { filename: 'cover.pdf', content: cover, contentType: 'application/pdf' },
        ...letter.documents.map(({ name, mediaType }, index) => ({
          filename: name,
          content: streams[index]!,
          contentType: mediaType,
        })),
      ],
    },
    isRead: () => streams.length > 0 && streams.every(({ readableEnded }) => readableEnded),
    ownFault: () => faults[0],
    close,
  }
}
