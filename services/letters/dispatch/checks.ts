// What a letter names must be there, and its named recipients must take it.

import type { Repositories } from '../../../database'
import { dayInKerala } from '../../../domain/common/clock/ist'
import { slicesOf } from '../../../domain/common/item/slices'
import { type ErrorCode, errorEntry, type FieldError, isKcsError } from '../../../domain/common/error'
import { type CompiledGroup, compileGroup } from '../../../domain/directory/group/compile'
import type { Seat } from '../../../domain/directory/seat/seat'
import type { DocumentRecord } from '../../../database/letters/document/repository'
import {
  CLASSIFICATIONS,
  type DocumentReference,
  type Grade,
} from '../../../domain/letters/dispatch/dispatch'
import type { Recipient } from '../../../domain/letters/dispatch/recipients'
import type { RoutedLetter } from '../../../domain/letters/routing/accepts'
import { SHORTEST_SECONDS } from '../../../domain/letters/service-level/faults'
import { ROUTE_REFUSALS } from '../../../domain/letters/routing/refusal'
import { nameFits } from '../../../domain/letters/document/media-types'
import { withOwnNames } from '../../../domain/letters/document/own-names'
import type { Candidate } from '../../../domain/letters/routing/route'
import { loadGroups } from '../../directory/group/load'
import { hasLetterWith } from '../document/sent'
import { isAway } from '../../operations/duty/away'
import { candidateOf, seatsHeld } from '../routing/plan'
import { BATCH, openRouter, type PlannedRoute } from '../routing/router'

/** A document of the letter, by the hash of its content and the name it goes by. */
export interface NamedDocument {
  sha256: string
  name: string
}

/** The sending seat and the documents that a letter names, as far as they are there. */
export interface LetterParts {
  sender: Seat | undefined
  documentsByHash: ReadonlyMap<string, Pick<DocumentRecord, 'size' | 'mediaType' | 'offices' | 'scan'>>
}

/** One round to the database. */
export async function readParts(
  repositories: Repositories,
  letter: { sender: { seat: string }; documents: readonly NamedDocument[] },
): Promise<LetterParts> {
  const hashes = [...new Set(letter.documents.map(({ sha256 }) => sha256))]
  const [seats, documentsByHash] = await Promise.all([
    repositories.seats.byIds([letter.sender.seat]),
    repositories.documents.byHashes(hashes),
  ])
  return { sender: seats.get(letter.sender.seat), documentsByHash }
}

export const groupErrorCodes = [
  'group-unknown',
  'group-inactive',
  'group-cycle',
  'group-too-deep',
  'group-empty',
] as const satisfies readonly ErrorCode[]

export const recipientErrorCodes = [
  ...ROUTE_REFUSALS,
  ...groupErrorCodes,
] as const satisfies readonly ErrorCode[]

/**
 * Begins to read the recipients at once, and returns the check of a letter to them: an error, with a pointer, for each
 * that no letter, or not this one, can reach. Named ones are routed as the dispatch itself will be. Members of groups
 * are not looked at, for that would take long: what cannot be carried to one of them stands in the trace.
 */
export function openRecipientCheck(
  repositories: Repositories,
  recipients: readonly Recipient[],
  at: Date,
): (letter: RoutedLetter) => Promise<FieldError[]> {
  const candidatesByKey = new Map<string, Candidate>()
  for (const [index, recipient] of recipients.entries()) {
    const key = keyOf(recipient)
    // A recipient that is named twice is routed once.
    if (candidatesByKey.has(key)) continue
    for (const candidate of candidateOf(recipient, index)) candidatesByKey.set(key, candidate)
  }
  const candidates = [...candidatesByKey.values()]
  const router = openRouter(repositories, { at, now: at }, candidates)
  const groups = findGroupFaults(repositories, recipients, at)
  groups.catch(() => undefined)

  return async (letter) => {
    const refusedRoutes: PlannedRoute[] = []
    for (const some of slicesOf(candidates, BATCH)) {
      const routes = await router.route(letter, some, false)
      refusedRoutes.push(...routes.filter(({ refusals }) => refusals.length > 0))
    }
    if (refusedRoutes.length === 0) return groups
    const refusalsByKey = new Map(
      refusedRoutes.map((route) => [keyOf(recipients[route.entry]!), route.refusals]),
    )
    const errors = recipients.flatMap((recipient, index) => {
      const field = recipient.office === undefined ? 'seat' : 'office'
      const codes = refusalsByKey.get(keyOf(recipient)) ?? []
      return codes.map((code) => fieldError(`/recipients/${index}/${field}`, code))
    })
    return [...errors, ...(await groups)]
  }
}

/** The same for recipients that are the same office, seat or group. */
function keyOf({ office, seat, group }: Recipient): string {
  return seat !== undefined ? `s${seat}` : office !== undefined ? `o${office}` : `g${group}`
}

