// Runs reference agents of several systems in one process, each system on a port of its own.

import { join } from 'node:path'
import { z } from 'zod'
import { REGISTERED_SYSTEMS } from '../../domain/letters/systems'
import { type RunningAgent, startReferenceAgent } from './agent'
import { referenceAgentOf } from './load'
import { serveUntilEnd } from './main'

/** What is run: per system its port and the options of its instances, as its own program takes them. */
const systemsSchema = z
  .array(
    z.strictObject({
      system: z.enum(REGISTERED_SYSTEMS),
      port: z.number().int().min(0).max(65_535),
      instances: z.array(z.looseObject({ code: z.string() })).min(1),
    }),
  )
  .min(1)

/** Runs them until the end of the process; SYSTEMS and STATE come from the environment. */
async function main(): Promise<void> {
  const { STATE: stateFolder, SYSTEMS: systems = '[]' } = process.env
  if (!stateFolder) throw new Error('STATE names the folder for what the agents keep')
  const running = new Map<string, RunningAgent>()
  for (const { system, port, instances } of systemsSchema.parse(JSON.parse(systems))) {
    const agent = await startReferenceAgent(await referenceAgentOf(system), {
      port,
      stateFolder: join(stateFolder, system),
      instances,
    })
    running.set(system, agent)
  }
  const stop = async (): Promise<void> => {
    await Promise.all([...running.values()].map((agent) => agent.stop()))
  }
  serveUntilEnd({ stop }, Object.fromEntries([...running].map(([system, { url }]) => [system, url])))
}

main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
