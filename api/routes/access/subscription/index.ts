// Webhooks of agents.

import type { Route } from '../../../http/route'
import { listWebhooksOfAgentRoute, listWebhooksRoute } from './list'
import { makeWebhookRoute } from './make'
import { openWebhookRoute } from './open'
import { pingWebhookRoute } from './ping'
import { listDeliveriesRoute, readWebhookRoute } from './read'
import { removeWebhookRoute } from './remove'
import { replayChangesRoute } from './replay'
import { resendChangeRoute, resendForAgentRoute } from './resend'
import { setWebhookSecretRoute } from './set-secret'

export const subscriptions: readonly Route[] = [
  makeWebhookRoute,
  listWebhooksRoute,
  readWebhookRoute,
  removeWebhookRoute,
  pingWebhookRoute,
  setWebhookSecretRoute,
  replayChangesRoute,
  openWebhookRoute,
  listDeliveriesRoute,
  resendChangeRoute,
  listWebhooksOfAgentRoute,
  resendForAgentRoute,
]
