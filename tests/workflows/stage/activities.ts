// The activities of a story: as faithful as the workflows can tell, on the book instead of servers.

import { ApplicationFailure, Context } from '@temporalio/activity'
import type { DeliveryActivities, NearActivities } from '../../../activities'
import {
  FALLBACK_MECHANISM,
  FALLBACK_SHARD,
  type Mechanism,
} from '../../../domain/letters/delivery/mechanism'
import type { LaneSummary } from '../../../domain/letters/dispatch/dispatch'
import { probeWaitMs } from '../../../domain/letters/endpoint/endpoint'
import { type Book, HOUR, type Row } from './book'

export interface Word {
  ownEndpoint(endpoint: string): Promise<void>
  delivered(dispatch: string, word: { next: number | null; outstanding: number }): Promise<void>
  rerouted(dispatch: string, lanes: LaneSummary[]): Promise<void>
}

const FIRST_WAIT = 20_000
const LONGEST_WAIT = HOUR
const TRANSMISSION = 4 * HOUR
const REMINDER = 24 * HOUR

/** `now` is the server's time; `word` is what activities tell running workflows. */
export function imitations(book: Book, now: () => Promise<number>, word: Word) {
  /** Hands one row over; answers what is to be done about its endpoint. */
  async function tryRow(row: Row): Promise<'on' | 'paused' | 'gone'> {
    const endpoint = book.endpoint(row.endpoint)
    row.attempts += 1
    const answer = await endpoint.answer(row)
    const at = await now()
    // Someone took it, or took it back, while it was under way: that stands.
    if (row.nextAttemptAt === null) return 'on'
    if (answer === 'delivered') {
      endpoint.failures = 0
      book.delivered(row, at)
      return 'on'
    }
    if (answer === 'gone') {
      endpoint.state = 'gone'
      return 'gone'
    }
    const wait =
      answer === 'down' ? Math.min(LONGEST_WAIT, FIRST_WAIT * 3 ** (row.attempts - 1)) : answer.busyForMs
    row.nextAttemptAt = at + wait
    book.note(row, `try ${row.attempts} failed`, at)
    return answer === 'down' && book.failed(endpoint) ? 'paused' : 'on'
  }

  async function park(endpointId: string): Promise<void> {
    for (const row of book.rows)
      if (row.endpoint === endpointId && row.nextAttemptAt !== null) row.parked = true
    await word.ownEndpoint(endpointId)
  }

  async function fallBack(row: Row): Promise<LaneSummary> {
    const at = await now()
    Object.assign(row, {
      mechanism: FALLBACK_MECHANISM,
      endpoint: FALLBACK_MECHANISM,
      parked: false,
      nextAttemptAt: at,
    })
    book.note(row, 'moved', at)
    return { mechanism: FALLBACK_MECHANISM, shard: FALLBACK_SHARD, rows: 1 }
  }

  const near: NearActivities = {
    async resolveRecipients(dispatchId) {
      book.calls.push('resolveRecipients')
      const rows = book.of(dispatchId)
      const { recalled, acceptedAt } = book.dispatch(dispatchId)
      if (recalled) return { lanes: [], owing: 0, recalled }
      for (const row of rows)
        Object.assign(row, { owes: true, nextAttemptAt: acceptedAt, dueAt: acceptedAt + TRANSMISSION })
      const mechanisms = [...new Set(rows.map((row) => row.mechanism))]
      const lanes = mechanisms.map((mechanism) => ({
        mechanism,
        shard: 0,
        rows: rows.filter((row) => row.mechanism === mechanism).length,
      }))
      return { lanes, owing: rows.length, recalled: false }
    },

    async escalateOverdue(dispatchId, nowMs) {
      book.calls.push('escalateOverdue')
      const { escalateEveryMs, levels } = book.dispatch(dispatchId)
      let moved = 0
      for (const row of book.of(dispatchId)) {
        if (!row.owes || row.dueAt === null || row.dueAt > nowMs) continue
        moved += 1
        if (row.state !== 'delivered') {
          row.dueAt = nowMs + 6 * TRANSMISSION
          book.note(row, 'undelivered, told', nowMs)
        } else if (row.level < levels) {
          row.level += 1
          row.dueAt = nowMs + escalateEveryMs
          book.note(row, `level ${row.level}`, nowMs)
        } else {
          row.dueAt = nowMs + REMINDER
          book.note(row, 'ladder ended', nowMs)
        }
      }
      return { ...book.owing(dispatchId), moved }
    },

    async close(dispatchId) {
      book.calls.push('close')
      const { owing, next } = book.owing(dispatchId)
      if (owing > 0) return { closed: false, owing, next }
      book.dispatch(dispatchId).closed = true
      return { closed: true, owing, next: null }
    },

    async withdraw(dispatchId) {
      book.calls.push('withdraw')
      const at = await now()
      if (book.dispatch(dispatchId).recalled) book.recall(dispatchId, at)
      const owed = book.of(dispatchId).filter((row) => row.withdrawOwed)
      for (const row of owed) {
        row.withdrawOwed = false
        book.note(row, 'withdrawn', at)
      }
      return owed.length
    },

    async probe(endpointId, probes) {
      const endpoint = book.endpoint(endpointId)
      const rows = book.parked(endpointId)
      const mechanism: Mechanism = book.rows.find((row) => row.endpoint === endpointId)?.mechanism ?? 'push'
      const waitMs = probeWaitMs(probes + 1, FIRST_WAIT, LONGEST_WAIT)
      const report = { mechanism, waitMs, parked: rows.length }
      if (endpoint.pausedBy === 'operator') return { ...report, next: 'operator' }
      if (endpoint.state !== 'paused') return { ...report, next: rows.length > 0 ? 'drain' : 'done' }
      endpoint.probes.push(await now())
      const [sample] = rows.length > 0 ? rows : book.rows
      const answer = await endpoint.answer(sample!)
      return { ...report, next: answer === 'delivered' ? 'drain' : 'wait' }
    },
  }

  const delivery: DeliveryActivities = {
    async deliver(dispatchId, mechanism) {
      book.calls.push('deliver')
      Context.current().heartbeat()
      const moved: LaneSummary[] = []
      const mine = (): Row[] =>
        book
          .of(dispatchId)
          .filter((row) => row.mechanism === mechanism && row.nextAttemptAt !== null && !row.parked)
      for (const row of mine()) {
        if (row.nextAttemptAt! > (await now()) || row.parked) continue
        const { state } = book.endpoint(row.endpoint)
        const came = state === 'open' ? await tryRow(row) : state
        if (came === 'paused') await park(row.endpoint)
        if (came === 'gone') moved.push(await fallBack(row))
      }
      const waiting = mine().map((row) => row.nextAttemptAt!)
      if (waiting.length > 0)
        throw ApplicationFailure.create({
          type: 'Waiting',
          message: 'tapals wait for their next try',
          nextRetryDelay: Math.max(50, Math.min(...waiting) - (await now())),
        })
      return { delivered: 0, parked: 0, moved, ...book.owing(dispatchId) }
    },

    async drain(endpointId) {
      const endpoint = book.endpoint(endpointId)
      const touched = new Set<string>()
      let delivered = 0
      let faults = 0
      for (const row of book.parked(endpointId)) {
        if (endpoint.state === 'gone') {
          await word.rerouted(row.dispatch, [await fallBack(row)])
          continue
        }
        await tryRow(row)
        if (row.state !== 'delivered') {
          faults += 1
          break
        }
        delivered += 1
        touched.add(row.dispatch)
      }
      for (const dispatch of touched) {
        const { owing, next } = book.owing(dispatch)
        await word.delivered(dispatch, { next, outstanding: owing })
      }
      const left = book.parked(endpointId).length
      if (faults === 0 && left === 0 && endpoint.pausedBy === 'kcs')
        Object.assign(endpoint, { state: 'open', pausedBy: null, failures: 0 })
      return { delivered, left, faults }
    },
  }
  return { near, delivery }
}
