// A database that stops taking bytes in the middle of a large write.

import { connect as connectSocket, createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Connection } from 'mongoose'
import { connect } from '../../../database/connection'
import { emptyDatabase, type TestDatabase } from '../../support/database'

/** Forwards to the server until it is told to take nothing more, as a network does that swallows everything. */
interface Network {
  port: number
  swallow(): void
  close(): Promise<void>
}

async function networkTo(port: number): Promise<Network> {
  const sockets = new Set<Socket>()
  let swallows = false
  const server: Server = createServer((near) => {
    const far = connectSocket(port, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
    }
    if (swallows) return
    near.pipe(far)
    far.pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    swallow() {
      swallows = true
      for (const socket of sockets) socket.unpipe().pause()
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

let database: TestDatabase
let network: Network
let connection: Connection

beforeAll(async () => {
  database = await emptyDatabase()
  network = await networkTo(Number(new URL(database.uri).port))
  const uri = `mongodb://127.0.0.1:${network.port}/?directConnection=true&heartbeatFrequencyMS=500&serverMonitoringMode=poll`
  connection = await connect({ uri, database: database.name })
})

afterAll(async () => {
  await connection.close(true)
  await network.close()
  database.release()
})

it('a write that is half sent when its connection is given up fails instead of waiting for ever', async () => {
  const rows = connection.db!.collection<{ _id: number; text: string }>('broken_off')
  await rows.insertOne({ _id: 1, text: '' })
  network.swallow()
  const write = rows.insertOne({ _id: 2, text: 'x'.repeat(15_000_000) })
  const patience = new Promise((resolve) => {
    setTimeout(resolve, 40_000, 'still waits').unref()
  })
  await expect(Promise.race([write, patience])).rejects.toThrow(/connect|interrupted|timed out|selection/i)
})
