// A letter in the words of the KCS Agent Protocol: the same whether it is brought to an agent or fetched by one.

import { z } from 'zod'
import { LANGUAGES, LETTER_KINDS, URGENCIES } from '../domain/letters/dispatch/dispatch'
import { PURPOSES } from '../domain/letters/dispatch/recipients'
import { type Parcel } from './connector'

const officeSchema = z.object({ code: z.string(), name: z.string(), nameMl: z.string(), address: z.string() })
const seatSchema = z.object({ id: z.string(), designation: z.string(), section: z.string() })
const partySchema = z.object({ office: officeSchema, seat: seatSchema })

/** What stands in a letter that is brought to an agent, or that an agent fetches. */
export const envelopeSchema = z.object({
  deliveryKey: z.string(),
  purpose: z.enum(PURPOSES),
  acknowledgeWithinSeconds: z.number(),
  sender: partySchema,
  recipient: partySchema,
  letter: z.object({
    dispatchId: z.string(),
    despatchNumber: z.string(),
    kind: z.enum(LETTER_KINDS),
    subject: z.string(),
    letterNumber: z.string(),
    letterDate: z.string(),
    fileNumber: z.string(),
    urgency: z.enum(URGENCIES),
    language: z.enum(LANGUAGES),
    acceptedAt: z.string(),
  }),
  documents: z.array(
    z.object({
      name: z.string(),
      mediaType: z.string(),
      size: z.number(),
      sha256: z.string(),
      href: z.string(),
    }),
  ),
})
export type Envelope = z.infer<typeof envelopeSchema>

/** The envelope of a tapal; it is the same on every try. */
export function envelopeOf(parcel: Parcel, publicUrl: string): Envelope {
  const { letter } = parcel
  return {
    deliveryKey: parcel.deliveryKey,
    purpose: parcel.purpose,
    acknowledgeWithinSeconds: parcel.acknowledgeWithinSeconds,
    sender: party(letter.sender),
    recipient: party(parcel.recipient),
    letter: {
      dispatchId: letter.dispatchId,
      despatchNumber: letter.despatchNumber,
      kind: letter.kind,
      subject: letter.subject,
      letterNumber: letter.letterNumber,
      letterDate: letter.letterDate,
      fileNumber: letter.fileNumber,
      urgency: letter.urgency,
      language: letter.language,
      acceptedAt: letter.acceptedAt.toISOString(),
    },
    documents: letter.documents.map(({ name, mediaType, size, sha256 }) => ({
      name,
      mediaType,
      size,
      sha256,
      href: `${publicUrl}/v1/documents/${sha256}/content`,
    })),
  }
}

function party({ office, seat }: Parcel['recipient']): Envelope['recipient'] {
  return {
    office: { code: office.code, name: office.name, nameMl: office.nameMl, address: office.address },
    seat: { id: seat.id, designation: seat.designation, section: seat.section },
  }
}
