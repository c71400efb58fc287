// A parcel written as a letter of the KCS Agent Protocol.

import { type Parcel } from './connector'
import { type Envelope } from './envelope'

/** The envelope of a tapal; it is the same on every try. */
export function envelopeOf(parcel: Parcel, publicUrl: string): Envelope {
  const { letter } = parcel
  return {
    deliveryKey: parcel.deliveryKey,
    ...(parcel.test ? { test: true } : {}),
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
