// Names of offices and seats in the reader's language, where the directory has them.

import { currentLanguage } from './i18n'

interface Named {
  name: string
  nameMl?: string | null | undefined
}

/** The name of an office or a person; English where no Malayalam name is known. */
export function nameOf(named: Named): string {
  return currentLanguage() === 'ml' && named.nameMl ? named.nameMl : named.name
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
