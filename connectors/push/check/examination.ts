// One agent under check: asks it, reads what it answers as KCS does, and notes each fault once.

import type { Capabilities } from '../../../domain/letters/delivery/mechanism'
import { type Parcel } from '../../connector'
import { type Envelope } from '../../envelope'
import { createHttpClient, type HttpAnswer, HTTP_LIMITS } from '../../http'
import { type Reading, readAnswer, wordsOf } from '../../reading'
import { envelopeOf } from '../../write-envelope'
import { capabilitiesSchema, type Status, statusSchema, takenSchema, type Withdrawal } from '../schema'
import { type Answered, callsTo, type CheckCall, type Proof, type Told } from './call'
import { type CaseResult, type Finding, findingOf } from './finding'
import { type RuleId } from './rules'

export interface AgentUnderCheck {
  /** Its base URL, without a slash at the end. */
  address: string
  secret: string
  /** How long an answer may take; 30 s as of KCS where nothing is said. */
  limitMs?: number
  /** A new specimen letter with a delivery key of its own at each call. */
  parcel(): Parcel
  /** Documents that a specimen can have beside its letter. */
  enclosures: Parcel['letter']['documents']
  /** Base URL of the links to the documents. */
  publicUrl: string
  /** Ends the agent and starts it again; returns when it is up. The case is left out where this is absent. */
  restart?(): Promise<void>
}

/** A letter that the agent took; without a reference where its answer could not be read. */
export interface Taken {
  reference: string | undefined
}

/** What the agent says of a key. */
export interface Seen extends Told {
  state: Status['state'] | 'unseen'
  reference: string | undefined
}

export class Examination {
  readonly findings = new Map<RuleId, Finding>()
  readonly call: (call: CheckCall) => Promise<Answered>
  /** What it says that it takes, once it has said so. */
  takes: Partial<Capabilities> = {}
  #case = ''
  #result: CaseResult = { result: 'well' }

  constructor(readonly agent: AgentUnderCheck) {
    const { address, secret, limitMs = HTTP_LIMITS.totalMs } = agent
    const http = createHttpClient({ allowLoopback: true }, { totalMs: limitMs })
    this.call = callsTo(http, { address, secret, limitMs })
  }

  /** Runs a case; what is noted meanwhile is its result. */
  async judge(caseId: string, run: () => Promise<void>): Promise<CaseResult> {
    this.#case = caseId
    this.#result = { result: 'well' }
    await run()
    return this.#result
  }

  has(...rules: RuleId[]): boolean {
    return rules.some((rule) => this.findings.has(rule))
  }

