// What an office or a system takes, against what a letter is.

import type { Capabilities } from '../delivery/mechanism'
import type { Classification, Language, LetterKind, Urgency } from '../dispatch/dispatch'
import type { LETTER_REFUSALS } from './refusal'

/** The properties of a letter that decide its route. */
export interface RoutedLetter {
  kind: LetterKind
  classification: Classification
  urgency: Urgency
  /** Empty if the sender gave none. */
  subjectCode: string
  language: Language
  /** YYYY-MM-DD, where the sender fixed one. */
  fixedDate?: string | undefined
  documents: readonly { mediaType: string; size: number }[]
}

/** What of a letter is not taken. */
export type LetterRefusal = (typeof LETTER_REFUSALS)[number]

/** Each thing about the letter that the office does not take; what its profile leaves out is not limited. */
export function refusalsOf(accepts: Partial<Capabilities>, letter: RoutedLetter): LetterRefusal[] {
  const { kinds, classifications, languages, mediaTypes, maxDocumentBytes, maxDocuments } = accepts
  const outside = (list: readonly string[] | undefined, value: string) =>
    list !== undefined && !list.includes(value)
  const refusals: LetterRefusal[] = []
  if (outside(kinds, letter.kind)) refusals.push('refused-kind')
  if (outside(classifications, letter.classification)) refusals.push('refused-classification')
  if (outside(languages, letter.language)) refusals.push('refused-language')
  if (letter.documents.some(({ mediaType }) => outside(mediaTypes, mediaType)))
    refusals.push('refused-media-type')
  if (maxDocumentBytes !== undefined && letter.documents.some(({ size }) => size > maxDocumentBytes))
    refusals.push('refused-size')
  if (maxDocuments !== undefined && letter.documents.length > maxDocuments) refusals.push('refused-count')
  return refusals
}

/** The first thing about the letter that a system does not take; null where it takes it, or was not heard yet. */
export function refusalOfSystem(
  takes: Partial<Capabilities> | null | undefined,
  letter: RoutedLetter,
): LetterRefusal | null {
  return (takes && refusalsOf(takes, letter)[0]) ?? null
}
