// What people at the desks of the reference e-Office can do with a dak.

import { z } from 'zod'

const word = z.string().min(1).max(200)

export const deskActSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('DIARISED') }),
  z.strictObject({ type: z.literal('VIEWED') }),
  z.strictObject({ type: z.literal('MOVED'), toDesk: word }),
  z.strictObject({ type: z.literal('PUT_IN_FILE'), fileNo: word }),
  z.strictObject({ type: z.literal('CLOSED') }),
  z.strictObject({
    type: z.literal('REJECTED'),
    errorCode: word,
    remarks: z.string().min(1).max(1000),
    rightOfficeCode: word.optional(),
  }),
  z.strictObject({ type: z.literal('RETURNED'), remarks: z.string().min(1).max(1000) }),
])
export type DeskAct = z.infer<typeof deskActSchema>
