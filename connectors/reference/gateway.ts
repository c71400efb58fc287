// How a reference agent calls KCS: the Gateway API and the call-back address, with its own key.

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { keepDocument } from './journal'
import { type Try } from './outbox'

/** What registration at KCS gave; empty until then. */
export const settingsSchema = z
  .object({
    kcsUrl: z.string().default(''),
    apiKey: z.string().default(''),
    secret: z.string().default(''),
    endpointId: z.string().default(''),
  })
  // Further settings that the card of the system names.
  .catchall(z.string())
export type Settings = z.infer<typeof settingsSchema>

const CALL_MS = 30_000
const letterFields = {
  /** The sending office, for the upload of the documents. */
  office: z.string().min(1),
  sender: z.strictObject({ seat: z.string().min(1) }),
  kind: z.string(),
  subject: z.string().min(1),
  letterNumber: z.string().min(1),
  letterDate: z.string(),
  fileNumber: z.string().optional(),
  urgency: z.string().optional(),
  language: z.string().optional(),
  recipients: z.array(
    z.strictObject({ office: z.string().optional(), seat: z.string().optional(), purpose: z.string() }),
  ),
  times: z
    .strictObject({ acknowledgeWithinSeconds: z.number(), escalateEverySeconds: z.number() })
    .optional(),
}

/** A letter that an office hands to its agent; `id` becomes the Idempotency-Key and names it permanently. */
export const outgoingSchema = z.strictObject({
  ...letterFields,
  id: z.string().min(1).max(200),
  documents: z.array(z.strictObject({ name: z.string(), mediaType: z.string(), contentBase64: z.base64() })),
})

/** The same letter as it lies in the outbox, its documents kept on disk by their sha256. */
export type KeptLetter = Omit<z.infer<typeof outgoingSchema>, 'id' | 'documents'> & {
  documents: { name: string; mediaType: string; sha256: string }[]
}

/** Largest JSON by which a letter may be handed to an agent. */
export const OUTGOING_BYTES = 72 * 1024 * 1024

/** Keeps the documents of a letter in the folder and returns what goes into the outbox. */
export async function keepLetter(
  letter: z.infer<typeof outgoingSchema>,
  folder: string,
): Promise<KeptLetter> {
  const { id: _id, documents, ...rest } = letter
  const keptDocuments: KeptLetter['documents'] = []
  for (const { name, mediaType, contentBase64 } of documents) {
    keptDocuments.push({
      name,
      mediaType,
      sha256: await keepDocument(folder, Buffer.from(contentBase64, 'base64')),
    })
  }
  return { ...rest, documents: keptDocuments }
}

/** Hands a letter to KCS: uploads what it names, then creates the dispatch under the key. Safe to repeat. */
export async function handOver(
  settings: Settings,
  folder: string,
  key: string,
  letter: KeptLetter,
): Promise<Try> {
  const { office, ...dispatch } = letter
  const authorization = `Bearer ${settings.apiKey}`
  for (const { sha256, mediaType } of letter.documents) {
    const digest = `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`
    const uploaded = await call(`${settings.kcsUrl}/v1/documents?office=${encodeURIComponent(office)}`, {
      method: 'POST',
      headers: {
        authorization,
        'content-type': mediaType,
        'content-digest': digest,
        'idempotency-key': sha256,
      },
      body: await readFile(join(folder, sha256)),
    })
    if (uploaded.status !== 200 && uploaded.status !== 201) return endOf(uploaded)
  }
  const documents = letter.documents.map(({ sha256, name }) => ({ sha256, name }))
  return endOf(
    await call(`${settings.kcsUrl}/v1/dispatches`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ ...dispatch, documents }),
    }),
  )
}

/** Posts a call-back whose headers were made by the agent. */
export async function callBack(
  settings: Settings,
  headers: Record<string, string>,
  body: string,
): Promise<Try> {
  const url = `${settings.kcsUrl}/v1/callbacks/${encodeURIComponent(settings.endpointId)}`
  return endOf(
    await call(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body }),
  )
}

/** Fetches a document of an arrived letter and checks it; null if it could not be had this time. */
export async function fetchDocument(
  settings: Settings,
  href: string,
  sha256: string,
): Promise<Buffer | null> {
  // The key is shown to KCS alone, whatever address an envelope names.
  if (settings.kcsUrl === '' || new URL(href).origin !== new URL(settings.kcsUrl).origin) return null
  const response = await fetch(href, {
    headers: { authorization: `Bearer ${settings.apiKey}` },
    redirect: 'manual',
    signal: AbortSignal.timeout(CALL_MS),
  })
  const content = Buffer.from(await response.arrayBuffer())
  if (response.status !== 200) return null
  return createHash('sha256').update(content).digest('hex') === sha256 ? content : null
}

/** What KCS answered; the body where it is JSON. */
export interface Answer {
  status: number
  body: unknown
}

/** Calls KCS; redirects are not followed. Throws where it does not answer. */
export async function call(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(CALL_MS) })
  const text = await response.text()
  try {
    return { status: response.status, body: JSON.parse(text) }
  } catch {
    return { status: response.status, body: null }
  }
}

/** 2xx is taken; a fault of what was sent is final; an unknown key, limits and faults of KCS are tried again. */
export function endOf({ status, body }: Answer): Try {
  if (status >= 200 && status < 300) return { end: 'taken', status, answer: body }
  const again = [401, 408, 425, 429]
  if (status >= 400 && status < 500 && !again.includes(status))
    return { end: 'rejected', status, answer: body }
  return null
}
