// What the API is given by its composition root; nothing in this room reaches for it by itself.

import type { Logger } from 'pino'
import type { Connector } from '../connectors/connector'
import type { Repositories } from '../database'
import type { DespatchListFacts } from '../documents/pdf/draw-despatch-list'
import type { DocumentStore } from '../documents/store'
import type { Mechanism } from '../domain/letters/delivery/mechanism'
import type { Secrets } from '../secrets/port'
import type { Runs } from '../services/deps'

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
  /** Folder of the built portal, or null where it is served elsewhere. */
  uiFolder: string | null
}

export interface ApiDeps {
  repositories: Repositories
  store: DocumentStore
  /** Which of the connectors' powers the API needs: reading call-backs. */
  connectors: Record<Mechanism, Pick<Connector, 'parseCallback' | 'traits'>>
  /** How runs are reached. What is told soon through it here is told at once; within a request, after its response. */
  runs: Runs
  logger: Logger
  settings: ApiSettings
  /** Makes, hashes and checks passwords, tokens and keys. */
  secrets: Secrets
  /** Closes secrets of endpoints for the database and opens them again. */
  sealing: { seal(text: string): string; unseal(sealed: string): string }
  /** The tapal of a mail link's token, or null if the token is not ours. */
  readMailLink(token: string): string | null
  /** Why the address of an endpoint may not be used, or null if it may. */
  addressFault(address: string): string | null
  drawDespatchList(facts: DespatchListFacts): Promise<Buffer>
  /** Resolves when nothing that was left for soon is under way, or after the time. */
  settled(timeoutMs: number): Promise<void>
  /** Fails when the database does not answer. */
  pingDatabase(): Promise<void>
  /** A new id that sorts by time. */
  newId(at: Date): string
  now(): Date
}

/** The same within one request: what its services tell runs goes out after its response. */
export interface RequestDeps extends ApiDeps {
  /** Transitional: another name of `runs`. */
  flows: Runs
}
