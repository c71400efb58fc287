// What the API is given by its composition root; nothing in this room reaches for it by itself.

import type { Logger } from 'pino'
import type { SendWebhook } from '../connectors/webhook'
import type { DespatchListFacts } from '../documents/pdf/draw-despatch-list'
import type { Mechanism } from '../domain/letters/systems'
import type { ServiceDeps } from '../services/deps'
import type { SpecimenLetter } from '../services/letters/endpoint/hand-specimen'
import type { ApiCase } from './cases'
import type { AgentProtocol } from './openapi/protocol'

/** Requests a minute that one caller may send, and failed sign-ins of one login from one address in 15 minutes. */
export interface Limits {
  requestsPerMinute: number
  failedSignIns: number
}

export interface ApiSettings {
  /** How the outside reaches us, without a slash at its end; https makes the session cookie `__Host-` and secure. */
  publicUrl: string
  /** Address of Temporal Web, or null where there is none. */
  temporalWebUrl: string | null
  temporalNamespace: string
  limits: Limits
  /** For how many days the link in a mail counts. */
  mailLinkDays: number
  /** Folder of the built portal, or null where it is served elsewhere. */
  uiFolder: string | null
}

export interface ApiDeps extends ServiceDeps {
  /** The table of cases. */
  cases: readonly ApiCase[]
  /** What the documentation shows of the calls between KCS and agents. */
  agentProtocol: AgentProtocol
  logger: Logger
  settings: ApiSettings
  /** Why the address of an endpoint may not be used, or null if it may. */
  addressFault(address: string, mechanism?: Mechanism): string | null
  /** Calls the address of a webhook once. */
  sendWebhook: SendWebhook
  /** The letter that agents may ask for. */
  specimen: SpecimenLetter
  drawDespatchList(facts: DespatchListFacts): Promise<Buffer>
  /** Resolves when nothing that was left for soon is under way, or after the time. */
  settled(timeoutMs: number): Promise<void>
  /** The fault that an error of the database means, or the error itself where it means none. */
  faultOfDatabase(error: unknown): unknown
  /** Throws when the database does not answer. */
  pingDatabase(): Promise<void>
}
