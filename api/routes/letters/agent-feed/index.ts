// What agents are told of.

import type { Route } from '../../../http/route'
import { readChangesRoute } from './read-changes'

export const agentFeeds: readonly Route[] = [readChangesRoute]
