// What the duties find in the record of collections: nothing that must run, for a schedule starts each again.

import { type CaseDuties, none, type Standing } from '../../operations/duty/case'

export const collectDuties: CaseDuties = {
  name: 'collect',
  unstarted: none.found,
  noteStarted: none.act,
  untold: none.found,
  tell: none.act,
  stalled: none.found,
  overdue: none.found,
  remind: none.act,
  open: async () => [],
  async standings({ repositories: { endpoints } }, subjects) {
    const known = await endpoints.byIds(subjects)
    return new Map([...known.keys()].map((id): [string, Standing] => [id, 'open']))
  },
  eachRound: none.act,
  follow: [],
}
