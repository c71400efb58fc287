// Finds the reference agent of a system: each lies in the folder of its system, under the same name.

import { extname } from 'node:path'
import { type RegisteredSystem } from '../../domain/letters/systems'
import { type ReferenceAgent } from './agent'
import { type InstanceOptions } from './instance'

/** The reference agent of a system, with the options that all have; what else one takes goes in as it is. */
export async function referenceAgentOf(
  system: RegisteredSystem,
): Promise<ReferenceAgent<InstanceOptions, unknown>> {
  const path = `../${system}/reference-agent/agent${extname(__filename)}`
  const { referenceAgent } = (await import(path)) as {
    referenceAgent: ReferenceAgent<InstanceOptions, unknown>
  }
  return referenceAgent
}
