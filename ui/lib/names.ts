// Names of offices and seats in the reader's language, where the directory has them.

import type { TFunction } from 'i18next'
import { currentLanguage } from './i18n'

interface Named {
  name: string
  nameMl?: string | null | undefined
}

/** The name of an office or a person; English where no Malayalam name is known. */
export function nameOf(thing: Named): string {
  return currentLanguage() === 'ml' && thing.nameMl ? thing.nameMl : thing.name
}

/** The subject of a letter, or what stands in its place for an operator who may not read it. */
export function subjectOf(letter: { subject: string; masked: boolean }, t: TFunction): string {
  return letter.masked ? t('masked.subject') : letter.subject
}

interface Post {
  designation: string
  designationMl?: string | null | undefined
  section?: string | null | undefined
}

/** Designation and section of a seat; many designations name their section already. */
export function seatName(seat: Post): string {
  const designation = currentLanguage() === 'ml' && seat.designationMl ? seat.designationMl : seat.designation
  return !seat.section || designation.includes(seat.section) ? designation : `${designation}, ${seat.section}`
}
