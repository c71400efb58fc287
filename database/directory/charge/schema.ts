// Charges: the dated holding of a seat by an employee.

import { declare, recordOf } from '../../common/collection'
import { CHARGE_ENDS, CHARGE_KINDS, type Charge } from '../../../domain/directory/charge/charge'

export interface ChargeRow extends Omit<Charge, 'id'> {
  _id: string
}

export const chargeCollection = declare<ChargeRow>(
  'charges',
  {
    _id: String,
    seat: { type: String, required: true },
    employee: { type: String, required: true },
    kind: { type: String, enum: CHARGE_KINDS, required: true },
    from: { type: Date, required: true },
    until: { type: Date, default: null },
    ended: { type: String, enum: [...CHARGE_ENDS, null], default: null },
  },
  [[{ employee: 1, from: 1 }], [{ seat: 1, from: 1 }]],
)

/** The charge of a stored row. */
export const asCharge: (row: ChargeRow) => Charge = recordOf(chargeCollection)

/** The condition of a charge that holds at the instant. */
export const holdingAt = (at: Date) => ({
  from: { $lte: at },
  $or: [{ until: null }, { until: { $gt: at } }],
})
