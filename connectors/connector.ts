// The port: how KCS speaks to a filing system. One folder per system implements it.

import type { BackOff } from '../domain/letters/delivery/back-off'
import type { Capabilities } from '../domain/letters/delivery/mechanism'
import type { Outcome } from '../domain/letters/delivery/outcome'
import type { DocumentReference, Language, LetterKind, Urgency } from '../domain/letters/dispatch/dispatch'
import type { Purpose } from '../domain/letters/dispatch/recipients'
import type { TestMark } from '../domain/letters/sandbox/test-letter'
import { isCalled, type Mechanism } from '../domain/letters/systems'
import type { CollectAnswer, CollectResult, SettleAnswer } from './collect'
import type { Envelope } from './envelope'
import type { AgentReport, UnreadReport } from './report'

export type { Envelope }

/** The address of an agent and how it is to be treated. Secrets are in the clear here and nowhere else. */
export interface Endpoint {
  id: string
  mechanism: Mechanism
  /** The registered agent behind it; null for our own application, e-mail and print. */
  agent: string | null
  /** Base URL of the agent; empty where the mechanism needs none. */
  address: string
  /** The secrets that its card names; each connector reads them by a schema of its own. */
  settings: Readonly<Record<string, string>>
  /** The settings before these, which count beside them until the instant: a secret is being replaced. */
  former?: { settings: Readonly<Record<string, string>>; until: Date }
  backOff: BackOff
  /** How many calls may be open at the endpoint at once. */
  concurrency: number
}

export interface OfficeCard {
  code: string
  name: string
  nameMl: string
  address: string
  email: string
}

export interface SeatCard {
  id: string
  designation: string
  section: string
}

/** The letter as every addressee gets it. */
export interface Letter {
  dispatchId: string
  despatchNumber: string
  kind: LetterKind
  subject: string
  /** The sender's own number of the letter (for example of a Government Order) and its date. */
  letterNumber: string
  letterDate: string
  fileNumber: string
  urgency: Urgency
  language: Language
  sender: { office: OfficeCard; seat: SeatCard }
  documents: readonly DocumentReference[]
  acceptedAt: Date
}

/** One tapal on its way: the letter, its addressee and the key that stays the same on every try. */
export interface Parcel {
  tapalId: string
  deliveryKey: string
  /** Number of this try, from 1. */
  attempt: number
  /** The receiving system's own id, if an earlier try brought one. */
  reference: string | null
  recipient: { office: OfficeCard; seat: SeatCard }
  purpose: Purpose
  /** For action: seconds from delivery in which it must be taken. */
  acknowledgeWithinSeconds: number
  letter: Letter
  /** It is a test letter, and says so to its agent. */
  test?: TestMark
}

/** What came of one tapal of a batch. */
export interface DeliveryReport {
  tapalId: string
  outcome: Outcome
}

/** What a connector can do, as its methods and its card say; the conformance suite picks its cases from these. */
export interface Traits {
  /** A repeated delivery key gets the first answer. */
  idempotent: boolean
  /** It can be asked what became of a delivery key. */
  hasStatus: boolean
  canWithdraw: boolean
  /** It reports acknowledgements and movements by call-back. */
  reportsMovements: boolean
  /** Letters that its offices send are fetched from it, for it cannot call KCS. */
  sendsByCollect: boolean
  /** It lies inside KCS: no call goes out, nothing can be down. */
  inside: boolean
}

/** A call-back as it came over HTTP; the body is the raw bytes, for signatures are over bytes. */
export interface CallbackRequest {
  headers: Readonly<Record<string, string | undefined>>
  body: Buffer
  receivedAt: Date
}

/** What a system says of a delivery key: an outcome, or that it never saw it. */
export type StatusAnswer = Outcome | { kind: 'unseen' }

export type WithdrawAnswer =
  | { kind: 'withdrawn' }
  | { kind: 'unseen' }
  /** The office has it and keeps it. */
  | { kind: 'taken' }
  /** What left the house cannot be taken back. */
  | { kind: 'impossible' }
  | { kind: 'failed'; code: string }

/**
 * A connector never throws for what the other side does: every fault becomes an Outcome, mapped once per connector.
 * It throws KcsError only from `parseCallback` (bad signature, unreadable call-back), for the API to answer.
 */
export interface Connector {
  readonly mechanism: Mechanism
  /** The system answers a repeated delivery key with its first answer. */
  readonly idempotent: boolean
  /** Tapals handed over at once in one call of `deliver`. */
  readonly batchSize: number
  /** Asks the endpoint what it can take; also serves as the probe of a paused endpoint. */
  capabilities(endpoint: Endpoint): Promise<{ capabilities: Capabilities } | { fault: Outcome }>
  /** Hands a batch over and returns one report per tapal, in any order. Safe to repeat. */
  deliver(endpoint: Endpoint, parcels: readonly Parcel[]): Promise<DeliveryReport[]>
  /** Asks what became of a tapal that is in doubt; absent where the system cannot be asked. */
  status?(endpoint: Endpoint, parcel: Pick<Parcel, 'deliveryKey' | 'reference'>): Promise<StatusAnswer>
  /** Questions by `status` that go in one call where they come together; one by one where it is absent. */
  readonly statusAtOnce?: number
  /** The letter as an agent gets it that comes for its letters; absent where they are brought to the system. */
  envelope?(parcel: Parcel): Envelope
  /** Takes a tapal back that was handed over; absent where that is not possible. Safe to repeat. */
  withdraw?(
    endpoint: Endpoint,
    parcel: Pick<Parcel, 'tapalId' | 'deliveryKey' | 'reference'>,
  ): Promise<WithdrawAnswer>
  /**
   * Reads and checks a call-back of the endpoint; absent where the system sends none. One that cannot be read among its
   * reports is returned as such. Throws KcsError `signature-invalid`, `timestamp-out-of-tolerance`, `callback-invalid`.
   */
  parseCallback?(endpoint: Endpoint, request: CallbackRequest): Promise<(AgentReport | UnreadReport)[]>
  /** The member of a call-back in which its reports stand. */
  readonly reportsIn?: string
  /**
   * Returns what the system has for KCS after a cursor, at first null: letters that its offices send, and reports. Changes
   * nothing there: asked again after the same cursor, what was not settled comes again. Absent where the system calls KCS
   * itself.
   */
  collect?(endpoint: Endpoint, after: string | null): Promise<CollectAnswer>
  /**
   * Tells the system what was taken and what was refused, each by its key; absent where it cannot be told. Safe to repeat,
   * also for what the system does not offer any more.
   */
  settle?(endpoint: Endpoint, results: readonly CollectResult[]): Promise<SettleAnswer>
}

/** Returns what the connector can do: a method that is there can be called. */
export function traitsOf(connector: Connector): Traits {
  return {
    idempotent: connector.idempotent,
    hasStatus: connector.status !== undefined,
    canWithdraw: connector.withdraw !== undefined,
    reportsMovements: connector.parseCallback !== undefined,
    sendsByCollect: connector.collect !== undefined,
    inside: !isCalled(connector.mechanism),
  }
}
