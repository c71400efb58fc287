// The registry: one line per filing system.

import { type Mechanism } from '../domain/letters/systems'
import { type Connector } from './connector'
import { createDdfsConnector } from './ddfs'
import { createEmailConnector, type EmailDeps } from './email'
import { createEofficeConnector } from './eoffice'
import { type DropRules } from './folder-address'
import { createHttpClient, type HttpLimits } from './http'
import { type HttpDeps } from './http-connector'
import { createDownloader } from './http-download'
import { createIapsConnector } from './iaps'
import { createIlgmsConnector } from './ilgms'
import { createKcsAgentConnector, type KcsAgentDeps } from './kcs-agent'
import { createKsmartConnector } from './ksmart'
import { createPrintConnector, type PrintDeps } from './print'
import { createPullConnector, type PullDeps } from './pull'
import { createPushConnector } from './push'
import { createSoochikaConnector } from './soochika'

/** What the connectors need of the rest of KCS; each folder declares its own part. */
export type ConnectorDeps = Omit<HttpDeps, 'http' | 'download' | 'now'> &
  EmailDeps &
  KcsAgentDeps &
  PrintDeps &
  PullDeps &
  DropRules & {
    /** Shorter limits for tests; the defaults are those of design §6. */
    httpLimits?: Partial<HttpLimits>
    now?: () => Date
  }

/** All connectors by mechanism. */
export function createConnectors(deps: ConnectorDeps): Record<Mechanism, Connector> {
  const { allowLoopback, dropRoot, httpLimits, publicUrl, documents, now = () => new Date() } = deps
  const rules = { allowLoopback }
  const http = {
    http: createHttpClient(rules, httpLimits),
    download: createDownloader(rules, httpLimits),
    now,
    publicUrl,
    documents,
  }
  return {
    push: createPushConnector(http),
    pull: createPullConnector(deps),
    'kcs-agent': createKcsAgentConnector(deps),
    eoffice: createEofficeConnector(http),
    email: createEmailConnector(deps),
    print: createPrintConnector(deps),
    ddfs: createDdfsConnector(http),
    iaps: createIapsConnector({ documents, now, rules: { allowLoopback, dropRoot }, limits: httpLimits }),
    ilgms: createIlgmsConnector(http),
    ksmart: createKsmartConnector(http),
    soochika: createSoochikaConnector(http),
  }
}
