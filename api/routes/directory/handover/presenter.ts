// Handovers as the API returns them: with the names of both and the subjects of the letters.

import type { Repositories } from '../../../../database'
import type { Handover, OpenItem } from '../../../../domain/directory/handover/handover'
import type { RouteResponse } from '../../../http/route'
import type { HandoverResponse, OpenItemResponse } from './schema'

const LISTED = 1000

/** One round trip, however many items; those beyond the thousandth are counted only. */
export async function presentItems(
  { dispatches }: Pick<Repositories, 'dispatches'>,
  items: readonly OpenItem[],
): Promise<OpenItemResponse[]> {
  const itemsShown = items.slice(0, LISTED)
  if (itemsShown.length === 0) return []
  const letters = await dispatches.byIds([...new Set(itemsShown.map(({ dispatch }) => dispatch))])
  const subjects = new Map(letters.map(({ id, subject }) => [id, subject]))
  return itemsShown.map(({ kind, id, state, dueAt, dispatch }) => ({
    kind,
    id,
    subject: subjects.get(dispatch) ?? '',
    state,
    dueAt: dueAt?.toISOString() ?? null,
  }))
}

export async function presentHandovers(
  repositories: Pick<Repositories, 'dispatches' | 'employees'>,
  handovers: readonly Handover[],
): Promise<HandoverResponse[]> {
  const pens = handovers.flatMap(({ from, to }) => (from === null ? [to] : [from, to]))
  const [names, items] = await Promise.all([
    repositories.employees.byPens([...new Set(pens)]),
    Promise.all(handovers.map((handover) => presentItems(repositories, handover.items))),
  ])
  const nameOf = (pen: string) => names.get(pen)?.name ?? pen
  return handovers.map(({ charge: _charge, kind: _kind, ...handover }, i) => ({
    ...handover,
    fromName: handover.from === null ? null : nameOf(handover.from),
    toName: nameOf(handover.to),
    givenAt: handover.givenAt.toISOString(),
    takenAt: handover.takenAt?.toISOString() ?? null,
    items: items[i]!,
  }))
}

/** The response with one handover; 201 names its place. */
export async function presentHandover(
  repositories: Pick<Repositories, 'dispatches' | 'employees'>,
  handover: Handover,
  status: 200 | 201 = 200,
): Promise<RouteResponse> {
  const [body] = await presentHandovers(repositories, [handover])
  const headers = status === 201 ? { headers: { location: `/v1/handovers/${handover.id}` } } : {}
  return { status, body, ...headers }
}
