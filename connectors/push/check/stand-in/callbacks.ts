// The call-backs of a stand-in of KCS: heard and answered as KCS would, or with 503 where it is told to.

import { isKcsError } from '../../../../domain/common/error'
import { readReports, wordsOf } from '../../../reading'
import type { AgentReport } from '../../../report'
import { checkSignature } from '../../../signature'
import { agentReport } from '../../mapper'
import { reportSchema } from '../../schema'
import { type Call, MOST_KEPT, type Part, reply, replyBusy } from './server'

/** A call-back as it was heard and answered. */
export interface Heard {
  /** What was wrong with it as a whole or with its reports, in plain words. */
  fault: { of: 'address' | 'signature' | 'report'; detail: string } | null
  reports: AgentReport[]
  status: number
  at: Date
}

export interface Callbacks {
  heard: Heard[]
  /** So many of the next call-backs that are well are answered with 503. */
  failCallbacks(times: number): void
}

/** The part that hears call-backs of this endpoint, signed with this secret. */
export function callbacksPart({ secret, endpoint }: { secret: string; endpoint: string }): {
  callbacks: Callbacks
  part: Part
} {
  let failures = 0
  const callbacks: Callbacks = { heard: [], failCallbacks: (times) => void (failures = times) }
  return {
    callbacks,
    async part(call) {
      if (call.method !== 'POST' || !call.path.startsWith('/v1/callbacks/')) return false
      const heard = hear(call, await call.body())
      if (callbacks.heard.length < MOST_KEPT) callbacks.heard.push(heard)
      answer(call, heard)
      return true
    },
  }

  function hear({ path, headers }: Call, body: Buffer): Heard {
    const wrong = (of: NonNullable<Heard['fault']>['of'], detail: string, status: number): Heard => {
      return { fault: { of, detail }, reports: [], status, at: new Date() }
    }
    if (path !== `/v1/callbacks/${endpoint}`)
      return wrong('address', `It called ${path}; here its endpoint is ${endpoint}.`, 404)
    try {
      const request = { headers: headers as Record<string, string | undefined>, body, receivedAt: new Date() }
      checkSignature(secret, request)
    } catch (error) {
      if (!isKcsError(error)) throw error
      return wrong('signature', `A call-back came with ${error.code}.`, 401)
    }
    try {
      const read = readReports('reports', reportSchema, agentReport, body)
      const reports = read.flatMap((one) => (one.kind === 'unread' ? [] : [one]))
      const errors = read.flatMap((one) => (one.kind === 'unread' ? one.errors : []))
      if (errors.length > 0) return { ...wrong('report', `${wordsOf(errors)}.`, 422), reports }
      failures -= 1
      return { fault: null, reports, status: failures >= 0 ? 503 : 200, at: new Date() }
    } catch (error) {
      if (!isKcsError(error)) throw error
      return wrong('report', error.detail ?? `${wordsOf(error.errors)}.`, 422)
    }
  }
}

function answer(call: Call, { status, reports, fault }: Heard): void {
  if (status === 503) return replyBusy(call)
  if (fault) return reply(call, status, { code: `${fault.of}-invalid`, detail: fault.detail })
  reply(call, 200, { accepted: reports.length })
}
