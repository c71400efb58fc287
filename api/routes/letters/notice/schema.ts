// What a seat or the operators were told.

import { z } from 'zod'
import { NOTICE_KINDS } from '../../../../domain/letters/notice/notice'
import { instant, seatId } from '../../../http/fields'

export const noticeQuery = z.strictObject({ seat: seatId.optional() })

export const noticeSchema = z
  .object({
    id: z.string(),
    kind: z.enum(NOTICE_KINDS),
    seat: z.string().nullable(),
    address: z.string().meta({
      description:
        'The address that took no message, for `notice-undeliverable`; the channel, for `channel-refused`; else empty.',
    }),
    tapal: z
      .string()
      .nullable()
      .meta({ description: 'Null where the notice is about many tapals of a letter or system.' }),
    dispatch: z.string().nullable(),
    endpoint: z.string().nullable(),
    level: z.number(),
    at: instant,
  })
  .meta({ id: 'Notice' })

export type NoticeResponse = z.infer<typeof noticeSchema>
export const noticeListSchema = z.object({ items: z.array(noticeSchema) })
