// Who did something, as a part of the rows that record it.

import { part } from './collection'

interface ActorPart {
  kind: string
  agent?: string
  seat?: string
  holder?: string
  account?: string
  name?: string
}

export const actorPart = part<ActorPart>({
  kind: { type: String, enum: ['kcs', 'agent', 'seat', 'operator', 'link'], required: true },
  agent: String,
  seat: String,
  holder: String,
  account: String,
  name: String,
})
