// Charges as the API returns them.

import type { Charge } from '../../../../domain/directory/charge/charge'
import type { ChargeResponse } from './schema'

export function presentCharge({ from, until, ...charge }: Charge): ChargeResponse {
  return { ...charge, from: from.toISOString(), until: until?.toISOString() ?? null }
}
