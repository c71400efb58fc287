// Collections over a real database and a real server, with clock and runs in the hand of the test.

import type { Repositories } from '../../../../database'
import { MECHANISMS } from '../../../../domain/letters/systems'
import { readLetter } from '../../../../process/read-letter'
import { createStore } from '../../../../process/compose'
import { newId } from '../../../../process/new-id'
import { collectFrom, type CollectReport } from '../../../../services/letters/collect/collect'
import type { CollectDeps } from '../../../../services/letters/collect/deps'
import { openRoom, type Room } from '../../../database/room'
import { buildOffice, buildSeat } from '../../../support/builders'
import { OPEN_SECRETS } from '../../../support/open-secrets'
import { type RecordingRuns, recordingRuns } from '../../../support/recording-runs'
import { scriptedConnector } from '../../../support/scripted-connector'
import { BACK_OFF } from '../../../support/world'
import { openStranger, type Stranger } from './stranger'

export interface Rig extends Room {
  stranger: Stranger
  runs: RecordingRuns
  deps: CollectDeps
  clock: { now: Date; pass(ms: number): void }
  /** One round, by a collector whose world a test may have changed. */
  collect(changed?: Partial<CollectDeps>): Promise<CollectReport>
  /** The letters that KCS has, by the number that the office gave them. */
  letters(): Promise<string[]>
  /** An endpoint of its own for a test, with nothing collected yet. */
  renew(): Promise<void>
}

export async function openRig(limits: Parameters<typeof openStranger>[0] = {}): Promise<Rig> {
  const room = await openRoom()
  const { repositories } = room
  const stranger = await openStranger(limits)
  const clock = {
    now: new Date('2026-11-23T06:00:00Z'),
    pass(ms: number) {
      clock.now = new Date(clock.now.getTime() + ms)
    },
  }
  const runs = recordingRuns()
  const store = createStore(room.database, () => clock.now)
  await store.prepare()
  const scripted = Object.fromEntries(MECHANISMS.map((one) => [one, scriptedConnector(one)]))
  const deps: CollectDeps = {
    repositories,
    store,
    runs,
    readLetter,
    newId,
    secrets: OPEN_SECRETS,
    connectors: { ...scripted, eoffice: stranger.connector } as unknown as CollectDeps['connectors'],
    random: () => 0.5,
    now: () => clock.now,
  }
  await repositories.offices.save([buildOffice('SEND'), buildOffice('RECV'), buildOffice('OTHER')])
  await repositories.seats.save(
    ['SEND/SO', 'SEND/TAPAL', 'RECV/TAPAL', 'OTHER/TAPAL'].map((id) => buildSeat(id)),
  )
  let count = 0
  const rig: Rig = {
    ...room,
    stranger,
    runs,
    deps,
    clock,
    collect: (changed = {}) =>
      collectFrom({ ...deps, ...changed }, { endpoint: endpoint() }, { beat: () => undefined }),
    async letters() {
      const rows = await room.database
        .collection<{ letterNumber: string; caller: string }>('dispatches')
        .find({ caller: `agent:A${count}` })
        .toArray()
      return rows.map(({ letterNumber }) => letterNumber).sort()
    },
    async renew() {
      count += 1
      stranger.outbox = []
      stranger.told = []
      stranger.asked = []
      stranger.pageSize = 100
      stranger.fault(() => false)
      runs.calls = []
      const at = clock.now
      await repositories.agents.add({
        ...{ id: `A${count}`, name: 'Stranger', offices: ['SEND'], endpoint: endpoint(), keys: [] },
        createdAt: at,
      })
      await repositories.endpoints.save({
        ...{ id: endpoint(), mechanism: 'eoffice', agent: `A${count}`, address: stranger.address },
        ...{ backOff: { ...BACK_OFF, initialMs: 20_000, factor: 3, maxMs: 3_600_000 }, concurrency: 4 },
      })
    },
    async close() {
      await stranger.close()
      await room.close()
    },
  }
  const endpoint = (): string => `E${count}`
  return Object.assign(rig, { endpointId: endpoint })
}

/** The id of the endpoint of this moment. */
export const endpointOf = (rig: Rig): string => (rig as unknown as { endpointId(): string }).endpointId()

/** The row of the collection. */
export const rowOf = (rig: Rig): ReturnType<Repositories['collects']['of']> =>
  rig.repositories.collects.of(endpointOf(rig))
