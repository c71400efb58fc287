// Groups of recipients, kept on their version.

import type { Connection } from 'mongoose'
import { keptObjects } from '../../common/kept-objects'
import type { RisingPage } from '../../common/page'
import { groupCollection } from './schema'

/** Groups; a change is made only on the version it was meant for. */
export function groupRepository(connection: Connection) {
  const { byIds, byId, page, add, change } = keptObjects(connection, groupCollection, 'group')

  return {
    byIds,
    byId,
    add,
    change,

    /** A page of groups by id; those kept by an office, where one is named. */
    list: (office: string | null, request: RisingPage) => page(office === null ? {} : { office }, request),
  }
}
