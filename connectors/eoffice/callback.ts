// The call-backs of e-Office: checked by an HMAC of its own kind, read into our reports.

import { createHmac } from 'node:crypto'
import { KcsError } from '../../domain/common/error'
import { type CallbackRequest } from '../connector'
import type { AgentReport, UnreadReport } from '../report'
import { checkTime, sameBytes } from '../http-callback'
import { readReports } from '../reading'
import { diaryOf, refusalCode } from './mapper'
import { type EofficeEvent, eventSchema } from './schema'

/** The signature of a call-back: hex HMAC-SHA256 over `time.body`, the time in seconds. */
export function callbackSignature(secret: string, time: string, body: Buffer | string): string {
  return `sha256=${createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex')}`
}

/** Throws KcsError `signature-invalid`, `timestamp-out-of-tolerance`, `callback-invalid`. */
export function readCallback(secret: string, request: CallbackRequest): (AgentReport | UnreadReport)[] {
  const time = request.headers['x-eoffice-time'] ?? ''
  const signature = Buffer.from(request.headers['x-eoffice-signature'] ?? '')
  const right = Buffer.from(callbackSignature(secret, time, request.body))
  if (secret === '' || !sameBytes(signature, right)) throw new KcsError('signature-invalid')
  checkTime(time, request.receivedAt)
  return readReports('events', eventSchema, reportOf, request.body)
}

function reportOf(event: EofficeEvent): AgentReport {
  const base = { key: event.eventId, deliveryKey: event.kcsKey, at: new Date(event.when) }
  switch (event.type) {
    case 'DIARISED':
      return { ...base, kind: 'acknowledged', diary: diaryOf(event.diaryNo, event.diaryDate) }
    case 'VIEWED':
      return { ...base, kind: 'opened' }
    case 'MOVED':
      return {
        ...base,
        kind: 'movement',
        desk: {
          from: event.fromDesk,
          to: event.toDesk,
          ...(event.fileNo === undefined ? {} : { file: event.fileNo }),
        },
      }
    case 'PUT_IN_FILE':
      return { ...base, kind: 'filed', desk: { to: event.desk, file: event.fileNo } }
    case 'CLOSED':
      return { ...base, kind: 'closed' }
    case 'REJECTED':
      return {
        ...base,
        kind: 'refused',
        code: refusalCode(event.errorCode),
        reason: event.remarks,
        ...(event.rightOfficeCode === undefined ? {} : { rightOffice: event.rightOfficeCode }),
      }
    case 'RETURNED':
      return { ...base, kind: 'returned', reason: event.remarks }
  }
}
