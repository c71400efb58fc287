// What a letter names must be there, and its named recipients must take it.

import type { Repositories } from '../../../../database'
import type { DocumentReference } from '../../../../domain/letters/dispatch/dispatch'
import type { Recipient } from '../../../../domain/letters/dispatch/recipients'
import { type ErrorCode, errorEntry, type FieldError, isKcsError } from '../../../../domain/common/error'
import { compileGroup, loadGroups } from '../../../../domain/directory/group/compile'
import type { Seat } from '../../../../domain/directory/seat/seat'
import type { RoutedLetter } from '../../../../domain/letters/routing/accepts'
import { candidateOf } from '../../../../services/letters/routing/plan'
import type { Candidate } from '../../../../domain/letters/routing/route'
import { openRouter } from '../../../../services/letters/routing/router'

/** A document of the letter, by what it is stored under and what it goes by. */
interface NamedDocument {
  sha256: string
  name: string
}

/** What was found of all that the letter names. */
export interface Found {
  sender: Seat | undefined
  documents: ReadonlyMap<string, { size: number; mediaType: string; offices: readonly string[] }>
}

/** One round to the database. */
export async function find(
  repositories: Repositories,
  letter: { sender: { seat: string }; documents: readonly NamedDocument[] },
): Promise<Found> {
  const [seats, documents] = await Promise.all([
    repositories.seats.byIds([letter.sender.seat]),
    repositories.documents.byHashes([...new Set(letter.documents.map(({ sha256 }) => sha256))]),
  ])
  return { sender: seats.get(letter.sender.seat), documents }
}

/**
 * Looks the recipients up at once, and answers what tells the errors of a letter to them: for each that no letter, or
 * not this one, can reach, with a pointer. Named ones are routed as the dispatch itself will be; members of groups are
 * not looked at, for that would take long: what cannot be carried to one of them is told in the trace.
 */
export function openRecipients(
  repositories: Repositories,
  recipients: readonly Recipient[],
  at: Date,
): (letter: RoutedLetter) => Promise<FieldError[]> {
  const named = new Map<string, Candidate>()
  for (const [index, recipient] of recipients.entries()) {
    const key = keyOf(recipient)
    // Whoever is named twice is looked at once.
    if (!named.has(key)) for (const one of candidateOf(recipient, index)) named.set(key, one)
  }
  const candidates = [...named.values()]
  const router = openRouter(repositories, at, candidates)
  const groups = groupErrors(repositories, recipients, at)
  groups.catch(() => undefined)
  return async (letter) => {
    const routes = await router.route(letter, candidates, false)
    const refused = routes.filter(({ refusals }) => refusals.length > 0)
    if (refused.length === 0) return groups
    const refusals = new Map(refused.map((route) => [keyOf(recipients[route.named]!), route.refusals]))
    const errors = recipients.flatMap((recipient, index) => {
      const field = recipient.office === undefined ? 'seat' : 'office'
      const codes = refusals.get(keyOf(recipient)) ?? []
      return codes.map((code) => fieldError(`/recipients/${index}/${field}`, code))
    })
    return [...errors, ...(await groups)]
  }
}

/** The same for recipients that are the same office, seat or group. */
function keyOf({ office, seat, group }: Recipient): string {
  return seat !== undefined ? `s${seat}` : office !== undefined ? `o${office}` : `g${group}`
}

/** The groups that are not there, hold nothing now, or cannot be drawn up. */
export async function groupErrors(
  repositories: Pick<Repositories, 'groups'>,
  recipients: readonly Recipient[],
  at: Date,
): Promise<FieldError[]> {
  const ids = recipients.flatMap(({ group }) => group ?? [])
  if (ids.length === 0) return []
  const groups = await loadGroups(ids, at, (open) => repositories.groups.byIds(open))
  return recipients.flatMap(({ group }, index) => {
    if (group === undefined) return []
    try {
      compileGroup(group, groups, at)
      return []
    } catch (error) {
      if (!isKcsError(error)) throw error
      return [fieldError(`/recipients/${index}/group`, error.code)]
    }
  })
}

/** Documents that the sending office neither brought nor was sent, with a pointer to each. */
export async function documentErrors(
  repositories: Repositories,
  letter: { documents: readonly NamedDocument[] },
  found: Found,
  sender: Seat,
): Promise<FieldError[]> {
  const errors = await Promise.all(
    letter.documents.map(async ({ sha256 }, index) => {
      const document = found.documents.get(sha256)
      const known =
        document &&
        (document.offices.includes(sender.office) || (await received(repositories, sha256, sender)))
      return known ? [] : [fieldError(`/documents/${index}/sha256`, 'document-unknown')]
    }),
  )
  return errors.flat()
}

const LETTERS_LOOKED_AT = 1000

/** A letter that was received may be sent on with another. */
async function received(repositories: Repositories, sha256: string, sender: Seat): Promise<boolean> {
  const letters = await repositories.dispatches.withDocument(sha256, LETTERS_LOOKED_AT)
  if (letters.some(({ office }) => office === sender.office)) return true
  return (
    letters.length > 0 &&
    repositories.tapals.reaches(
      letters.map(({ id }) => id),
      [sender.office],
      [sender.id],
    )
  )
}

/** The documents as the letter keeps them; those that are not there are left out. */
export function documentReferences(
  letter: { documents: readonly NamedDocument[] },
  found: Found,
): DocumentReference[] {
  return letter.documents.flatMap(({ sha256, name }) => {
    const document = found.documents.get(sha256)
    return document ? [{ sha256, name, mediaType: document.mediaType, size: document.size }] : []
  })
}

function fieldError(pointer: string, code: ErrorCode): FieldError {
  return { pointer, detail: errorEntry(code).title, code }
}
