// Presents the history of one object: its entries in the audit log, newest first.

import type { z } from 'zod'
import type { Repositories } from '../../../database'
import type { AuditEntry } from '../../../database/access/audit/repository'
import { cursorOf, linkToNext, pageOfQuery } from '../../http/fields'
import type { RouteResponse } from '../../http/route'
import type { historyQuery } from './history-schema'

/** The response with a page of the history; `path` is the request's own, for the link to the next page. */
export async function presentHistory(
  { audit }: Pick<Repositories, 'audit'>,
  object: { thing: AuditEntry['thing']; subject: string },
  { path, query }: { path: string; query: z.output<typeof historyQuery> },
): Promise<RouteResponse> {
  const { limit, after } = pageOfQuery(query)
  const below = after === undefined ? undefined : entryAt(after)
  const { items, more } = await audit.history(object.thing, object.subject, {
    limit,
    ...(below === undefined ? {} : { below }),
  })
  const last = items.at(-1)
  const next = cursorOf(more && last ? `${last.at.getTime()} ${last.id}` : null)
  const body = { items: items.map(presentEntry), next }
  return { status: 200, body, headers: linkToNext(path, query, next) }
}

/** Where the page before ended; a cursor that is none of ours begins at the end. */
function entryAt(after: string): { at: Date; id: string } {
  const space = after.indexOf(' ')
  const time = Number(after.slice(0, space))
  return { at: new Date(Number.isSafeInteger(time) ? time : 0), id: after.slice(space + 1) }
}

function presentEntry({ what, at, actor, before, after }: AuditEntry) {
  return { what, at, actor, before: before ?? {}, after: after ?? {} }
}
