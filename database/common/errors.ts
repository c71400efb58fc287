// Driver errors, told apart once.

import { mongo } from 'mongoose'
import { KcsError } from '../../domain/common/error'

const DUPLICATE_KEY = 11000
const NAMESPACE_EXISTS = 48
const BAD_VALUE = 2
const INDEX_NOT_FOUND = 27

/** Whether a write met a unique index. */
export function isDuplicateKey(error: unknown): boolean {
  return hasCode(error, DUPLICATE_KEY)
}

/** Whether a collection was there already that was to be created. */
export function isNamespaceExists(error: unknown): boolean {
  return hasCode(error, NAMESPACE_EXISTS)
}

/** Whether an index was gone already that was to be dropped. */
export function isIndexNotFound(error: unknown): boolean {
  return hasCode(error, INDEX_NOT_FOUND)
}

/** Whether the index by which a command was to read is not known to the server, or not yet. */
export function isHintUnknown(error: unknown): boolean {
  return hasCode(error, BAD_VALUE) && error instanceof Error && error.message.includes('hint provided')
}

/** Whether every fault of a bulk write was a unique index: all other rows were written. */
export function isOnlyDuplicateKeys(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('writeErrors' in error)) return isDuplicateKey(error)
  const faults = error.writeErrors
  return Array.isArray(faults) && faults.length > 0 && faults.every((fault) => hasCode(fault, DUPLICATE_KEY))
}

/**
 * What was wrong with each row of an unordered bulk write, null for those that were written. Throws the error itself
 * where it is not of single rows: the server was lost, or could not say that the writes will stay.
 */
export function faultsByRow(error: unknown, rows: number): (Error | null)[] {
  if (!(error instanceof mongo.MongoBulkWriteError) || error.result.getWriteConcernError()) throw error
  const single = [error.writeErrors].flat()
  if (single.length === 0) throw error
  const faults: (Error | null)[] = Array.from({ length: rows }, () => null)
  for (const fault of single)
    faults[fault.index] = Object.assign(new Error(`write error ${fault.code}`), { code: fault.code })
  return faults
}

/** A row that would become too large, or malformed: nothing is wrong with the server, nor with other rows. */
const ROW_FAULTS = [121, 10334, 17419, 17420]

/** Whether a write failed for its row alone. */
export function isRowFault(error: unknown): boolean {
  return ROW_FAULTS.some((code) => hasCode(error, code))
}

const UNREACHABLE = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoPoolClearedError',
  'PoolClearedError',
  'MongoPoolClosedError',
  'MongoWaitQueueTimeoutError',
  'MongoOperationTimeoutError',
  'MongoExpiredSessionError',
])
/** Server codes of a set that is changing its primary or shutting down, or a wait that ran out. */
const PASSING_CODES = new Set([50, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436, 64, 133])

/** `service-unavailable` for a database that cannot be reached now; any other error as it is. */
export function asKcsError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if (!isPassing(error)) return error
  return new KcsError('service-unavailable', {
    detail: 'The database is not reachable.',
    retryAfterSeconds: 5,
    cause: error,
  })
}

/**
 * Whether the database could not be reached, or was changing its primary. What broke off a bulk write, the driver hangs in an
 * error of its own as `errorResponse`.
 */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (UNREACHABLE.has(error.name) || [...PASSING_CODES].some((code) => hasCode(error, code))) return true
  if (!(error instanceof mongo.MongoBulkWriteError)) return false
  return isPassing((error as { errorResponse?: unknown }).errorResponse)
}

function hasCode(error: unknown, code: number): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code
}
