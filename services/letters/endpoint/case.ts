// What the duties find in the record of endpoints.

import { addressesOf } from '../../../domain/letters/notice/channels'
import { endpointNotices } from '../../../domain/letters/notice/plan'
import { contactsFor } from '../notice/contacts'
import { type CaseDuties, type DutyDeps, none, type Standing } from '../../operations/duty/case'
import { followEndpoints } from './follow'

const BATCH = 200

/** One run for each endpoint at which tapals are parked. */
export const endpointDuties: CaseDuties = {
  name: 'endpoint',
  // A run that is there looks again by itself: to start it does nothing, and to tell it would only fill its history.
  unstarted: async (deps) => ({ items: await ownable(deps), next: null }),
  noteStarted: none.act,
  untold: none.found,
  tell: none.act,
  stalled: none.found,
  overdue: none.found,
  remind: none.act,
  async open(deps, above, limit) {
    const endpoints = (await ownable(deps)).sort()
    return endpoints.filter((endpoint) => endpoint > above).slice(0, limit)
  },
  async standings({ repositories: { endpoints, tapals } }, subjects) {
    const parked = new Set(await tapals.endpointsWithParked())
    const endpointsById = await endpoints.byIds(subjects)
    return new Map(
      [...endpointsById].map(([id, { state, pausedBy }]): [string, Standing] => {
        // A pause of ours may have a run where nothing is parked: of a system from which letters are collected.
        const isOurs = state === 'paused' && pausedBy === 'kcs'
        return [id, parked.has(id) || isOurs ? 'open' : 'ended']
      }),
    )
  },
  async eachRound({ repositories, channels }, now) {
    const { endpoints, notices } = repositories
    for (const state of ['paused', 'gone'] as const) {
      let above: string | null = ''
      while (above !== null) {
        const endpointPage = await endpoints.inState(state, { above, limit: BATCH })
        if (endpointPage.length > 0) {
          const addresses = channels && addressesOf(channels)
          const contactsOf = await contactsFor({ repositories }, [{ role: 'operator' }], now, addresses)
          await notices.add(
            endpointPage.flatMap(({ id, pausedAt }) =>
              endpointNotices({ id, state, since: pausedAt ?? now }, contactsOf),
            ),
          )
        }
        above = endpointPage.length < BATCH ? null : endpointPage[endpointPage.length - 1]!.id
      }
    }
  },
  follow: [followEndpoints],
}

/** Endpoints with parked tapals. One that is not in the record can have no run: its letters are told of in the log. */
async function ownable({ repositories: { endpoints, tapals }, log }: DutyDeps): Promise<string[]> {
  const parked = await tapals.endpointsWithParked()
  const endpointsById = await endpoints.byIds(parked)
  for (const id of parked)
    if (!endpointsById.has(id))
      log.warn({ case: 'endpoint', id }, 'letters are parked at an endpoint that is not there')
  return parked.filter((id) => endpointsById.has(id))
}
