// The specimen letter, drawn for the demonstration and for the check of a filing system.

import { drawLetter } from '../documents/pdf/draw-letter'
import { SPECIMEN_ORDER } from '../documents/specimen-order'

export { SPECIMEN_ORDER } from '../documents/specimen-order'

/** The specimen order as PDF, under its own number or another. */
export function drawSpecimen(number: string = SPECIMEN_ORDER.number): Promise<Buffer> {
  return drawLetter({ ...SPECIMEN_ORDER, number })
}
