// Groups of recipients: lists and rules that letters can be sent to.

import type { Route } from '../../../http/route'
import { changeGroupRoute } from './change'
import { listGroupsRoute } from './list'
import { addGroupRoute } from './make'
import { listGroupMembersRoute } from './members'
import { readGroupRoute } from './read'

export const groups: readonly Route[] = [
  listGroupsRoute,
  addGroupRoute,
  readGroupRoute,
  changeGroupRoute,
  listGroupMembersRoute,
]
