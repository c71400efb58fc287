// The protocol as an agent sees it, written from docs/agent-protocol.md and not from the connector's code.

import { type Context } from 'koa'
import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import { bytesOf, Refusal } from '../../reference/server'

const party = z.object({
  office: z.object({ code: z.string(), name: z.string() }),
  seat: z.object({ id: z.string(), designation: z.string() }),
})

/** What an agent reads of a tapal; members it does not know are ignored. */
export const arrivalSchema = z.object({
  deliveryKey: z.string().min(1),
  purpose: z.string(),
  acknowledgeWithinSeconds: z.number(),
  sender: party,
  recipient: party,
  letter: z.object({
    despatchNumber: z.string(),
    subject: z.string(),
    letterNumber: z.string(),
    letterDate: z.string(),
    urgency: z.string(),
  }),
  documents: z.array(
    z.object({
      name: z.string(),
      mediaType: z.string(),
      size: z.number(),
      sha256: z.string(),
      href: z.url(),
    }),
  ),
})
export type Arrival = z.infer<typeof arrivalSchema>

export interface Desk {
  from?: string
  to: string
  file?: string
}

/** A report as it goes into a call-back. */
export type ReportBody = { key: string; deliveryKey: string; at: string } & (
  | { kind: 'acknowledged'; diaryNumber: string; diaryDate: string }
  | { kind: 'opened' | 'closed' }
  | { kind: 'movement' | 'filed'; desk: Desk }
  | { kind: 'refused'; code: string; reason: string; rightOffice?: string }
  | { kind: 'returned'; reason: string }
)

/** What the people at the agent's desks do; becomes a report. */
export const actSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('acknowledged'),
    diaryNumber: z.string().min(1).optional(),
    diaryDate: z.iso.date().optional(),
  }),
  z.strictObject({ kind: z.enum(['opened', 'closed']) }),
  z.strictObject({
    kind: z.enum(['movement', 'filed']),
    from: z.string().min(1).optional(),
    to: z.string().min(1),
    file: z.string().min(1).optional(),
  }),
  z.strictObject({
    kind: z.literal('refused'),
    code: z.string(),
    reason: z.string().min(1),
    rightOffice: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('returned'), reason: z.string().min(1) }),
])
export type Act = z.infer<typeof actSchema>

/** Reads the raw body of a call of KCS and checks its signature. Throws Refusal 401. */
export async function signedBody(ctx: Context, secret: string): Promise<string> {
  const body = (await bytesOf(ctx)).toString('utf8')
  const headers = Object.fromEntries(
    Object.entries(ctx.headers).map(([name, value]) => [name, String(value)]),
  )
  try {
    new Webhook(secret).verify(body, headers, { jsonParse: false })
  } catch {
    throw new Refusal(401, { code: 'signature-invalid' })
  }
  return body
}

/** The headers of a call-back. */
export function signedHeaders(secret: string, id: string, body: string): Record<string, string> {
  const at = new Date()
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  }
}

/** The day in Kerala (+05:30) as YYYY-MM-DD. */
export function kerala(at: Date): string {
  return new Date(at.getTime() + 330 * 60_000).toISOString().slice(0, 10)
}
