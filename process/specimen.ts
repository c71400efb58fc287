// The specimen letter, for the demonstration, for the check of a filing system, and for agents that ask for it.

import { Readable } from 'node:stream'
import { drawLetter } from '../documents/pdf/draw-letter'
import { SPECIMEN_ORDER } from '../documents/specimen-order'
import type { SpecimenFacts } from '../domain/letters/delivery/specimen'
import type { SpecimenLetter } from '../services/letters/endpoint/hand-specimen'

export { SPECIMEN_ORDER } from '../documents/specimen-order'

/** The specimen order as PDF, under its own number or another. */
export function drawSpecimen(number: string = SPECIMEN_ORDER.number): Promise<Buffer> {
  return drawLetter({ ...SPECIMEN_ORDER, number })
}

/** What the specimen letter says of itself. */
export const SPECIMEN_FACTS: SpecimenFacts = {
  subject: SPECIMEN_ORDER.subject.en,
  number: SPECIMEN_ORDER.number,
  date: SPECIMEN_ORDER.date,
  fileNumber: SPECIMEN_ORDER.fileNumber,
}

/** The specimen letter; its document is drawn once in a process. */
export function composeSpecimen(): SpecimenLetter {
  let drawing: Promise<Buffer> | undefined
  const drawn = (): Promise<Buffer> => (drawing ??= drawSpecimen())
  return { facts: SPECIMEN_FACTS, document: async () => Readable.from([await drawn()]) }
}
