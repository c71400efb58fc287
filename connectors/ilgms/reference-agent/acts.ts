// What people in a panchayat can do with a file of the reference ILGMS.

import { z } from 'zod'

const shortText = z.string().min(1).max(200)

export const seatActSchema = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('ENTERED'), fileNo: shortText.optional() }),
  z.strictObject({ event: z.literal('OPENED') }),
  z.strictObject({ event: z.literal('MOVED'), toSeat: shortText }),
  z.strictObject({ event: z.literal('PUT_IN_FILE'), fileNo: shortText }),
  z.strictObject({ event: z.literal('DISPOSED') }),
  z.strictObject({
    event: z.literal('REJECTED'),
    errorCode: shortText,
    remarks: z.string().min(1).max(1000),
    rightOfficeCode: shortText.optional(),
  }),
  z.strictObject({ event: z.literal('RETURNED'), remarks: z.string().min(1).max(1000) }),
])
export type SeatAct = z.infer<typeof seatActSchema>

/** An act as it stands in the outbox, for KCS to collect. */
export type WrittenEvent = { type: 'EVENT'; eventId: string; letterKey: string; at: string } & (
  | { event: 'ENTERED'; fileNo: string; fileDate: string }
  | { event: 'OPENED' | 'DISPOSED' }
  | { event: 'MOVED'; fromSeat: string; toSeat: string; fileNo?: string }
  | { event: 'PUT_IN_FILE'; seat: string; fileNo: string }
  | { event: 'REJECTED'; errorCode: string; remarks: string; rightOfficeCode?: string }
  | { event: 'RETURNED'; remarks: string }
)

/** An instant as ILGMS writes it: DD-MM-YYYY HH:MM:SS in Kerala (+05:30). */
export function indianTime(at: Date): string {
  const [day = '', time = ''] = new Date(at.getTime() + 330 * 60_000).toISOString().split('T')
  return `${day.split('-').reverse().join('-')} ${time.slice(0, 8)}`
}
