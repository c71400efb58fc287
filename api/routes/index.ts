// All routes: one line per resource, under the wing and the name of its folder.

import type { Route } from '../http/route'
import { agents } from './access/agent'
import { sessions } from './access/session'
import { subscriptions } from './access/subscription'
import { calendars } from './directory/calendar'
import { charges } from './directory/charge'
import { employees } from './directory/employee'
import { listExports } from './directory/export'
import { groups } from './directory/group'
import { handovers } from './directory/handover'
import { imports } from './directory/import'
import { offices } from './directory/office'
import { sanctionedPosts } from './directory/sanctioned-post'
import { directorySearch } from './directory/search'
import { seats } from './directory/seat'
import { agentFeeds } from './letters/agent-feed'
import { callbacks } from './letters/callback'
import { deliveries } from './letters/delivery'
import { despatchLists } from './letters/despatch-list'
import { dispatches } from './letters/dispatch'
import { documents } from './letters/document'
import { endpoints } from './letters/endpoint'
import { stream } from './letters/feed'
import { inwards } from './letters/inward'
import { ledgers } from './letters/ledger'
import { take } from './letters/mail-link'
import { notices } from './letters/notice'
import { routingRules } from './letters/routing-rule'
import { serviceLevels } from './letters/service-level'
import { tapals } from './letters/tapal'
import { desk } from './operations/desk'
import { docs } from './operations/docs'
import { flows } from './operations/flow'
import { health } from './operations/health'

export const ROUTES: Readonly<Record<string, readonly Route[]>> = {
  'access/agent': agents,
  'access/session': sessions,
  'access/subscription': subscriptions,
  'directory/calendar': calendars,
  'directory/charge': charges,
  'directory/employee': employees,
  'directory/export': listExports,
  'directory/group': groups,
  'directory/handover': handovers,
  'directory/import': imports,
  'directory/office': offices,
  'directory/sanctioned-post': sanctionedPosts,
  'directory/search': directorySearch,
  'directory/seat': seats,
  'letters/agent-feed': agentFeeds,
  'letters/callback': callbacks,
  'letters/delivery': deliveries,
  'letters/despatch-list': despatchLists,
  'letters/dispatch': dispatches,
  'letters/document': documents,
  'letters/endpoint': endpoints,
  'letters/feed': stream,
  'letters/inward': inwards,
  'letters/ledger': ledgers,
  'letters/mail-link': take,
  'letters/notice': notices,
  'letters/routing-rule': routingRules,
  'letters/service-level': serviceLevels,
  'letters/tapal': tapals,
  'operations/desk': desk,
  'operations/docs': docs,
  'operations/flow': flows,
  'operations/health': health,
}

export const ALL_ROUTES: readonly Route[] = Object.values(ROUTES).flat()
