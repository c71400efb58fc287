// Who shall take a seat.

import type { Repositories } from '../../../database'
import { type ErrorCode, KcsError } from '../../../domain/common/error'

export const requireTakerErrors = ['employee-unknown'] as const satisfies readonly ErrorCode[]

/** The present number of the employee who is to take the seat. Throws KcsError `employee-unknown`. */
export async function requireTaker(
  { employees }: Pick<Repositories, 'employees'>,
  pen: string,
): Promise<string> {
  const taker = await employees.byPen(pen)
  if (!taker) throw new KcsError('employee-unknown')
  return taker.pen
}
