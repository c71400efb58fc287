// Which address an endpoint may have, by how its system is reached.

import { cardOf, type Mechanism } from '../domain/letters/systems'
import { addressFault } from './address'
import { dropAddressFault, type DropRules } from './folder-address'

/** Why the address of an endpoint of that system may not be used, or null if it may. */
export function endpointAddressFault(address: string, mechanism: Mechanism, rules: DropRules): string | null {
  return cardOf(mechanism).folders ? dropAddressFault(address, rules) : addressFault(address, rules)
}
