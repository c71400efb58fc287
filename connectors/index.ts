// The registry: one line per filing system.

import { type Mechanism } from '../domain/letters/delivery/mechanism'
import { type AddressRules } from './address'
import { type Connector } from './connector'
import { createEmailConnector, type EmailDeps } from './email'
import { createEofficeConnector, type EofficeDeps } from './eoffice'
import { createHttpClient, type HttpLimits } from './http'
import { createKcsAgentConnector, type KcsAgentDeps } from './kcs-agent'
import { createPrintConnector, type PrintDeps } from './print'
import { createPushConnector, type PushDeps } from './push'

/** What the connectors need of the rest of KCS; each folder declares its own part. */
export type ConnectorDeps = Omit<PushDeps & EofficeDeps, 'http' | 'now'> &
  EmailDeps &
  KcsAgentDeps &
  PrintDeps &
  AddressRules & {
    /** Shorter limits for tests; the defaults are those of design §6. */
    httpLimits?: Partial<HttpLimits>
    now?: () => Date
  }

/** All connectors by mechanism. */
export function createConnectors(deps: ConnectorDeps): Record<Mechanism, Connector> {
  const http = createHttpClient({ allowLoopback: deps.allowLoopback }, deps.httpLimits)
  const now = deps.now ?? (() => new Date())
  return {
    push: createPushConnector({ http, now, publicUrl: deps.publicUrl }),
    'kcs-agent': createKcsAgentConnector(deps),
    eoffice: createEofficeConnector({ http, now, documents: deps.documents }),
    email: createEmailConnector(deps),
    print: createPrintConnector(deps),
  }
}
