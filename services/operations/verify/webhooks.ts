// A webhook is sent what its agent is told, or is dead; nothing of it is forgotten.

import type { Check, Finding } from './check'

export const webhooks: Check<'subscription'> = {
  name: 'webhooks',
  of: 'subscription',
  begin:
    ({ repositories }) =>
    async (page) => {
      const found = await Promise.all(
        [...new Set(page.map(({ agent }) => agent))].map((agent) => repositories.agents.byId(agent)),
      )
      const known = new Set(found.flatMap((agent) => (agent ? [agent.id] : [])))
      return page.flatMap(({ id, agent, state, nextAttemptAt, upTo, cursor, replay, diedAt }): Finding[] => {
        if (!known.has(agent)) return [{ id, what: 'belongs to an agent that is not there' }]
        if (state === 'dead') {
          if (nextAttemptAt !== null) return [{ id, what: 'is dead, and a try is to come' }]
          return diedAt === null ? [{ id, what: 'is dead, and nobody knows since when' }] : []
        }
        const owes = upTo > cursor || replay !== null
        return owes && nextAttemptAt === null
          ? [{ id, what: 'has changes to send, and no try is to come' }]
          : []
      })
    },
}
