// Documents on their way in: streamed, with limits on size and time, and never held as a whole.

import { Readable } from 'node:stream'
import { request } from 'undici'
import { type AddressRules, addressFault } from './address'
import {
  faultOf,
  flat,
  guardedAgent,
  HTTP_LIMITS,
  type HttpAnswer,
  type HttpCall,
  type HttpFault,
  type HttpLimits,
  readAtMost,
} from './http'

/** A content that has begun to come; `size` is null where the system does not say it. */
export interface Download {
  stream: Readable
  size: number | null
}

/**
 * Asks for a document. Returns its stream where the answer is 2xx, else the answer, or the fault that came instead; never
 * throws. The stream ends with an error where it breaks off, is longer than `maxBytes`, takes longer than its size allows,
 * or nothing of it comes for a while. Whoever does not read it destroys it; one that is left alone ends by itself.
 */
export type Downloader = (
  call: Omit<HttpCall, 'answerBytes'> & { maxBytes: number },
) => Promise<Download | HttpAnswer | HttpFault>

/** Makes the downloader, with the rules and limits of the other calls; an idle time and a time by size as for uploads. */
export function createDownloader(rules: AddressRules, limits: Partial<HttpLimits> = {}): Downloader {
  const all = { ...HTTP_LIMITS, ...limits }
  const agent = guardedAgent(rules, all)
  return async ({ maxBytes, ...call }) => {
    if (addressFault(call.url, rules) !== null) return { fault: 'address-forbidden', sent: false }
    const ending = new AbortController()
    const head = setTimeout(() => ending.abort(timeIsOver()), all.totalMs)
    try {
      const response = await request(call.url, {
        method: call.method,
        headers: { 'accept-encoding': 'identity', ...call.headers },
        body: call.body ?? null,
        dispatcher: agent,
        signal: ending.signal,
      })
      const headers = flat(response.headers)
      const { statusCode: status, body } = response
      const isPlain = (headers['content-encoding'] ?? 'identity') === 'identity'
      const isContent = status >= 200 && status < 300 && isPlain
      if (!isContent)
        return { status, headers, body: isPlain ? await readAtMost(body, all.answerBytes) : null }
      const size = sizeOf(headers['content-length'])
      return { stream: bounded(body, { maxBytes, size, ending, limits: all }), size }
    } catch (error) {
      return faultOf(error)
    } finally {
      clearTimeout(head)
    }
  }
}

interface Bounds {
  maxBytes: number
  size: number | null
  ending: AbortController
  limits: HttpLimits
}

/** The content within its limits. */
function bounded(body: Readable, { maxBytes, size, ending, limits }: Bounds): Readable {
  const { totalMs, uploadIdleMs, uploadMsPerMiB } = limits
  const giveUp = (): void => ending.abort(timeIsOver())
  const wholeMs = totalMs + (Math.min(size ?? maxBytes, maxBytes) / 2 ** 20) * uploadMsPerMiB
  // They run from now on, so that a stream that nobody reads ends as well.
  const whole = setTimeout(giveUp, wholeMs)
  const idle = setTimeout(giveUp, uploadIdleMs)
  const over = (): void => {
    clearTimeout(whole)
    clearTimeout(idle)
  }
  body.once('close', over)
  // Its fault is told by the stream that is read, if one is.
  body.on('error', () => undefined)
  async function* chunks(): AsyncGenerator<Buffer> {
    let read = 0
    for await (const chunk of body as AsyncIterable<Buffer>) {
      idle.refresh()
      read += chunk.length
      if (read > maxBytes) throw new RangeError('The content is longer than it may be.')
      yield chunk
    }
  }
  const stream = Readable.from(chunks(), { objectMode: false })
  stream.once('close', () => body.destroy())
  return stream
}

function sizeOf(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : null
}

function timeIsOver(): DOMException {
  return new DOMException('The time is over.', 'TimeoutError')
}
