// The documents of a stand-in of KCS: given out whole or from a byte on, and at first as badly as it is told to.

import { setTimeout as wait } from 'node:timers/promises'
import { type Call, MOST_KEPT, type Part, reply, replyBusy, replyKeyInvalid } from './server'

/** How a document is given out once; `right` from then on. */
export type Giving = 'busy' | 'broken' | 'spoilt' | 'right'

/** A request for a document. */
export interface Fetching {
  sha256: string
  /** Whether it showed the API key. */
  hasKey: boolean
  range: string | undefined
  given: Giving
}

export interface Documents {
  fetchings: Fetching[]
  /** Gives a document out from now on, at first in these ways. */
  layDocument(sha256: string, content: Buffer, ways?: readonly Giving[]): void
}

/** In this time an agent has read what came before the line breaks. */
const BEFORE_BREAK_MS = 50

/** The part that gives documents out to whoever shows the key, and keeps who asked. */
export function documentsPart(): { documents: Documents; part: Part } {
  const laid = new Map<string, { content: Buffer; ways: Giving[] }>()
  const documents: Documents = {
    fetchings: [],
    layDocument: (sha256, content, ways = []) => void laid.set(sha256, { content, ways: [...ways] }),
  }
  return {
    documents,
    async part(call) {
      const [, sha256] = /^\/v1\/documents\/([^/]+)\/content$/.exec(call.path) ?? []
      if (call.method !== 'GET' || sha256 === undefined) return false
      const { hasKey } = call
      const { range } = call.headers
      const document = laid.get(sha256)
      const given = hasKey ? (document?.ways.shift() ?? 'right') : 'right'
      if (documents.fetchings.length < MOST_KEPT) documents.fetchings.push({ sha256, hasKey, range, given })
      if (!hasKey) replyKeyInvalid(call)
      else if (!document) reply(call, 404, { code: 'document-unknown' })
      else if (given === 'busy') replyBusy(call)
      else await give(call, `"${sha256}"`, document.content, given)
      return true
    },
  }
}

/** The document or the part of it that was asked for; a broken one ends in its middle, a spoilt one has another byte. */
async function give(
  call: Call,
  etag: string,
  content: Buffer,
  given: Exclude<Giving, 'busy'>,
): Promise<void> {
  const { headers, response } = call
  const begun = headers['if-range']
  const isTheSame = begun === undefined || begun === etag
  const [, from] = (isTheSame && /^bytes=(\d+)-$/.exec(headers.range ?? '')) || []
  const start = Number(from ?? 0)
  if (start >= content.length)
    return reply(call, 416, { code: 'range-unsatisfiable' }, { 'content-range': `bytes */${content.length}` })
  const part = Buffer.from(content.subarray(start))
  if (given === 'spoilt') part[part.length >> 1]! ^= 1
  response.writeHead(from === undefined ? 200 : 206, {
    ...{ 'content-type': 'application/pdf', 'content-length': part.length, etag },
    ...(from !== undefined && {
      'content-range': `bytes ${start}-${content.length - 1}/${content.length}`,
    }),
  })
  if (given !== 'broken') return void response.end(part)
  response.write(part.subarray(0, part.length >> 1))
  await wait(BEFORE_BREAK_MS)
  response.destroy()
}
