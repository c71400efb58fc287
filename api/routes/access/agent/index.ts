// Filing systems: their registration by administrators, and what each sees and does of its own by its key.

import type { Route } from '../../../http/route'
import { addAgentKeyRoute } from './add-key'
import { addOwnKeyRoute } from './add-own-key'
import { listAgentsRoute } from './list'
import { readAgentRoute } from './read'
import { readOwnAgentRoute } from './read-own'
import { registerAgentRoute } from './register'
import { revokeAgentKeyRoute } from './revoke-key'
import { revokeOwnKeyRoute } from './revoke-own-key'

export const agents: readonly Route[] = [
  registerAgentRoute,
  listAgentsRoute,
  readAgentRoute,
  addAgentKeyRoute,
  revokeAgentKeyRoute,
  readOwnAgentRoute,
  addOwnKeyRoute,
  revokeOwnKeyRoute,
]
