// What is open in a seat: tapals not closed, and letters it sent that still wait for something.

import type { Repositories } from '../../../database'
import type { OpenCounts, OpenItem } from '../../../domain/directory/handover/handover'

/** Listed at most of each kind; the counts tell of all. */
const MOST = 10_000

export interface OpenItems {
  items: OpenItem[]
  counts: OpenCounts
}

/** Everything open in the seat, what is due first at the head; two round trips where it has letters under way, else one. */
export async function openItems(
  { tapals, dispatches }: Pick<Repositories, 'tapals' | 'dispatches'>,
  seat: string,
  now: Date,
): Promise<OpenItems> {
  const sending = dispatches.underWay(seat, MOST).then(async (underWay) => ({
    ...underWay,
    due: await tapals.firstDue(underWay.items.map(({ id }) => id)),
  }))
  const [lying, sent] = await Promise.all([tapals.lyingIn(seat, now, MOST), sending])
  const items: OpenItem[] = [
    ...lying.items.map((tapal) => ({ kind: 'tapal' as const, ...tapal })),
    ...sent.items.map(({ id, state }) => ({
      kind: 'dispatch' as const,
      id,
      dispatch: id,
      state,
      dueAt: sent.due.get(id) ?? null,
    })),
  ]
  const when = ({ dueAt }: OpenItem) => dueAt?.getTime() ?? Infinity
  // The oldest first among those of which nothing is due; subtracting would make no number of two infinities.
  items.sort((one, two) => (when(one) === when(two) ? (one.id < two.id ? -1 : 1) : when(one) - when(two)))
  return { items, counts: { tapals: lying.count, dispatches: sent.count, overdue: lying.overdue } }
}
