// The specimen letter: marked as one in subject, number and sender, and in no register.

import type { DocumentReference } from '../dispatch/dispatch'
import { deliveryKey } from '../tapal/keys'

/** What it says of itself. */
export interface SpecimenFacts {
  subject: string
  number: string
  date: string
  fileNumber: string
}

/** The addressee, as a filing system is told of it. */
interface Party {
  office: { code: string; name: string; nameMl: string; address: string; email: string }
  seat: { id: string; designation: string; section: string }
}

/** A specimen to that addressee, with a delivery key of its own that names no tapal. It owes no acknowledgement. */
export function specimenParcel(
  { subject, number, date, fileNumber }: SpecimenFacts,
  { id, recipient, document, at }: { id: string; recipient: Party; document: DocumentReference; at: Date },
) {
  return {
    tapalId: id,
    deliveryKey: deliveryKey(id),
    attempt: 1,
    reference: null,
    recipient,
    purpose: 'information' as const,
    acknowledgeWithinSeconds: 172_800,
    letter: {
      dispatchId: id,
      despatchNumber: 'SPECIMEN/DS/2021/000001',
      kind: 'government-order' as const,
      subject: `SPECIMEN: ${subject}`,
      letterNumber: number,
      letterDate: date,
      fileNumber,
      urgency: 'normal' as const,
      language: 'en' as const,
      sender: {
        office: { code: 'SPECIMEN', name: 'Sender of a specimen', nameMl: '', address: '', email: '' },
        seat: { id: 'SPECIMEN/SENDER', designation: 'Sender of a specimen', section: '' },
      },
      documents: [document],
      acceptedAt: at,
    },
  }
}
