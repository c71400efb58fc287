// What was brought to an office, as its agent sees it: ids, codes, and what the agent itself answered.

import { deliveryKey } from '../../../../domain/letters/tapal/keys'
import type { OwnDelivery } from '../../../../services/letters/delivery/list-own'
import type { OwnDeliveryResponse } from './schema'

export function presentOwnDelivery({ tapal, trouble, isOurs, tries }: OwnDelivery): OwnDeliveryResponse {
  const { id, dispatch, office, seat, mechanism, endpoint, state, attempts, nextAttemptAt, createdAt } = tapal
  return {
    ...{ id, deliveryKey: deliveryKey(id), dispatchId: dispatch, recipient: { office, seat } },
    ...{ mechanism, endpoint: isOurs ? endpoint : null, state, trouble, attempts },
    nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
    arrivedAt: createdAt.toISOString(),
    tries: tries.map(({ at, attempt, cause, to, code, answer }) => ({
      ...{ at: at.toISOString(), attempt: attempt ?? 0, cause, state: to },
      ...{ code: code ?? null, answer: answer ?? null },
    })),
  }
}
