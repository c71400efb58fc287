// All routes: one line per resource, under the name of its folder.

import type { Route } from '../http/route'
import { agents } from './agents'
import { calendars } from './calendars'
import { callbacks } from './callbacks'
import { charges } from './charges'
import { despatchLists } from './despatch-lists'
import { directorySearch } from './directory-search'
import { dispatches } from './dispatches'
import { docs } from './docs'
import { documents } from './documents'
import { employees } from './employees'
import { endpoints } from './endpoints'
import { listExports } from './exports'
import { flows } from './flows'
import { groups } from './groups'
import { handovers } from './handovers'
import { health } from './health'
import { imports } from './imports'
import { notices } from './notices'
import { offices } from './offices'
import { routingRules } from './routing-rules'
import { sanctionedPosts } from './sanctioned-posts'
import { seats } from './seats'
import { sessions } from './session'
import { stream } from './stream'
import { take } from './take'
import { tapals } from './tapals'

export const ROUTES: Readonly<Record<string, readonly Route[]>> = {
  agents,
  calendars,
  callbacks,
  charges,
  'despatch-lists': despatchLists,
  'directory-search': directorySearch,
  dispatches,
  docs,
  documents,
  employees,
  endpoints,
  exports: listExports,
  flows,
  groups,
  handovers,
  health,
  imports,
  notices,
  offices,
  'routing-rules': routingRules,
  'sanctioned-posts': sanctionedPosts,
  seats,
  session: sessions,
  stream,
  take,
  tapals,
}

export const ALL_ROUTES: readonly Route[] = Object.values(ROUTES).flat()
