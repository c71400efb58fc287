// What a letter names must be there: its sender's seat, its recipients and its documents.

import type { Repositories } from '../../../database'
import type { DocumentReference } from '../../../domain/dispatch/dispatch'
import { type ErrorCode, errorEntry, type FieldError } from '../../../domain/errors'
import { activeAt, type Office } from '../../../domain/office/office'
import { profileAt } from '../../../domain/office/profile'
import type { Seat } from '../../../domain/office/seat'
import type { NewDispatch } from './schema'

/** What was found of all that the letter names. */
export interface Found {
  sender: Seat | undefined
  offices: ReadonlyMap<string, Office>
  seats: ReadonlyMap<string, Seat>
  documents: ReadonlyMap<string, { size: number; mediaType: string; offices: readonly string[] }>
}

/** Two rounds to the database at most, whatever the number of recipients. */
export async function find(repositories: Repositories, letter: NewDispatch): Promise<Found> {
  const codes = new Set(letter.recipients.flatMap(({ office }) => office ?? []))
  const ids = new Set([letter.sender.seat, ...letter.recipients.flatMap(({ seat }) => seat ?? [])])
  const [named, seats, documents] = await Promise.all([
    codes.size === 0 ? new Map<string, Office>() : repositories.offices.byCodes([...codes]),
    repositories.seats.byIds([...ids]),
    repositories.documents.byHashes([...new Set(letter.documents.map(({ sha256 }) => sha256))]),
  ])
  const ofSeats = letter.recipients.flatMap(({ seat }) => seats.get(seat ?? '')?.office || [])
  const more = [...new Set(ofSeats)].filter((code) => !named.has(code))
  const offices =
    more.length === 0 ? named : new Map([...named, ...(await repositories.offices.byCodes(more))])
  return { sender: seats.get(letter.sender.seat), offices, seats, documents }
}

/** All recipients that no letter can reach, with a pointer to each. */
export function recipientErrors(letter: NewDispatch, found: Found, now: Date): FieldError[] {
  return letter.recipients.flatMap(({ office, seat }, index) => {
    const pointer = `/recipients/${index}/${office === undefined ? 'seat' : 'office'}`
    const code =
      office === undefined
        ? seatFault(found, seat ?? '', now)
        : officeFault(found.offices.get(office), now, true)
    return code ? [fieldError(pointer, code)] : []
  })
}

function seatFault(found: Found, id: string, now: Date): ErrorCode | null {
  const seat = found.seats.get(id)
  if (!seat) return 'seat-unknown'
  if (seat.office === '') return 'seat-without-office'
  return officeFault(found.offices.get(seat.office), now, false)
}

function officeFault(office: Office | undefined, now: Date, asWhole: boolean): ErrorCode | null {
  if (!office) return 'office-unknown'
  if (!activeAt(office, now) || !office.fitToReceive) return 'office-inactive'
  if (asWhole && office.inwardSeat === null) return 'office-without-seat'
  return profileAt(office, now) ? null : 'office-without-profile'
}

/** Documents that the sending office neither brought nor was sent, with a pointer to each. */
export async function documentErrors(
  repositories: Repositories,
  letter: NewDispatch,
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

/** The documents as the letter keeps them. */
export function documentReferences(letter: NewDispatch, found: Found): DocumentReference[] {
  return letter.documents.map(({ sha256, name }) => {
    const { size, mediaType } = found.documents.get(sha256)!
    return { sha256, name, mediaType, size }
  })
}

function fieldError(pointer: string, code: ErrorCode): FieldError {
  return { pointer, detail: errorEntry(code).title, code }
}
