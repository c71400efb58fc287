// What the API documentation shows of the agent protocol, from the schemas by which the connectors write and read it.

import { z } from 'zod'
import type { AgentProtocol } from '../api/openapi/protocol'
import { envelopeSchema } from '../connectors/envelope'
import {
  capabilitiesSchema,
  refusalSchema,
  reportSchema,
  statusSchema,
  takenSchema,
  withdrawalSchema,
} from '../connectors/push/schema'
import { MAX_REPORTS } from '../connectors/reading'

export const AGENT_PROTOCOL: AgentProtocol = {
  envelope: envelopeSchema.meta({ id: 'Envelope', description: 'A letter as it is brought to an agent.' }),
  taken: takenSchema.meta({ id: 'LetterTaken' }),
  refusal: refusalSchema.meta({ id: 'LetterRefused' }),
  status: statusSchema.meta({ id: 'LetterStatus' }),
  capabilities: capabilitiesSchema.meta({ id: 'Capabilities' }),
  withdrawal: withdrawalSchema.meta({ id: 'Withdrawal' }),
  callback: z.object({ reports: z.array(reportSchema).min(1).max(MAX_REPORTS) }).meta({
    id: 'Callback',
    description: 'Members that are not known are passed over.',
  }),
}
