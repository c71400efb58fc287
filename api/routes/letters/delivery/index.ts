// What was brought to the offices of an agent, for itself.

import type { Route } from '../../../http/route'
import { listOwnDeliveriesRoute } from './list-own'
import { redeliverOwnRoute } from './redeliver-own'

export const deliveries: readonly Route[] = [listOwnDeliveriesRoute, redeliverOwnRoute]
