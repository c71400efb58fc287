// A filing system that KCS asks for what its offices send and do, beside the record of KCS; the clock is the test's.

import { type KnobSettings } from '../../connectors/reference/knobs'
import { type Dispatch } from '../../domain/letters/dispatch/record'
import { deliveryKey } from '../../domain/letters/tapal/keys'
import { type Tapal } from '../../domain/letters/tapal/tapal'
import { type AgentSystem } from '../../domain/letters/systems'
import { type CollectReport, collectFrom } from '../../services/letters/collect/collect'
import { openRig as openRecord, type Rig as RecordRig } from '../services/letters/collect/rig'
import { buildTapal } from '../support/build-tapal'
import { buildDispatch } from '../support/builders'
import { BACK_OFF } from '../support/world'
import { get } from './reference-agents/running'
import { type Rig as AgentRig, startRig } from './rigs'
import { newOutgoing, newParcel } from './specimen'

/** A letter in the outbox of the system, as its clerk sees it. */
export interface Item {
  id: string
  state: string
  answer: string
}

export interface CollectedRig extends Pick<RecordRig, 'repositories' | 'database' | 'clock'> {
  agent: AgentRig
  /** One round, a minute after the one before. */
  collect(): Promise<CollectReport>
  /** Someone at SEND writes a letter to RECV. */
  write(change: Record<string, unknown>): Promise<unknown>
  itemOf(id: string): Promise<Item>
  /** What became of a letter that was taken. */
  dispatchOf(id: string): Promise<Dispatch | null>
  /** A letter that lies at the system: its tapal, and the key under which it lies there. */
  brought(): Promise<{ tapal: Tapal; key: string }>
  /** The next time that the system is told what became of its letters meets this fault. */
  spoilVerdicts(fault: Record<string, unknown>): void
  close(): Promise<void>
}

/** Opens it; an agent that was started by the caller ends with it, too. */
export async function openCollected(system: AgentSystem, started?: AgentRig): Promise<CollectedRig> {
  const agent = started ?? (await startRig(system))
  const record = await openRecord()
  const { repositories, database, clock } = record
  clock.now = new Date()
  await repositories.agents.add({
    ...{ id: 'THEIRS', name: system, offices: ['SEND', 'RECV'], endpoint: 'theirs', keys: [] },
    createdAt: clock.now,
  })
  await repositories.endpoints.save({
    ...{ id: 'theirs', mechanism: system, agent: 'THEIRS', address: agent.endpoint.address },
    ...{ backOff: { ...BACK_OFF, initialMs: 20_000, factor: 3, maxMs: 3_600_000 }, concurrency: 4 },
    sealedSettings: JSON.stringify(agent.endpoint.settings),
  })
  const settle = agent.connector.settle!.bind(agent.connector)
  let spoilt: KnobSettings | null = null
  const connector = {
    ...agent.connector,
    async settle(...told: Parameters<typeof settle>) {
      if (spoilt) await agent.knobs(spoilt)
      spoilt = null
      return settle(...told)
    },
  }
  const itemOf = async (id: string): Promise<Item> => {
    const { items } = await get<{ items: Item[] }>(`${agent.agentUrl}/desk/outbox`)
    return items.findLast((item) => item.id === id)!
  }
  return {
    ...{ agent, repositories, database, clock, itemOf },
    collect() {
      clock.pass(60_000)
      const deps = { ...record.deps, connectors: { ...record.deps.connectors, [system]: connector } }
      return collectFrom(deps, { endpoint: 'theirs' }, { beat: () => undefined })
    },
    write: (change) =>
      agent.originate({
        ...newOutgoing(),
        ...{ office: 'SEND', sender: { seat: 'SEND/SO' } },
        recipients: [{ office: 'RECV', purpose: 'action' }],
        ...change,
      }),
    dispatchOf: async (id) => repositories.dispatches.byId((await itemOf(id)).answer),
    async brought() {
      const tapal = buildTapal(buildDispatch(), clock.now, {
        ...{ mechanism: system, endpoint: 'theirs', taking: 'diary' },
      })
      await repositories.tapals.insert([tapal])
      const key = deliveryKey(tapal.id)
      await agent.connector.deliver(agent.endpoint, [newParcel({ tapalId: tapal.id, deliveryKey: key })])
      return { tapal, key }
    },
    spoilVerdicts(fault) {
      spoilt = { faults: [fault] } as KnobSettings
    },
    async close() {
      await record.close()
      await agent.stop()
    },
  }
}