  /** Notes that a rule is broken. The first time makes the finding; where it was met before, the case is not judged. */
  note(rule: RuleId, told: Told): void {
    const before = this.findings.get(rule)
    if (before) before.times += 1
    else this.findings.set(rule, findingOf(rule, this.#case, told))
    const isAdvice = this.findings.get(rule)!.weight === 'advice'
    if (this.#result.result === 'wrong' || isAdvice) return
    this.#result = { result: before ? 'not-judged' : 'wrong', because: rule }
  }

  /** Leaves the case out that is being judged. */
  leaveOut(why: string): void {
    this.#result = { result: 'left-out', why }
  }

  /** A new letter; `change` is made to its parcel. */
  letter(change: (parcel: Parcel) => Parcel = (parcel) => parcel): Envelope {
    return envelopeOf(change(this.agent.parcel()), this.agent.publicUrl)
  }

  /** Sends the letter and returns what came, unread. */
  send(
    envelope: Envelope,
    what: string,
    { attempt = 1, ...proof }: Proof & { attempt?: number } = {},
  ): Promise<Answered> {
    return this.call({
      method: 'POST',
      path: '/tapals',
      id: envelope.deliveryKey,
      headers: { 'kcs-delivery-key': envelope.deliveryKey, 'kcs-attempt': String(attempt) },
      body: JSON.stringify(envelope),
      what,
      ...proof,
    })
  }

  /** Hands the letter over and reads the answer; null where it was not taken, which is noted under `refusal`. */
  async deliver(
    envelope: Envelope,
    what: string,
    { refusal, ...how }: Proof & { attempt?: number; refusal?: RuleId } = {},
  ): Promise<Taken | null> {
    return this.readTaken(await this.send(envelope, what, how), refusal)
  }

  /** Reads the answer to a letter. What is no answer of the agent is noted as such, else under `refusal`. */
  readTaken(answered: Answered, refusal?: RuleId): Taken | null {
    const result = this.heard(answered, refusal)
    if (result === null) return null
    const { status, body } = result
    if (status === 401 || status === 403) return this.#refused(refusal ?? 'proof-refused', answered)
    if (status === 422) return this.#refused(refusal ?? 'specimen-refused', answered)
    if (status === 409 && body?.length === 0) return { reference: undefined }
    if (status !== 409 && (status < 200 || status > 299))
      return this.#refused(refusal ?? 'not-taken', answered)
    if (status > 202 && status !== 409) this.note('status-unheard-of', answered)
    const answer = this.#read(readAnswer(takenSchema, result), answered, 'member-unreadable')
    if (answer === null) return { reference: undefined }
    if (answer.reference === undefined && status <= 202) this.note('reference-missing', answered)
    if (/^\s*\{[^]*"reference"\s*:\s*-?\d/.test(body?.toString('utf8') ?? ''))
      this.note('reference-number', answered)
    return { reference: answer.reference }
  }

  /** What the agent says of a key; null where it said nothing that can be read, which is noted. */
  async status(deliveryKey: string, what: string): Promise<Seen | null> {
    const answered = await this.call({ method: 'GET', path: `/tapals/${deliveryKey}`, id: deliveryKey, what })
    const result = this.heard(answered)
    if (result === null) return null
    const { status } = result
    if (status === 401 || status === 403) return this.#refused('get-refused', answered)
    if (status === 404) return { ...answered, state: 'unseen', reference: undefined }
    if (status < 200 || status > 299) return this.#refused('status-failed', answered)
    const reading = readAnswer(statusSchema, result)
    const isStateWrong = 'unread' in reading && reading.unread.some(({ pointer }) => pointer === '/state')
    const answer = this.#read(reading, answered, isStateWrong ? 'state-unknown' : 'member-unreadable')
    return answer && { ...answered, state: answer.state, reference: answer.reference }
  }

  /** Takes the letter back; null where the answer is none of the protocol, which is noted. */
  async withdraw(
    deliveryKey: string,
    what: string,
    proof: Proof = {},
  ): Promise<(Answered & { end: 'withdrawn' | 'unseen' | 'taken' | 'other' }) | null> {
    const answered = await this.call({
      method: 'POST',
      path: `/tapals/${deliveryKey}/withdrawal`,
      id: deliveryKey,
      body: JSON.stringify({ deliveryKey, act: 'withdraw' } satisfies Withdrawal),
      what,
      ...proof,
    })
    const result = this.heard(answered)
    if (result === null) return null
    const { status } = result
    if (status >= 200 && status <= 299) return { ...answered, end: 'withdrawn' }
    const end = status === 404 ? 'unseen' : status === 409 ? 'taken' : 'other'
    return { ...answered, end }
  }

  /** Asks what the agent takes; null where that cannot be read, which is noted. */
  async capabilities(): Promise<Told | null> {
    const answered = await this.call({
      method: 'GET',
      path: '/capabilities',
      id: 'capabilities-check',
      what: 'what the agent takes',
    })
    const result = this.heard(answered)
    if (result === null) return null
    const { status } = result
    if (status === 401 || status === 403) return this.#refused('get-refused', answered)
    if (status < 200 || status > 299) return this.#refused('no-capabilities', answered)
    const answer = this.#read(readAnswer(capabilitiesSchema, result), answered, 'capabilities-unreadable')
    if (answer) this.takes = answer
    return answer && answered
  }

  /** The answer of the agent; null where none came or another server speaks, which is noted. */
  heard(answered: Answered, refusal?: RuleId): HttpAnswer | null {
    const { result } = answered
    if ('fault' in result)
      return this.#refused(result.fault === 'timeout' ? 'too-late' : (refusal ?? 'no-answer'), answered)
    const { status } = result
    if (status >= 300 && status <= 399) return this.#refused('redirect', answered)
    if (status === 429 || status === 503) return this.#refused('busy', answered)
    return result
  }

  #refused(rule: RuleId, told: Told): null {
    this.note(rule, told)
    return null
  }

  /** What an answer says; one that cannot be read as a whole is the same fault everywhere. */
  #read<T>(reading: Reading<T>, answered: Answered, member: RuleId): T | null {
    if ('value' in reading) return reading.value
    const isWhole = reading.unread.every(({ pointer }) => pointer !== '')
    const isTooLong = 'body' in answered.result && answered.result.body === null
    const rule = isWhole ? member : isTooLong ? 'answer-too-long' : 'answer-not-json'
    const came = `${answered.came} – ${wordsOf(reading.unread)}`
    return this.#refused(rule, { ...answered, came })
  }
}
