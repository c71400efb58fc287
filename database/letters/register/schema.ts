// Register entries are the counter: number n+1 is taken by inserting it under a unique index.

import { alsoAs, declare } from '../../common/collection'
import { REGISTERS, type Register } from '../../../domain/letters/register/number'

export interface RegisterRow {
  _id: string
  office: string
  register: Register
  year: number
  number: number
  /** The tapal or dispatch the number belongs to. */
  subject: string
  at: Date
  /** Set when the number was allotted and the letter did not come after all; a void entry stays. */
  void: boolean
}

export const registerCollection = declare<RegisterRow>(
  'registers',
  {
    _id: String,
    office: { type: String, required: true },
    register: { type: String, enum: REGISTERS, required: true },
    year: { type: Number, required: true },
    number: { type: Number, required: true },
    subject: { type: String, required: true },
    at: { type: Date, required: true },
    void: { type: Boolean, required: true },
  },
  [
    [{ office: 1, register: 1, year: 1, number: -1 }, { unique: true }],
    [{ register: 1, subject: 1 }, { unique: true }],
  ],
)

/** The numbers of the sandbox, a series of its own. */
export const testRegisterCollection = alsoAs('test-registers', registerCollection)
