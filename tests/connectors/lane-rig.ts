// The lane of a filing system on the record of KCS, with the reference agent behind it; the clock is the test's.

import { deliveryKey } from '../../domain/letters/tapal/keys'
import { type Tapal } from '../../domain/letters/tapal/tapal'
import { type AgentSystem } from '../../domain/letters/systems'
import { deliver } from '../activities/letters/lane'
import { openRig as openRecord, type Rig as RecordRig, run } from '../activities/letters/rig'
import { buildDispatch, buildOffice, buildSeat } from '../support/builders'
import { type Rig as AgentRig, startRig } from './rigs'

export interface LaneRig {
  agent: AgentRig
  clock: RecordRig['clock']
  /** A letter to the office that has the system, resolved. Returns its id. */
  letter(): Promise<string>
  tapalOf(id: string): Promise<Tapal>
  /** The key under which the letter lies at the system. */
  keyOf(id: string): Promise<string>
  /** One round of the lane; it asks to be run again while something waits. */
  round(id: string): Promise<unknown>
  /** Milliseconds until the next try. */
  waitOf(id: string): Promise<number>
  close(): Promise<void>
}

/** Opens it; an agent that was started by the caller ends with it, too. */
export async function openLane(system: AgentSystem, started?: AgentRig): Promise<LaneRig> {
  const agent = started ?? (await startRig(system))
  const record = await openRecord()
  const { repositories, clock } = record
  clock.now = new Date()
  Object.assign(record.connectors[system], agent.connector)
  await repositories.endpoints.save({
    ...{ id: system, mechanism: system, agent: 'THEIRS', address: agent.endpoint.address, concurrency: 4 },
    backOff: { initialMs: 20_000, factor: 3, maxMs: 3_600_000, maxAttempts: 0 },
    sealedSettings: JSON.stringify(agent.endpoint.settings),
  })
  await repositories.offices.save([buildOffice('CDIT', system)])
  await repositories.seats.save([buildSeat('CDIT/TAPAL')])
  const tapalOf = async (id: string) => (await repositories.tapals.ofDispatch(id, 10))[0]!
  return {
    ...{ agent, clock, tapalOf },
    async letter() {
      const { dispatch } = await repositories.dispatches.accept(
        buildDispatch({ acceptedAt: clock.now, recipients: [{ office: 'CDIT', purpose: 'action' }] }),
      )
      await run(() => record.near().resolveRecipients(dispatch.id))
      return dispatch.id
    },
    keyOf: async (id) => deliveryKey((await tapalOf(id)).id),
    round: (id) => deliver(record, id, system).catch(() => undefined),
    waitOf: async (id) => (await tapalOf(id)).nextAttemptAt!.getTime() - clock.now.getTime(),
    async close() {
      await record.close()
      await agent.stop()
    },
  }
}
