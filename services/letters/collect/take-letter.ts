// One collected letter goes the way of a letter that was handed over at the API: the same checks, the same errors.

import type { CollectedLetter, UnreadLetter } from '../../../connectors/collect'
import { errorEntry, type ErrorCode, type FieldError, isKcsError } from '../../../domain/common/error'
import { callerKeyOf, type AgentIdentity } from '../../access/right/identity'
import { isAway } from '../../operations/duty/away'
import type { ServiceDeps } from '../../deps'
import { refusalsOf } from '../callback/reports'
import { acceptDispatch } from '../dispatch/accept'
import { bringCollected } from './documents'
import type { CollectDeps } from './deps'
import { requestOf, sameness } from './stated'

/** `acceptedAt` is when KCS accepted it, now or in an earlier round. */
export type LetterResult =
  | { kind: 'taken'; dispatch: string; created: boolean; acceptedAt: Date }
  | { kind: 'refused' | 'waiting'; errors: FieldError[] }

export interface Sending {
  caller: AgentIdentity
  endpoint: string
  runs: ServiceDeps['runs']
}

const TAKEN_OTHERWISE: FieldError = {
  pointer: '',
  detail:
    'KCS has taken another letter under this id. Send a letter that was changed as a new one, under an id of its own.',
  code: 'idempotency-key-reused',
}

/**
 * Takes the letter once, whatever happens in between: its key is made from the system's own id, and its documents are kept
 * once by their content. A fault of KCS itself with this letter alone has it wait. Throws what concerns every letter: a
 * database or a store that is away or full.
 */
export async function takeLetter(
  deps: CollectDeps,
  sending: Sending,
  letter: CollectedLetter | UnreadLetter,
): Promise<LetterResult> {
  if (letter.kind === 'unread') return { kind: 'refused', errors: [...letter.errors] }
  try {
    return await take(deps, sending, letter)
  } catch (error) {
    if (isAway(error) || (isKcsError(error) && error.code === 'storage-full')) throw error
    if (isKcsError(error) && error.code === 'idempotency-key-reused')
      return { kind: 'refused', errors: [TAKEN_OTHERWISE] }
    if (isKcsError(error)) return { kind: 'refused', errors: refusalsOf(error, placeOf(error.code)) }
    return { kind: 'waiting', errors: [fieldError('', 'internal')] }
  }
}

async function take(
  deps: CollectDeps,
  { caller, endpoint, runs }: Sending,
  letter: CollectedLetter,
): Promise<LetterResult> {
  const { dispatches } = deps.repositories
  const { digest } = deps.secrets
  const idempotencyKey = `collect:${endpoint}:${digest(letter.key)}`
  const requestHash = digest(sameness(letter))
  const earlier = await dispatches.byKey(callerKeyOf(caller), idempotencyKey)
  if (earlier) {
    if (earlier.requestHash === requestHash)
      return { kind: 'taken', dispatch: earlier.id, created: false, acceptedAt: earlier.acceptedAt }
    return { kind: 'refused', errors: [TAKEN_OTHERWISE] }
  }
  const sender = await seatOf(deps, caller, letter)
  if ('errors' in sender) return { kind: 'refused', errors: sender.errors }
  // Before its documents are fetched, which may be large.
  const stated = deps.readLetter(requestOf(letter, sender.seat))
  if ('errors' in stated) return { kind: 'refused', errors: stated.errors }

  const hashes: string[] = []
  for (const [index, document] of letter.documents.entries()) {
    const place = { document, office: letter.sender.office, pointer: `/documents/${index}` }
    const brought = await bringCollected(deps, caller, place, deps.now())
    if (brought.kind !== 'brought') return brought
    hashes.push(brought.sha256)
  }
  const read = deps.readLetter(requestOf(letter, sender.seat, hashes))
  if ('errors' in read) return { kind: 'refused', errors: read.errors }
  const now = deps.now()
  const acceptance = { letter: read.letter, idempotencyKey, requestHash }
  const { id, created } = await acceptDispatch({ ...deps, runs }, caller, acceptance, now)
  if (created) return { kind: 'taken', dispatch: id, created, acceptedAt: now }
  // Another collector was first.
  const first = await dispatches.byId(id)
  return { kind: 'taken', dispatch: id, created, acceptedAt: first?.acceptedAt ?? now }
}

/** The seat that sends: the one that is named, or the one that takes the post of the office. */
async function seatOf(
  { repositories: { offices, seats } }: CollectDeps,
  caller: AgentIdentity,
  { sender: { office, seat } }: CollectedLetter,
): Promise<{ seat: string } | { errors: FieldError[] }> {
  if (!caller.agent.offices.includes(office))
    return { errors: [fieldError('/sender/office', 'office-not-served')] }
  if (seat === undefined) {
    const inwardSeat = (await offices.byCodes([office])).get(office)?.inwardSeat
    if (inwardSeat) return { seat: inwardSeat }
    const detail =
      'The letter names no seat, and the office has none that takes its post. Name the seat that sends it.'
    return { errors: [{ pointer: '/sender/seat', detail }] }
  }
  const found = (await seats.byIds([seat])).get(seat)
  if (found?.office === office) return { seat }
  return { errors: [fieldError('/sender/seat', found ? 'seat-not-held' : 'seat-unknown')] }
}

/** Where a fault points that names no place of its own. */
function placeOf(code: ErrorCode): string {
  return code === 'seat-not-held' || code === 'seat-without-office' ? '/sender/seat' : ''
}

function fieldError(pointer: string, code: ErrorCode): FieldError {
  const { title, remedy } = errorEntry(code)
  return { pointer, detail: `${title} ${remedy}`, code }
}
