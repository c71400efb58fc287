// The webhooks of K-SMART: checked by an HMAC of its own kind, read into our reports.

import { createHmac } from 'node:crypto'
import { KcsError } from '../../domain/common/error'
import { type CallbackRequest } from '../connector'
import type { AgentReport, UnreadReport } from '../report'
import { checkTime, sameBytes } from '../http-callback'
import { readReports } from '../reading'
import { refusalCode } from './errors'
import { diaryOf } from './mapper'
import { eventSchema, type KsmartEvent } from './schema'

export const SIGNATURE_HEADER = 'x-ksmart-signature'

/** The signature of a webhook: `t=<seconds>,v1=<base64 HMAC-SHA256 over seconds.body>`. */
export function callbackSignature(secret: string, seconds: string, body: Buffer | string): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('base64')}`
}

/** Throws KcsError `signature-invalid`, `timestamp-out-of-tolerance`, `callback-invalid`. */
export function readCallback(secret: string, request: CallbackRequest): (AgentReport | UnreadReport)[] {
  const signature = request.headers[SIGNATURE_HEADER] ?? ''
  const seconds = /^t=(\d{1,12}),/.exec(signature)?.[1] ?? ''
  const right = callbackSignature(secret, seconds, request.body)
  if (secret === '' || seconds === '' || !sameBytes(Buffer.from(signature), Buffer.from(right)))
    throw new KcsError('signature-invalid')
  checkTime(seconds, request.receivedAt)
  return readReports('Events', eventSchema, reportOf, request.body)
}

function reportOf(event: KsmartEvent): AgentReport {
  const base = { key: event.eventId, deliveryKey: event.externalId, at: new Date(event.eventTime) }
  switch (event.action) {
    case 'FILE':
      return { ...base, kind: 'acknowledged', diary: diaryOf(event.fileNo, event.fileDate) }
    case 'OPEN':
      return { ...base, kind: 'opened' }
    case 'FORWARD':
      return {
        ...base,
        kind: 'movement',
        desk: {
          ...(event.fromSeat === undefined ? {} : { from: event.fromSeat }),
          to: event.toSeat,
          ...(event.fileNo === undefined ? {} : { file: event.fileNo }),
        },
      }
    case 'ATTACH':
      return { ...base, kind: 'filed', desk: { to: event.seat, file: event.parentFileNo } }
    case 'DISPOSE':
      return { ...base, kind: 'closed' }
    case 'REJECT':
      return {
        ...base,
        kind: 'refused',
        code: refusalCode(event.reasonCode),
        reason: event.remarks,
        ...(event.rightLocalBodyCode === undefined ? {} : { rightOffice: event.rightLocalBodyCode }),
      }
    case 'SEND_BACK':
      return { ...base, kind: 'returned', reason: event.remarks }
  }
}
