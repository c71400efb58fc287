// What people at the seats of the reference Soochika can do with a letter, and what they then owe KCS.

import { z } from 'zod'

const shortText = z.string().min(1).max(200)
const remarks = z.string().min(1).max(1000)

export const deskActSchema = z.discriminatedUnion('act', [
  /** Gives it its number, where it has none yet; a section is that of its register. */
  z.strictObject({ act: z.literal('Acknowledged'), section: z.string().min(1).max(30).optional() }),
  z.strictObject({ act: z.literal('Opened') }),
  z.strictObject({ act: z.literal('Moved'), toSeat: shortText }),
  z.strictObject({ act: z.literal('Filed'), fileNo: shortText }),
  z.strictObject({ act: z.literal('Closed') }),
  z.strictObject({
    act: z.literal('Refused'),
    code: shortText,
    remarks,
    rightOffice: shortText.optional(),
  }),
  z.strictObject({ act: z.literal('Returned'), remarks }),
])
export type DeskAct = z.infer<typeof deskActSchema>

/** The members of a report, as they go into the outbox. */
export interface WrittenReport {
  Id: string
  KcsKey: string
  When: string
  Act: DeskAct['act']
  Entry?: { Section: string; Number: string; Year: string; Date: string }
  FromSeat?: string
  ToSeat?: string
  Seat?: string
  FileNo?: string
  Code?: string
  Remarks?: string
  RightOffice?: string
}
