// Where whole letters are measured: a worker as a process of its own, and offices behind endpoints of any system.

import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { Readable } from 'node:stream'
import { plainProfile } from '../../domain/directory/office/profile'
import { newOffice } from '../../domain/directory/office/office'
import { newSeat } from '../../domain/directory/seat/seat'
import type { Dispatch } from '../../domain/letters/dispatch/record'
import { type AgentSystem, cardOf } from '../../domain/letters/systems'
import { MANIFESTS } from '../../process/cases'
import { createStore } from '../../process/compose'
import { createSecrets } from '../../secrets'
import { sealedSettings } from '../../services/letters/endpoint/settings'
import { createTemporalRuns } from '../../temporal/temporal-runs'
import { benchDispatch } from '../letters'
import { openProcesses } from '../processes'
import type { Stage } from '../stage'
import { settingsOf } from './letters'

const START = new Date('2020-01-01T00:00:00Z')
const BACK_OFF = { initialMs: 1_000, factor: 2, maxMs: 60_000, maxAttempts: 0 }

export interface World {
  stage: Stage
  runs: ReturnType<typeof createTemporalRuns>
  /** Makes an endpoint and so many offices that are reached by it; returns their codes. */
  place(place: { code: string; system: AgentSystem; address: string; offices: number }): Promise<string[]>
  /** Accepts a letter to these offices and starts its run. */
  send(offices: readonly string[], change?: Partial<Dispatch>): Promise<string>
  /** Waits until so many tapals of the letter are no longer on their way; looks every so many ms. */
  carried(dispatch: string, count: number, everyMs: number): Promise<void>
  /** The most memory that the worker has held so far, in MB. */
  peakMb(): number | null
  close(): Promise<void>
}

export async function openWorld(stage: Stage): Promise<World> {
  const secret = randomBytes(32).toString('hex')
  const processes = openProcesses(stage, secret)
  const secrets = createSecrets(secret)
  const { repositories, client, database } = stage
  const store = createStore(database, () => new Date())
  const content = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(4_096), Buffer.from('\n%%EOF\n')])
  const { sha256, size, mediaType } = await store.put(Readable.from([content]), {
    mediaType: 'application/pdf',
  })
  const documents = [{ sha256, size, mediaType, name: 'letter.pdf' }]
  const runs = createTemporalRuns(client, { manifests: MANIFESTS })
  await processes.start('worker', 'workers', { KCS_LOOPBACK_ENDPOINTS: 'true' })

  return {
    stage,
    runs,
    async place({ code, system, address, offices }) {
      await repositories.endpoints.save({
        ...{ id: code, mechanism: system, agent: null, address, backOff: BACK_OFF },
        concurrency: cardOf(system).concurrency,
        sealedSettings: sealedSettings(secrets, settingsOf(system)),
      })
      const codes = Array.from({ length: offices }, (_, n) => `${code.toUpperCase()}-${n}`)
      await repositories.offices.save(
        codes.map((office) =>
          newOffice({
            ...{ code: office, name: office, nameMl: office, department: 'Bench' },
            ...{ district: 'Thiruvananthapuram', inwardSeat: `${office}/TAPAL` },
            // Longer than any run, so that letters wait for their system and go no other way.
            profiles: [
              { ...plainProfile(START, system, code, 'diary'), nextWayAfterSeconds: 30 * 24 * 3_600 },
            ],
          }),
        ),
      )
      await repositories.seats.save(
        codes.map((office) =>
          newSeat({ id: `${office}/TAPAL`, office, designation: 'Tapal Clerk', role: 'tapal-clerk' }),
        ),
      )
      return codes
    },
    async send(offices, change = {}) {
      const recipients = offices.map((office) => ({ office, purpose: 'action' as const }))
      const { dispatch } = await repositories.dispatches.accept({
        ...benchDispatch(),
        ...{ recipients, documents },
        ...change,
      })
      await runs.start('dispatch', dispatch.id)
      await repositories.dispatches.markStarted(dispatch.id)
      return dispatch.id
    },
    async carried(dispatch, count, everyMs) {
      const tapals = database.collection('tapals')
      const filter = { dispatch, state: { $in: ['handed-over', 'delivered', 'acknowledged'] } }
      while ((await tapals.countDocuments(filter, { limit: count })) < count) await wait(everyMs)
    },
    peakMb: () => processes.peakMb('worker'),
    close: () => processes.stop(),
  }
}
