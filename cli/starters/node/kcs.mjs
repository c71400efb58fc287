// How KCS and this agent know each other: signatures, and the calls to KCS.

import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { KCS_API_KEY, KCS_ENDPOINT, KCS_SECRET, KCS_URL } from './settings.mjs'

const CALL_MS = 60_000
const TOLERANCE_SECONDS = 300

/** KCS did not take it now; the same again later is right. `seconds` is how long KCS asked to wait, 0 if it did not. */
export class Later extends Error {
  constructor(why, seconds = 0) {
    super(why)
    this.seconds = seconds
  }
}

/** KCS takes this never. `problem` says why, by a stable `code`. */
export class Refused extends Error {
  constructor(status, problem) {
    super(`${status} ${problem.code}`)
    this.status = status
    this.problem = problem
  }
}

/** A document has another sha256 than its letter says. */
export class Spoilt extends Error {}

function signature(id, timestamp, body) {
  const key = Buffer.from(KCS_SECRET.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`
}

/** Whether a call is signed by KCS, over the bytes as they came. While a secret is replaced there are two signatures. */
export function isFromKcs(headers, body) {
  const {
    'webhook-id': id = '',
    'webhook-timestamp': timestamp = '',
    'webhook-signature': given = '',
  } = headers
  if (!/^[0-9]{1,12}$/.test(timestamp)) return false
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false
  const right = Buffer.from(signature(id, timestamp, body))
  const fits = (one) => one.length === right.length && timingSafeEqual(one, right)
  return given.split(' ').some((one) => fits(Buffer.from(one)))
}

/** Hands 1 to 100 reports to KCS. Returns those that stand against the record: a code by their place. */
export async function callBack(reports) {
  const body = JSON.stringify({ reports })
  // The same body has the same id on every try.
  const id = createHash('sha256').update(body).digest('hex')
  const timestamp = String(Math.floor(Date.now() / 1000))
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signature(id, timestamp, body),
  }
  try {
    await callOpen(`${KCS_URL}/v1/callbacks/${KCS_ENDPOINT}`, { method: 'POST', headers, body })
    return new Map()
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 422) throw error
    const rejected = new Map()
    for (const { pointer, code } of error.problem.errors ?? []) {
      const [, place] = /^\/reports\/([0-9]+)/.exec(pointer) ?? []
      if (place !== undefined) rejected.set(Number(place), code ?? 'badly-formed')
    }
    // Without a place none was taken.
    if (rejected.size === 0) throw new Later(`the call-back was refused: ${error.message}`)
    return rejected
  }
}

/** A call with the key of the agent and a JSON body, under an Idempotency-Key where there is one. Returns the answer. */
export async function say(method, path, value, idempotencyKey) {
  const headers = {
    ...keyHeader(),
    ...(value === undefined ? {} : { 'content-type': 'application/json' }),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
  }
  const response = await callOpen(`${KCS_URL}${path}`, {
    method,
    headers,
    body: value && JSON.stringify(value),
  })
  return response.json().catch((error) => {
    throw new Later(`the answer broke off: ${error.name}`)
  })
}

/**
 * Fetches a document into the file, which is there whole or not at all. Where the line breaks, what came is kept beside it, and
 * the next try goes on from there.
 */
export async function fetchDocument(href, sha256, path) {
  if (!href.startsWith(`${KCS_URL}/`)) throw new Refused(0, { code: 'document-elsewhere' })
  const part = `${path}.part`
  if ((await sha256Of(part)) !== sha256) await fetchRest(href, sha256, part)
  if ((await sha256Of(part)) !== sha256) {
    await rm(part)
    throw new Spoilt('a document has another sha256')
  }
  await sync(part, 'r+')
  await rename(part, path)
  if (process.platform !== 'win32') await sync(dirname(path), 'r')
}

/** Adds to the part what is missing of the document, or begins again where KCS gives it out whole. */
async function fetchRest(href, sha256, part) {
  const have = (await stat(part).catch(() => ({ size: 0 }))).size
  const range = have > 0 ? { range: `bytes=${have}-`, 'if-range': `"${sha256}"` } : {}
  const headers = { ...keyHeader(), ...range }
  const response = await callOpen(href, { headers }, 10 * CALL_MS).catch((error) => {
    if (error.status === 416) return null
    throw error
  })
  const isRest = response?.status === 206
  if (!response || (isRest && !response.headers.get('content-range')?.startsWith(`bytes ${have}-`))) {
    await response?.body.cancel()
    await rm(part, { force: true })
    throw new Later('what was here of a document was no part of it')
  }
  const file = await open(part, isRest ? 'a' : 'w')
  try {
    for await (const chunk of response.body) await file.writeFile(chunk)
  } catch (error) {
    throw new Later(`the document broke off: ${error.code ?? error.name}`)
  } finally {
    await file.close()
  }
}

/** Hands a document to KCS and returns its sha256. */
export async function upload(office, path, mediaType) {
  const sha256 = await sha256Of(path)
  const headers = {
    ...keyHeader(),
    'content-type': mediaType,
    'content-length': String((await stat(path)).size),
    'content-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
  }
  const url = `${KCS_URL}/v1/documents?office=${encodeURIComponent(office)}`
  const body = createReadStream(path)
  const response = await callOpen(url, { method: 'POST', headers, body, duplex: 'half' }, 10 * CALL_MS)
  return (await response.json()).sha256
}

/** In hex; null if there is no such file. */
async function sha256Of(path) {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk)
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
  return hash.digest('hex')
}

/** Makes what was written to a file last, or a rename in a folder. */
async function sync(path, flags) {
  const handle = await open(path, flags)
  await handle.sync().finally(() => handle.close())
}

function keyHeader() {
  return { authorization: `Bearer ${KCS_API_KEY}` }
}

/** One call of KCS. Returns a response of 2xx; throws Later or Refused. */
async function callOpen(url, request, withinMs = CALL_MS) {
  let response
  try {
    response = await fetch(url, { ...request, redirect: 'manual', signal: AbortSignal.timeout(withinMs) })
    if (response.ok) return response
  } catch (error) {
    throw new Later(`KCS was not reached: ${error.cause?.code ?? error.name}`)
  }
  const problem = await response.json().catch(() => null)
  // What comes without a code is not from KCS, but from something before it.
  if (problem?.code && [400, 403, 404, 409, 413, 415, 416, 422].includes(response.status))
    throw new Refused(response.status, problem)
  const wait = response.headers.get('retry-after') ?? ''
  throw new Later(`KCS answered ${response.status}`, /^[0-9]{1,6}$/.test(wait) ? Number(wait) : 0)
}
