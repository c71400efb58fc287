// Letters for the benchmarks.

import { randomBytes } from 'node:crypto'
import { ulid } from 'ulid'
import type { Dispatch } from '../domain/letters/dispatch/record'
import { RECEIVER, SENDER } from './stage'

/** An accepted letter to one office; `documentBytes` is the size its attachment is said to have. */
export function benchDispatch(documentBytes = 300_000): Dispatch {
  return {
    id: ulid(),
    caller: 'account:bench',
    idempotencyKey: randomBytes(12).toString('hex'),
    requestHash: randomBytes(32).toString('hex'),
    sender: { office: SENDER, seat: `${SENDER}/TAPAL`, holder: 'BENCH' },
    kind: 'letter',
    subject: 'x'.repeat(200),
    letterNumber: 'B-1/2026',
    letterDate: '2026-01-01',
    fileNumber: '',
    subjectCode: '',
    urgency: 'normal',
    classification: 'normal',
    language: 'en',
    documents: [
      { sha256: 'a'.repeat(64), name: 'letter.pdf', mediaType: 'application/pdf', size: documentBytes },
    ],
    recipients: [{ office: RECEIVER, purpose: 'action' }],
    times: { acknowledgeWithinSeconds: 172_800, escalateEverySeconds: 86_400 },
    number: null,
    state: 'accepted',
    started: false,
    recall: null,
    acceptedAt: new Date(),
    closedAt: null,
  }
}
