// What people at the counter and at the seats of the reference K-SMART can do with a file.

import { z } from 'zod'

const shortText = z.string().min(1).max(200)
const words = z.string().min(1).max(1000)

export const seatActSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('FILE') }),
  z.strictObject({ action: z.literal('OPEN') }),
  z.strictObject({ action: z.literal('FORWARD'), toSeat: shortText }),
  z.strictObject({ action: z.literal('ATTACH'), parentFileNo: shortText }),
  z.strictObject({ action: z.literal('DISPOSE') }),
  z.strictObject({
    action: z.literal('REJECT'),
    reasonCode: shortText,
    remarks: words,
    rightLocalBodyCode: shortText.optional(),
  }),
  z.strictObject({ action: z.literal('SEND_BACK'), remarks: words }),
])
export type SeatAct = z.infer<typeof seatActSchema>
