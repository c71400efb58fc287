// The calls of an agent that comes for its letters.

import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { call, endOf, type Settings } from '../../reference/gateway'
import { type Try } from '../../reference/outbox'
import { type Page, pageSchema, type Said } from './wire'

/** Fetches the next letters under the agent's own name of this fetching; null if they could not be had this time. */
export async function fetchPage(
  { kcsUrl, apiKey }: Settings,
  { claim, limit, leaseSeconds }: { claim: string; limit: number; leaseSeconds: number },
): Promise<Page | null> {
  const query = new URLSearchParams({ claim, limit: String(limit), leaseSeconds: String(leaseSeconds) })
  const headers = { authorization: `Bearer ${apiKey}` }
  const { status, body } = await call(`${kcsUrl}/v1/agent/inwards?${query.toString()}`, { headers })
  return status === 200 ? pageSchema.parse(body) : null
}

/** Says something of a letter under a key. Safe to repeat. */
export async function say({ kcsUrl, apiKey }: Settings, key: string, { id, act, body }: Said): Promise<Try> {
  return endOf(
    await call(`${kcsUrl}/v1/agent/inwards/${encodeURIComponent(id)}/${act}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
    }),
  )
}

/**
 * Fetches a document into the folder under its sha256, and goes on where an earlier try broke off. Returns whether it is
 * whole and has its hash; a content with another hash is thrown away.
 */
export async function fetchDocument(
  { kcsUrl, apiKey }: Settings,
  folder: string,
  { href, sha256 }: { href: string; sha256: string },
): Promise<boolean> {
  // The key is shown to KCS alone, whatever address a letter names.
  if (new URL(href).origin !== new URL(kcsUrl).origin) return false
  await mkdir(folder, { recursive: true })
  const part = join(folder, `${sha256}.part`)
  const have = (await stat(part).catch(() => null))?.size ?? 0
  const headers = {
    authorization: `Bearer ${apiKey}`,
    ...(have > 0 ? { range: `bytes=${have}-` } : {}),
  }
  const response = await fetch(href, { headers, redirect: 'manual', signal: AbortSignal.timeout(120_000) })
  if ((response.status === 200 || response.status === 206) && response.body) {
    const flags = response.status === 206 ? 'a' : 'w'
    await pipeline(Readable.fromWeb(response.body as never), createWriteStream(part, { flags, flush: true }))
  } else if (response.status !== 416) return false
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(part)) hash.update(chunk as Buffer)
  if (hash.digest('hex') === sha256) {
    await rename(part, join(folder, sha256))
    return true
  }
  await rm(part)
  return false
}
