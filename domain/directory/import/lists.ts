// The lists of the directory by their names.

import { CHARGES } from './charge'
import { EMPLOYEES } from './employee'
import { GROUPS } from './group'
import type { AnyList } from './list'
import type { ListName } from './names'
import { OFFICES } from './office'
import { POSTS } from './sanctioned-post'
import { SEATS } from './seat'

export const LISTS = {
  offices: OFFICES,
  seats: SEATS,
  'sanctioned-posts': POSTS,
  employees: EMPLOYEES,
  charges: CHARGES,
  groups: GROUPS,
} satisfies Record<ListName, AnyList>
