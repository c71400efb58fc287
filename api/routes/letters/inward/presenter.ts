// Letters given out, and what came of one, as the API returns them; and what is said of one, as a report.

import type { z } from 'zod'
import { dayInKerala } from '../../../../domain/common/clock/ist'
import { deliveryKey } from '../../../../domain/letters/tapal/keys'
import type { Desk } from '../../../../domain/letters/tapal/event'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import type { GivenPage } from '../../../../services/letters/inward/give-out'
import type { InwardReport } from '../../../../services/letters/inward/report'
import type { deskSchema, InwardsResponse, InwardStateResponse } from './schema'

export function presentInwards({ letters, more, recalled }: GivenPage): InwardsResponse {
  return {
    items: letters.map(({ id, lease, envelope }) => ({
      id,
      lease: { id: lease.id, until: lease.until.toISOString(), given: lease.given },
      ...envelope,
    })),
    more,
    withdrawals: recalled.map(({ id, reference, at }) => ({
      id,
      deliveryKey: deliveryKey(id),
      reference,
      recalledAt: at?.toISOString() ?? null,
    })),
  }
}

export function presentInwardState({ id, state, reference, diary }: Tapal): InwardStateResponse {
  return {
    id,
    deliveryKey: deliveryKey(id),
    state,
    reference,
    diary: diary && { number: diary.number, date: dayInKerala(diary.date) },
  }
}

type Saying<Report> = Report extends InwardReport ? Omit<Report, 'key' | 'at'> : never

/** The Idempotency-Key is the key of the report; it happened now, unless the agent says when. */
export function reportOf(
  said: Saying<InwardReport>,
  key: string,
  at: string | undefined,
  now: Date,
): InwardReport {
  return { ...said, key, at: at === undefined ? now : new Date(at) }
}

/** A desk without the members that were left out. */
export function deskOf({ to, from, file }: Omit<z.output<typeof deskSchema>, 'at'>): Desk {
  return { to, ...(from === undefined ? {} : { from }), ...(file === undefined ? {} : { file }) }
}
