// What `kcs verify` says of the row of a webhook that disagrees.

import { webhooks } from '../../../services/operations/verify/webhooks'
import type { VerifyDeps } from '../../../services/operations/verify/check'

const NOW = new Date('2026-11-22T06:00:00Z')

test.each<[changed: object, what: string | null]>([
  [{}, null],
  [{ upTo: 4, nextAttemptAt: NOW }, null],
  [{ upTo: 4, nextAttemptAt: null }, 'has changes to send, and no try is to come'],
  [{ replay: { next: 1, to: 2 }, nextAttemptAt: null }, 'has changes to send, and no try is to come'],
  [{ state: 'dead', diedAt: NOW, upTo: 4, nextAttemptAt: null }, null],
  [{ state: 'dead', diedAt: NOW, nextAttemptAt: NOW }, 'is dead, and a try is to come'],
  [{ state: 'dead', diedAt: null }, 'is dead, and nobody knows since when'],
  [{ agent: 'nobody' }, 'belongs to an agent that is not there'],
])('webhooks: of one with %j it says: %s', async (changed, what) => {
  const sound = { state: 'open', cursor: 3, upTo: 3, replay: null, nextAttemptAt: null, diedAt: null }
  const agents = { byId: async (id: string) => (id === 'known' ? { id } : null) }
  const judge = webhooks.begin({ now: NOW, repositories: { agents } } as unknown as VerifyDeps)
  const row = { id: 'hook', agent: 'known', ...sound, ...changed }
  expect(await judge([row] as never)).toEqual(what === null ? [] : [{ id: 'hook', what }])
})
