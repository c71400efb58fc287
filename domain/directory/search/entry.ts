// How an office or a seat stands in the search of the directory.

import type { Office } from '../office/office'
import type { Seat } from '../seat/seat'
import { fold, olderEndings, wordsOf } from './fold'
import { districtOf, initialsOf, isCommon, otherWordsFor, pairsOf, partsOf } from './words'

export interface DirectoryEntry {
  type: 'office' | 'seat'
  /** Code of the office, or id of the seat. */
  id: string
  name: string
  nameMl: string
  /** Kind of the office, or role of the seat. */
  kind: string
  department: string
  district: string
  /** Code of the office it is, or to which it belongs. */
  at: string
  /** Name of the office to which a seat belongs; empty for an office. */
  office: string
  /** Number of the district. */
  near: number
  /** Small for what stands high: the offices above it, one more for the seats, one more for those under the head. */
  rank: number
  /** When it ended, or null. */
  until: Date | null
  /** The folded names, each after a bar, and then all other words under which it is found, each after a space. */
  text: string
  /** The keys under which it is looked up. */
  tokens: string[]
}

type OfficeFields = Pick<
  Office,
  'code' | 'name' | 'nameMl' | 'kind' | 'department' | 'district' | 'path' | 'activeUntil' | 'succession'
>
type SeatFields = Pick<
  Seat,
  'id' | 'office' | 'designation' | 'designationMl' | 'wing' | 'section' | 'role' | 'activeUntil'
>

/** The office under its names, its kind, its code, its initials, and what stands for the same. */
export function officeEntry(office: OfficeFields): DirectoryEntry {
  const { code, name, nameMl, kind, department, district } = office
  const words = wordsOfOffice(office)
  // Two common words are kept as a pair, for each of them alone is met too often.
  const common = words.filter(isCommon)
  return {
    type: 'office',
    id: code,
    name,
    nameMl,
    kind,
    department,
    district,
    at: code,
    office: '',
    near: districtOf(district),
    rank: office.path.length,
    until: earlier(office.activeUntil, office.succession?.at ?? null),
    text: textOf(name, nameMl, words),
    tokens: [...new Set([...words.flatMap((word) => partsOf(word, 1)), ...pairsOf(common, common)])],
  }
}

/**
 * The seats under their designation, section and id, and under the words of their office. Of those, what offices have
 * in common finds a seat only together with a word of its own. A seat whose office is not among the given stands alone.
 */
export function seatEntries(
  seats: readonly SeatFields[],
  offices: ReadonlyMap<string, OfficeFields>,
): DirectoryEntry[] {
  const place = remembered((code: string) => placeOfSeats(offices.get(code)))
  // Very many seats bear the same title.
  const titles = remembered((title: string) => {
    const words = wordsOf(title)
    return [...words, ...otherWordsFor(words), ...initialsOf(title)]
  })
  return seats.map((seat) => seatEntry(seat, place(seat.office), titles))
}

interface PlaceOfSeats {
  office: OfficeFields | undefined
  words: string[]
  /** Those of its names that are not common. */
  rare: string[]
  near: number
}

function placeOfSeats(office: OfficeFields | undefined): PlaceOfSeats {
  if (!office) return { office, words: [], rare: [], near: 0 }
  const rare = [...wordsOf(office.name), ...wordsOf(office.nameMl)].filter((word) => !isCommon(word))
  return { office, words: wordsOfOffice(office), rare, near: districtOf(office.district) }
}

function seatEntry(
  seat: SeatFields,
  { office, words, rare, near }: PlaceOfSeats,
  titles: (title: string) => string[],
): DirectoryEntry {
  const { id, designation, designationMl, section, wing, role } = seat
  const titleWords = [designation, designationMl, section, wing].flatMap(titles)
  const own = distinct([...titleWords, ...wordsOf(id)])
  const all = distinct([...own, ...words])
  const indexedWords = distinct([...own, ...words.filter((word) => !isCommon(word))])
  // What is common finds too much by itself: it is kept with what else is common, and with the name of the place.
  const pairs = pairsOf(own.filter(isCommon), [...all.filter(isCommon), ...rare])
  return {
    type: 'seat',
    id,
    name: designation,
    nameMl: designationMl,
    kind: role,
    department: office?.department ?? '',
    district: office?.district ?? '',
    at: seat.office,
    office: office?.name ?? '',
    near,
    rank: (office?.path.length ?? 0) + (role === 'head' ? 1 : 2),
    until: earlier(seat.activeUntil, earlier(office?.activeUntil ?? null, office?.succession?.at ?? null)),
    text: textOf(designation, designationMl, all),
    tokens: [...new Set([...indexedWords.flatMap((word) => partsOf(word, 2)), ...pairs])],
  }
}

function wordsOfOffice({ code, name, nameMl, kind }: OfficeFields): string[] {
  const nameWords = [...wordsOf(name), ...wordsOf(nameMl)]
  const kindWords = wordsOf(kind)
  return distinct([
    ...nameWords,
    ...olderEndings(nameWords.filter((word) => !isCommon(word))),
    ...kindWords,
    ...otherWordsFor(nameWords),
    ...otherWordsFor(kindWords),
    ...initialsOf(name),
    ...wordsOf(code),
  ])
}

function textOf(name: string, nameMl: string, words: readonly string[]): string {
  return `|${fold(name)}|${fold(nameMl)}| ${words.join(' ')}`
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words)]
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other
  return one < other ? one : other
}

function remembered<Value>(work: (key: string) => Value): (key: string) => Value {
  const done = new Map<string, Value>()
  return (key) => {
    const value = done.get(key) ?? work(key)
    done.set(key, value)
    return value
  }
}
