// What people at the desks of the reference DDFS can do with a letter, and what it writes down of it for KCS.

import { z } from 'zod'
import { type DdfsAct } from '../schema'

const shortText = z.string().min(1).max(200)
const remarks = z.string().min(1).max(1000)

export const deskActSchema = z.discriminatedUnion('act', [
  /** With a diary number of the desk's own; without one that of the job. */
  z.strictObject({ act: z.literal('ACKNOWLEDGED'), diaryNo: shortText.optional() }),
  z.strictObject({ act: z.literal('OPENED') }),
  z.strictObject({ act: z.literal('MOVED'), toDesk: shortText }),
  z.strictObject({ act: z.literal('PUT_IN_FILE'), fileNo: shortText }),
  z.strictObject({ act: z.literal('CLOSED') }),
  z.strictObject({
    act: z.literal('REJECTED'),
    fault: shortText,
    remarks,
    rightOffice: shortText.optional(),
  }),
  z.strictObject({ act: z.literal('RETURNED'), remarks }),
])
export type DeskAct = z.infer<typeof deskActSchema>

/** An act in the form in which it is offered to KCS; the number of its entry is added there. */
export type WrittenAct = DdfsAct
