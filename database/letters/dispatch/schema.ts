// Dispatches: the record of what was accepted, and the outbox from which workflows are started.

import { alsoAs, declare, part } from '../../common/collection'
import { FOLLOWED_INDEX } from '../../common/followed'
import { actorPart } from '../../common/actor'
import { testerIndex, testMarkPart } from '../../common/test-mark'
import { statedTimesPart, timesPart } from '../../common/times'
import { DISPATCH_CAUSES, type DispatchChange } from '../../../domain/letters/dispatch/change'
import {
  CLASSIFICATIONS,
  DISPATCH_STATES,
  type DispatchState,
  type DocumentReference,
  LANGUAGES,
  LETTER_KINDS,
  URGENCIES,
} from '../../../domain/letters/dispatch/dispatch'
import type { Dispatch } from '../../../domain/letters/dispatch/record'

export interface DispatchRow extends Omit<Dispatch, 'id'> {
  _id: string
  /** The newest changes of the dispatch as a whole. */
  changes: DispatchChange[]
  /** Number of the newest change. */
  sequence: number
  /** The audit log has the changes up to this number. */
  followedTo: number
  followed: boolean
}

/** Letters that share a write: of 10,000 recipients each they stay far below what the server takes in one message. */
export const LETTERS_AT_ONCE = 40

/** States in which a run may still have something to do. */
export const NOT_ENDED: DispatchState[] = ['accepted', 'in-progress']

const sender = part<DispatchRow['sender']>({
  office: { type: String, required: true },
  seat: { type: String, required: true },
  holder: { type: String, default: null },
})

const document = part<DocumentReference>({
  sha256: { type: String, required: true },
  name: { type: String, required: true },
  mediaType: { type: String, required: true },
  size: { type: Number, required: true },
})

const recall = part<NonNullable<DispatchRow['recall']>>({
  at: { type: Date, required: true },
  seat: { type: String, required: true },
  holder: { type: String, required: true },
  reason: { type: String, required: true },
  told: Boolean,
})

const change = part<DispatchChange>({
  sequence: { type: Number, required: true },
  from: { type: String, default: null },
  to: { type: String, enum: DISPATCH_STATES, required: true },
  cause: { type: String, enum: DISPATCH_CAUSES, required: true },
  actor: { type: actorPart, required: true },
  at: { type: Date, required: true },
})

export const dispatchCollection = declare<DispatchRow>(
  'dispatches',
  {
    _id: String,
    caller: { type: String, required: true },
    idempotencyKey: { type: String, required: true },
    requestHash: { type: String, required: true },
    sender: { type: sender, required: true },
    kind: { type: String, enum: LETTER_KINDS, required: true },
    subject: { type: String, required: true },
    letterNumber: { type: String, default: '' },
    letterDate: { type: String, required: true },
    fileNumber: { type: String, default: '' },
    subjectCode: { type: String, default: '' },
    urgency: { type: String, enum: URGENCIES, required: true },
    classification: { type: String, enum: CLASSIFICATIONS, required: true },
    language: { type: String, enum: LANGUAGES, required: true },
    fixedDate: String,
    documents: { type: [document], required: true },
    // Up to 10,000, whose items would cost more than all other checks of a row together.
    recipients: { type: [Object], required: true },
    times: { type: timesPart, required: true },
    statedTimes: statedTimesPart,
    number: { type: String, default: null },
    state: { type: String, enum: DISPATCH_STATES, required: true },
    started: { type: Boolean, required: true },
    recall: { type: recall, default: null },
    recalledInPartAt: Date,
    acceptedAt: { type: Date, required: true },
    closedAt: { type: Date, default: null },
    reopenedAt: Date,
    test: testMarkPart,
    // Rows of before have none of these, and owe the audit log nothing until they change.
    changes: { type: [change], default: () => [] },
    sequence: { type: Number, default: 0 },
    followedTo: { type: Number, default: 0 },
    followed: { type: Boolean, default: true },
  },
  [
    [{ caller: 1, idempotencyKey: 1 }, { unique: true }],
    [{ started: 1, acceptedAt: 1 }, { partialFilterExpression: { started: false } }],
    [{ acceptedAt: 1 }, { name: 'stalled', partialFilterExpression: { state: 'accepted', started: true } }],
    [
      { 'recall.told': 1, 'recall.at': 1 },
      {
        name: 'recalled-open',
        partialFilterExpression: { state: { $in: NOT_ENDED }, 'recall.at': { $exists: true } },
      },
    ],
    [FOLLOWED_INDEX, { partialFilterExpression: { followed: false } }],
    [{ 'sender.seat': 1, _id: -1 }],
    [{ 'sender.office': 1, _id: -1 }],
    [{ 'documents.sha256': 1, 'sender.office': 1 }],
    [
      { state: 1, _id: 1 },
      { name: 'not-ended', partialFilterExpression: { state: { $in: NOT_ENDED } } },
    ],
  ],
)

/** Dispatches of the sandbox. */
export const testDispatchCollection = alsoAs('test-dispatches', dispatchCollection, [
  testerIndex('sender.seat'),
])
