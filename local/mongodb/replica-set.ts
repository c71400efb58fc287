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

/** Promises that the server on this port is primary of its set of one, under this port. Throws after `timeoutMs`. */
export async function ensurePrimary(port: number, timeoutMs = 60_000): Promise<void> {
  const client = await mongo.MongoClient.connect(`mongodb://127.0.0.1:${port}/`, {
    directConnection: true,
    serverSelectionTimeoutMS: timeoutMs,
    readPreference: 'primaryPreferred',
  })
  try {
    await configure(client, `127.0.0.1:${port}`)
    for (const end = Date.now() + timeoutMs; ; await sleep(50)) {
      const hello = await client.db('admin').command({ hello: 1 })
      if (hello['isWritablePrimary'] === true) return
      if (Date.now() > end)
        throw new Error(`mongod on port ${port} did not become primary within ${timeoutMs} ms`)
    }
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

/** Read from the data itself: a member that does not find its own address in the set refuses `replSetGetConfig`. */
async function storedConfig(client: mongo.MongoClient): Promise<StoredConfig | undefined> {
  try {
    const answer = await client.db('admin').command({ replSetGetConfig: 1 })
    return answer['config'] as StoredConfig
  } catch (error) {
    if ((error as { code?: number }).code === notYetInitialized) return undefined
    throw error
  }
}
