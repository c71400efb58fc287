// Calls of KCS and call-backs as an agent signs them, written from docs/agent-protocol.md and not from the connector's code.

import { type Context } from 'koa'
import { Webhook } from 'standardwebhooks'
import { bytesOf, Refusal } from '../../reference/server'

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
