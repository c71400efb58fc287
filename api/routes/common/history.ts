// Presents the history of one object: its entries in the audit log, newest first.

import type { z } from 'zod'
import type { Repositories } from '../../../database'
import type { AuditEntry } from '../../../database/access/audit/repository'
import { cursorOf, linkToNext, pageOfQuery } from '../../http/fields'
import type { RouteResponse } from '../../http/route'
import type { historyQuery } from './history-schema'
import { type Place, placeIn, placeText } from './place'

/** The response with a page of the history; `path` is the request's own, for the link to the next page. */
export async function presentHistory(
  { audit }: Pick<Repositories, 'audit'>,
  object: { thing: AuditEntry['thing']; subject: string },
  { path, query }: { path: string; query: z.output<typeof historyQuery> },
): Promise<RouteResponse> {
  const { limit, after } = pageOfQuery(query)
  const below = after === undefined ? undefined : (placeIn(after) ?? END)
  const { items, more } = await audit.history(object.thing, object.subject, {
    limit,
    ...(below === undefined ? {} : { below }),
  })
  const last = items.at(-1)
  const next = cursorOf(more && last ? placeText(last) : null)
  const body = { items: items.map(presentEntry), next }
  return { status: 200, body, headers: linkToNext(path, query, next) }
}

/** A cursor that is none of ours names the end: nothing is older. */
const END: Place = { at: new Date(0), id: '' }

function presentEntry({ what, at, actor, before, after }: AuditEntry) {
  return { what, at, actor, before: before ?? {}, after: after ?? {} }
}
