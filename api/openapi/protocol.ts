// What of the agent protocol the API documentation shows. Its schemas belong to the connectors, which hand them in.

import type { z } from 'zod'

/** The bodies of the calls between KCS and an agent, as the connectors write and read them. */
export interface AgentProtocol {
  /** A letter, as it is brought to an agent. */
  envelope: z.ZodType
  /** The agent's answers to it. */
  taken: z.ZodType
  refusal: z.ZodType
  /** What became of a letter, and what the agent takes. */
  status: z.ZodType
  capabilities: z.ZodType
  withdrawal: z.ZodType
  /** The body of a call-back. */
  callback: z.ZodType
}
