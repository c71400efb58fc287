// A rig for a system that lies inside KCS: its connector as a process puts it together, on the real registers and lists.

import type { Subject } from '../../connectors/conformance'
import { readConfig } from '../../config'
import type { Repositories } from '../../database'
import type { Mechanism } from '../../domain/letters/systems'
import { composeConnectors, createStore } from '../../process/compose'
import { openRoom } from '../database/room'
import { endpointAt, newParcel } from './specimen'

export interface InsideRig extends Subject {
  repositories: Repositories
  stop(): Promise<void>
}

export async function startInsideRig(mechanism: Mechanism): Promise<InsideRig> {
  const config = readConfig({
    KCS_SECRET: 'ab'.repeat(32),
    MONGODB_URI: 'mongodb://unused.invalid',
    TEMPORAL_ADDRESS: 'unused.invalid:1',
  })
  const room = await openRoom()
  const now = (): Date => new Date()
  const connectors = composeConnectors(config, room.repositories, createStore(room.database, now), now)
  return {
    connector: connectors[mechanism],
    endpoint: endpointAt(mechanism, ''),
    parcel: () => newParcel(),
    repositories: room.repositories,
    stop: () => room.close(),
  }
}
