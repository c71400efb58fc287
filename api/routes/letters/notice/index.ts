// Notices of the portal.

import type { Route } from '../../../http/route'
import { listNoticesRoute } from './list'

export const notices: readonly Route[] = [listNoticesRoute]
