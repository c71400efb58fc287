// A service checks its caller itself, whichever door the caller came by.

import { createRepositories, type Repositories } from '../../../database'
import { codeOf } from '../../support/code-of'
import type { Role } from '../../../domain/access/account/roles'
import { createSecrets } from '../../../secrets'
import { addAgentKey } from '../../../services/access/agent/add-key'
import { registerAgent } from '../../../services/access/agent/register'
import { revokeAgentKey } from '../../../services/access/agent/revoke-key'
import { actingOf } from '../../../services/access/right/acting'
import { accountIdentity, type Caller } from '../../../services/access/right/identity'
import { putCalendar } from '../../../services/directory/calendar/put'
import { enterOffice } from '../../../services/directory/office/enter'
import { newGeneralLevel } from '../../../domain/letters/service-level/general'
import { endServiceLevel } from '../../../services/letters/service-level/end'
import { putServiceLevel } from '../../../services/letters/service-level/put'
import { newStateCalendar } from '../../../domain/common/clock/calendar'
import { runsWithoutSoon } from '../../../process/runs'
import type { ServiceDeps } from '../../../services/deps'
import { openRoom, type Room } from '../../database/room'
import { recordingRuns } from '../../support/recording-runs'

const now = new Date('2026-11-22T06:00:00Z')
let room: Room
let repositories: Repositories
beforeAll(async () => {
  room = await openRoom()
  repositories = createRepositories(await room.another())
})
afterAll(() => room.close())

const account = async (roles: Role[]): Promise<Caller> =>
  accountIdentity(
    { login: 'someone', employee: 'PEN-1', passwordHash: 'x', roles, language: 'en', active: true },
    {
      hash: 'h',
      login: 'someone',
      employee: 'PEN-1',
      csrfToken: 't',
      startedAt: now,
      usedAt: now,
      expiresAt: now,
    },
    await actingOf(repositories, 'PEN-1', now),
  )
const agent: Caller = {
  kind: 'agent',
  agent: { id: 'A', name: 'A', offices: ['RECV'], endpoint: null, keys: [], createdAt: now },
  keyId: 'k',
}
const idempotencyKey = 'K1'
/** Nobody gets so far as to tell a run. */
const told = { runs: runsWithoutSoon(recordingRuns()), connectors: {} as ServiceDeps['connectors'] }
const level = { ...newGeneralLevel(), id: 'own', from: null, version: null }
const calendar = { ...newStateCalendar(), id: 'own', version: null }
const acts: [string, string, (caller: Caller) => Promise<unknown>][] = [
  [
    'registering an agent',
    'forbidden',
    (caller) => {
      const secrets = createSecrets('ab'.repeat(32))
      const deps = { ...told, repositories, secrets, addressFault: () => null }
      return registerAgent(deps, caller, { name: 'A', offices: [], idempotencyKey }, now)
    },
  ],
  [
    'adding a key',
    'forbidden',
    (caller) => {
      const deps = { repositories, secrets: createSecrets('ab'.repeat(32)) }
      return addAgentKey(deps, caller, { agent: 'A', idempotencyKey }, now)
    },
  ],
  [
    'revoking a key',
    'forbidden',
    (caller) => revokeAgentKey({ ...told, repositories }, caller, { agent: 'A', key: 'k' }, now),
  ],
  ['setting a service level', 'forbidden', (caller) => putServiceLevel({ repositories }, caller, level, now)],
  [
    'ending a service level',
    'forbidden',
    (caller) => endServiceLevel({ repositories }, caller, { id: 'general', version: 1, until: null }, now),
  ],
  ['keeping a calendar', 'forbidden', (caller) => putCalendar({ repositories }, caller, calendar, now)],
  [
    'entering an office at the top',
    'not-office-admin',
    (caller) => {
      const office = { code: 'T', name: 'T', parent: null, facts: {}, activeFrom: null, activeUntil: null }
      return enterOffice({ repositories }, caller, { ...office, headSeat: null }, now)
    },
  ],
]

test.each(acts)('%s: %s for an officer and for a filing system', async (_what, code, act) => {
  expect(await codeOf(act(await account(['officer', 'department-admin'])))).toBe(code)
  expect(await codeOf(act(agent))).toBe(code)
})
