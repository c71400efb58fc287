/** Makes one mongod the only member of its replica set, and gives it its new address after a change of port. */
import { mongo } from 'mongoose'
import { setTimeout as sleep } from 'node:timers/promises'

const setName = 'kcs'
const notYetInitialized = 94

export const replicaSetName = setName

/** The address of this member as clients know it. */
export function replicaSetUri(port: number): string {
  return `mongodb://127.0.0.1:${port}/?replicaSet=${setName}`
}

/** Resolves when the server on this port is primary of its set of one, under this port. Throws after `timeoutMs`. */
export async function ensurePrimary(port: number, timeoutMs = 60_000): Promise<void> {
  const client = new mongo.MongoClient(`mongodb://127.0.0.1:${port}/`, {
    directConnection: true,
    serverSelectionTimeoutMS: timeoutMs,
  })
  let last: unknown
  try {
    for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(50)) {
      try {
        await configure(client, `127.0.0.1:${port}`)
        const hello = await client.db('admin').command({ hello: 1 })
        if (hello['isWritablePrimary'] === true) return
      } catch (error) {
        // A change of configuration closes all connections; a member that is about to change refuses for a moment.
        last = error
      }
    }
    throw new Error(`mongod on port ${port} did not become primary within ${timeoutMs} ms`, { cause: last })
  } finally {
    await client.close()
  }
}

async function configure(client: mongo.MongoClient, host: string): Promise<void> {
  const admin = client.db('admin')
  const member = { _id: 0, host }
  const old = await storedConfig(client)
  if (!old) {
    await admin.command({ replSetInitiate: { _id: setName, members: [member] } }).catch((error: unknown) => {
      if ((error as { codeName?: string }).codeName !== 'AlreadyInitialized') throw error
    })
  } else if (old.members.length !== 1 || old.members[0]?.host !== host) {
    const config = { ...old, version: old.version + 1, members: [{ ...old.members[0], ...member }] }
    await admin.command({ replSetReconfig: config, force: true })
  }
}

interface StoredConfig {
  version: number
  members: { _id: number; host: string }[]
}

async function storedConfig(client: mongo.MongoClient): Promise<StoredConfig | undefined> {
  try {
    const reply = await client.db('admin').command({ replSetGetConfig: 1 })
    return reply['config'] as StoredConfig
  } catch (error) {
    if ((error as { code?: number }).code === notYetInitialized) return undefined
    throw error
  }
}
