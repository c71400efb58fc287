// What people at the desks of the reference e-Office can do with a dak.

import { z } from 'zod'

const shortText = z.string().min(1).max(200)

export const deskActSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('DIARISED') }),
  z.strictObject({ type: z.literal('VIEWED') }),
  z.strictObject({ type: z.literal('MOVED'), toDesk: shortText }),
  z.strictObject({ type: z.literal('PUT_IN_FILE'), fileNo: shortText }),
  z.strictObject({ type: z.literal('CLOSED') }),
  z.strictObject({
    type: z.literal('REJECTED'),
    errorCode: shortText,
    remarks: z.string().min(1).max(1000),
    rightOfficeCode: shortText.optional(),
  }),
  z.strictObject({ type: z.literal('RETURNED'), remarks: z.string().min(1).max(1000) }),
])
export type DeskAct = z.infer<typeof deskActSchema>
