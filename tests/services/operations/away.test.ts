// What is left to the next round, and what is a fault.

import { KcsError } from '../../../domain/common/error'
import { isAway, unlessAway } from '../../../services/operations/duty/away'

test('that the other side is away is left to the next round; every other fault is thrown', async () => {
  const away = new KcsError('service-unavailable')
  const other = new KcsError('not-found')
  expect([isAway(away), isAway(other), isAway(new Error('x')), isAway('service-unavailable')]).toEqual([
    true,
    false,
    false,
    false,
  ])
  await expect(unlessAway(() => Promise.reject(away))).resolves.toBeUndefined()
  await expect(unlessAway(() => Promise.reject(other))).rejects.toBe(other)
})
