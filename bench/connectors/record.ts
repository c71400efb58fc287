// Records what a connector and the reference agent of its system say to each other for one letter.

import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { request } from 'undici'
import { type RunningAgent, startReferenceAgent } from '../../connectors/reference/agent'
import { referenceAgentOf } from '../../connectors/reference/load'
import { type AgentSystem, cardOf } from '../../domain/letters/systems'
import type { Exchange } from './exchange'
import { type BenchLetters, deliverAll, endpointOf, settingsOf } from './letters'

export interface Recording {
  /** The calls of one letter, in their order, once connections and sessions stand. */
  letter: Exchange[]
  /** Those of the letter before, with all that is said once or when the system comes back. */
  first: Exchange[]
}

/** Starts the reference agent of a system with instances of these codes; `stop` removes what it kept. */
export async function startAgent(
  system: AgentSystem,
  instances: readonly { code: string; knobs?: Record<string, unknown> }[],
): Promise<RunningAgent> {
  const stateFolder = mkdtempSync(join(tmpdir(), 'kcs-bench-'))
  const agent = await startReferenceAgent(await referenceAgentOf(system), {
    stateFolder,
    instances: instances.map((one) => ({ ...one, settings: settingsOf(system) })),
  })
  return {
    ...agent,
    async stop() {
      await agent.stop()
      rmSync(stateFolder, { recursive: true, force: true })
    },
  }
}

/** Null for a system that is not reached over HTTP. */
export async function recordLetter(system: AgentSystem, letters: BenchLetters): Promise<Recording | null> {
  if (cardOf(system).folders) return null
  const agent = await startAgent(system, [{ code: 'bench' }])
  const address = agent.urls['bench']!
  const between = await startBetween(address)
  try {
    const connector = letters.connectors[system]
    const endpoint = endpointOf(system, between.url)
    // A system that comes back is asked for its capabilities.
    await connector.capabilities(endpoint)
    await deliverAll(connector, endpoint, letters.parcels(1))
    const first = between.taken()
    await deliverAll(connector, endpoint, letters.parcels(1))
    return { first, letter: between.taken() }
  } finally {
    await between.stop()
    await agent.stop()
  }
}

/** Passes calls on to the address, and keeps what was said until it is taken. */
async function startBetween(
  address: string,
): Promise<{ url: string; taken(): Exchange[]; stop(): Promise<void> }> {
  let exchanges: Exchange[] = []
  const server = createServer((incoming, response) => {
    const pass = async (): Promise<void> => {
      const body = await buffer(incoming)
      const { method = 'GET', url: path = '/' } = incoming
      const {
        host: _host,
        connection: _connection,
        'transfer-encoding': _encoding,
        ...rest
      } = incoming.headers
      const headers = Object.fromEntries(
        Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
      )
      const answer = await request(`${address}${path}`, {
        method: method as 'GET',
        headers,
        ...(body.length === 0 ? {} : { body }),
      })
      const answerBody = Buffer.from(await answer.body.arrayBuffer())
      const kept = Object.fromEntries(
        Object.entries(answer.headers).flatMap(([name, value]) =>
          PER_CONNECTION.includes(name) || value === undefined ? [] : [[name, String(value)]],
        ),
      )
      exchanges.push({
        ...{ method, path, headers, body: body.toString('base64') },
        answer: { status: answer.statusCode, headers: kept, body: answerBody.toString('base64') },
      })
      response.writeHead(answer.statusCode, kept).end(answerBody)
    }
    pass().catch((error: unknown) => response.destroy(error as Error))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken() {
      const taken = exchanges
      exchanges = []
      return taken
    },
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** Headers that belong to one connection and one moment. */
const PER_CONNECTION: readonly string[] = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'date',
  'content-length',
]