/** An error, with a pointer, for each group that is not there, holds nobody now, or cannot be compiled. */
export async function findGroupFaults(
  repositories: Pick<Repositories, 'groups' | 'offices' | 'seats'>,
  recipients: readonly Recipient[],
  at: Date,
): Promise<FieldError[]> {
  const ids = recipients.flatMap(({ group }) => group ?? [])
  if (ids.length === 0) return []
  const groups = await loadGroups(ids, at, (open) => repositories.groups.byIds(open))
  const faults = recipients.map(async ({ group }, index) => {
    if (group === undefined) return []
    try {
      const { set } = compileGroup(group, groups, at)
      return (await holdsAny(repositories, set, at))
        ? []
        : [fieldError(`/recipients/${index}/group`, 'group-empty')]
    } catch (error) {
      if (!isKcsError(error) || isAway(error)) throw error
      return [fieldError(`/recipients/${index}/group`, error.code)]
    }
  })
  return (await Promise.all(faults)).flat()
}

async function holdsAny(
  { offices, seats }: Pick<Repositories, 'offices' | 'seats'>,
  set: CompiledGroup['set'],
  at: Date,
): Promise<boolean> {
  if (await offices.holdsOffice(set, at)) return true
  return (await seatsHeld({ offices, seats }, set, at)).length > 0
}

/** What the clocks of senders may differ from ours. */
const TOLERANCE_MS = 5 * 60_000

/** An error for a letter of a grade that KCS does not carry: its body could not be sealed. */
export function findGradeFaults({
  classification = 'normal',
}: {
  classification?: Grade | undefined
}): FieldError[] {
  if (CLASSIFICATIONS.some((carried) => carried === classification)) return []
  const code = 'classification-not-carried'
  return [{ pointer: '/classification', detail: errorEntry(code).title, code }]
}

/** An error for a letter that bears a day that has not come yet in Kerala, and for a fixed date that is over. */
export function findDateFaults(
  { letterDate, fixedDate }: { letterDate?: string | undefined; fixedDate?: string | undefined },
  now: Date,
): FieldError[] {
  const latest = dayInKerala(new Date(now.getTime() + TOLERANCE_MS))
  const earliest = dayInKerala(new Date(now.getTime() - TOLERANCE_MS))
  const faults: FieldError[] = []
  if (letterDate !== undefined && letterDate > latest)
    faults.push({ pointer: '/letterDate', detail: 'must not lie in the future' })
  if (fixedDate !== undefined && fixedDate < earliest)
    faults.push({ pointer: '/fixedDate', detail: 'must not lie in the past' })
  return faults
}

/** The times that a sender states in seconds; terms of days and hours are an hour at least by their form. */
interface TimesInSeconds {
  acknowledgeWithinSeconds?: number | undefined
  escalateEverySeconds?: number | undefined
}

/** An error for each stated time that is too short for an office; where short ones are allowed, none. */
export function findTimesFaults(
  { times = {} }: { times?: TimesInSeconds | undefined },
  shortAllowed: boolean,
): FieldError[] {
  if (shortAllowed) return []
  return (['acknowledgeWithinSeconds', 'escalateEverySeconds'] as const)
    .filter((name) => (times[name] ?? SHORTEST_SECONDS) < SHORTEST_SECONDS)
    .map((name) => fieldError(`/times/${name}`, 'clock-too-short'))
}

export const documentErrorCodes = [
  'document-unknown',
  'document-name',
  'document-infected',
] as const satisfies readonly ErrorCode[]

/**
 * An error, with a pointer, for each document that the sending office neither brought nor was sent, for each in which malware
 * was found, and for each name that would be another kind of file where it is saved.
 */
export async function findDocumentFaults(
  repositories: Repositories,
  letter: { documents: readonly NamedDocument[] },
  { documentsByHash }: LetterParts,
  sender: Seat,
): Promise<FieldError[]> {
  const errors = await Promise.all(
    letter.documents.map(async ({ sha256, name }, index) => {
      const document = documentsByHash.get(sha256)
      const mayUse =
        document &&
        (document.offices.includes(sender.office) ||
          (await hasLetterWith(repositories, sha256, { offices: [sender.office], seats: [sender.id] })))
      if (!mayUse) return [fieldError(`/documents/${index}/sha256`, 'document-unknown')]
      if (document.scan?.verdict === 'infected')
        return [fieldError(`/documents/${index}/sha256`, 'document-infected')]
      return nameFits(name, document.mediaType)
        ? []
        : [fieldError(`/documents/${index}/name`, 'document-name')]
    }),
  )
  return errors.flat()
}

/** The documents as the letter keeps them, each with a name of its own; those that are not there are left out. */
export function documentReferences(
  letter: { documents: readonly NamedDocument[] },
  { documentsByHash }: LetterParts,
): DocumentReference[] {
  const references = letter.documents.flatMap(({ sha256, name }) => {
    const document = documentsByHash.get(sha256)
    return document ? [{ sha256, name, mediaType: document.mediaType, size: document.size }] : []
  })
  return withOwnNames(references)
}

function fieldError(pointer: string, code: ErrorCode): FieldError {
  return { pointer, detail: errorEntry(code).title, code }
}
