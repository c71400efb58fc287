// The record of the toy case: a collection of its own.

import type { Connection } from 'mongoose'

export interface ToyRow {
  _id: string
  state: 'open' | 'ended'
  started: boolean
  acceptedAt: Date
  dueAt: Date
  decision: { by: string; at: Date; told: boolean } | null
  followed: boolean
}

export const openToys = (connection: Connection) => connection.collection<ToyRow>('toys')
export type Toys = ReturnType<typeof openToys>
