// The row of the toy case: what the table asks, answered by its own record.

import { z } from 'zod'
import type { CaseOf } from '../../../process/cases/case'
import { idsOfParts } from '../../../database/common/parts'
import { windowOf } from '../../../database/common/window'
import { type Found, none, type Reading } from '../../../services/operations/duty/case'
import type { ToyProgress } from './messages'
import { toyManifest } from './manifest'
import type { Toys } from './record'

export type ToyActivities = ReturnType<typeof toyActivities>

export function toyActivities(toys: Toys) {
  return {
    async readToy(toyId: string): Promise<ToyProgress> {
      const toy = await toys.findOne({ _id: toyId })
      return { decidedBy: toy?.decision?.by ?? null, next: toy?.dueAt.getTime() ?? null }
    },
    async endToy(toyId: string): Promise<void> {
      await toys.updateOne({ _id: toyId }, { $set: { state: 'ended' } })
    },
  }
}

export function toyCase(toys: Toys): CaseOf<'toy'> {
  const idsOf = async (filter: Parameters<Toys['find']>[0], limit: number): Promise<string[]> =>
    (await toys.find(filter, { limit, sort: { _id: 1 } }).toArray()).map(({ _id }) => _id)
  const foundIn = async (
    field: string,
    filter: Record<string, unknown>,
    before: Date,
    reading: Reading,
  ): Promise<Found> => {
    const { items, next } = await windowOf(toys as never, filter, { field, before }, reading)
    return { items: items.map(({ _id }: { _id: string }) => _id), next }
  }
  return {
    name: 'toy',
    manifest: toyManifest,
    input: z.strictObject({ toyId: z.string() }),
    signals: { decided: z.strictObject({ by: z.string() }), look: null },
    activities: () => toyActivities(toys),
    exists: async (_repositories, toyId) => (await toys.findOne({ _id: toyId })) !== null,
    streamed: ({ subject, state }) => [{ event: 'toy', data: { id: subject, state } }],

    unstarted: (_deps, before, reading) => foundIn('acceptedAt', { started: false }, before, reading),
    noteStarted: async (_deps, toyId) =>
      void (await toys.updateOne({ _id: toyId }, { $set: { started: true } })),
    untold: (_deps, before, reading) => foundIn('decision.at', { 'decision.told': false }, before, reading),
    async tell({ runs }, toyId) {
      const toy = await toys.findOne({ _id: toyId })
      await runs.signal('toy', toyId, 'decided', { by: toy?.decision?.by ?? '' })
      await toys.updateOne({ _id: toyId }, { $set: { 'decision.told': true } })
    },
    stalled: none.found,
    overdue: (_deps, before, reading) => foundIn('dueAt', { state: 'open' }, before, reading),
    remind: async ({ runs }, toyId) => void (await runs.signal('toy', toyId, 'look')),
    open: (_deps, above, limit) => idsOf({ state: 'open', _id: { $gt: above } }, limit),
    async standings(_deps, subjects) {
      const rows = await toys.find({ _id: { $in: [...subjects] } }).toArray()
      return new Map(rows.map(({ _id, state }) => [_id, state === 'open' ? 'open' : 'ended']))
    },
    eachRound: none.act,
    follow: [
      async (_deps, { limit, parts, except }) => {
        const inParts = idsOfParts(parts)
        const which = [{ _id: { $nin: [...except] } }, ...(inParts ? [{ _id: inParts }] : [])]
        const rows = await toys.find({ followed: false, $and: which }, { limit }).toArray()
        if (rows.length === 0) return null
        const ids = rows.map(({ _id }) => _id)
        return {
          full: rows.length === limit,
          ids,
          entries: async () => ({
            audit: rows.map(({ _id, acceptedAt }) => ({
              ...{ id: `toy:${_id}:1`, thing: 'case' as const, subject: _id, what: 'toy-accepted' },
              ...{ from: null, to: 'open', actor: { kind: 'kcs' as const }, at: acceptedAt },
            })),
            feed: rows.map(({ _id, acceptedAt }) => ({
              ...{ id: `toy:${_id}:1`, case: 'toy', subject: _id, tapal: '', dispatch: '' },
              ...{ state: 'open', sequence: 1, seats: ['SEND/SO'], at: acceptedAt },
            })),
            notices: [],
          }),
          done: async () => void (await toys.updateMany({ _id: { $in: ids } }, { $set: { followed: true } })),
        }
      },
    ],
  }
}
