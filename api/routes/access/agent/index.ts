// Registration of filing systems, by administrators.

import type { Route } from '../../../http/route'
import { addAgentKeyRoute } from './add-key'
import { listAgentsRoute } from './list'
import { readAgentRoute } from './read'
import { registerAgentRoute } from './register'
import { revokeAgentKeyRoute } from './revoke-key'

export const agents: readonly Route[] = [
  registerAgentRoute,
  listAgentsRoute,
  readAgentRoute,
  addAgentKeyRoute,
  revokeAgentKeyRoute,
]
