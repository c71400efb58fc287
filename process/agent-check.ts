// The check of an agent of our protocol, for the command line.

import { settingsSchema } from '../connectors/push/schema'

export type { CallingAgent } from '../connectors/push/check/calling-cases'
export type { AgentUnderCheck } from '../connectors/push/check/examination'
export { type Finding, type JudgedCase, sectionText } from '../connectors/push/check/finding'
export { examineAgent, type OnCase } from '../connectors/push/check'
export { inMalayalam, MALAYALAM } from '../connectors/push/check/letter-cases'
export {
  type Giving,
  openCallbackStandIn,
  openPullStandIn,
  type PullStandIn,
} from '../connectors/push/check/stand-in'

/** Whether the text is a signing secret: `whsec_` and base64 of at least 24 bytes. */
export function isSigningSecret(text: string): boolean {
  return settingsSchema.safeParse({ secret: text }).success
}
