// What the duties find in the record of endpoints.

import { endpointNotices } from '../../../domain/letters/notice/plan'
import { type CaseDuties, none } from '../../operations/duty/case'

const BATCH = 200

/** One run for each endpoint at which tapals are parked. */
export const endpointDuties: CaseDuties = {
  name: 'endpoint',
  // A run that is there looks again by itself: to start it does nothing, and to tell it would only fill its history.
  unstarted: ({ repositories }) => repositories.tapals.endpointsWithParked(),
  noteStarted: none.act,
  untold: none.subjects,
  tell: none.act,
  overdue: none.subjects,
  remind: none.act,
  async open({ repositories }, above, limit) {
    const endpoints = (await repositories.tapals.endpointsWithParked()).sort()
    return endpoints.filter((endpoint) => endpoint > above).slice(0, limit)
  },
  async eachRound({ repositories: { endpoints, notices } }, now) {
    for (const state of ['paused', 'gone'] as const)
      for (const endpoint of await endpoints.inState(state, BATCH))
        await notices.add(endpointNotices({ id: endpoint.id, state, since: endpoint.pausedAt ?? now }))
  },
  follow: none.news,
}
