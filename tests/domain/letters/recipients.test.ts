import type { Purpose } from '../../../domain/letters/dispatch/recipients'
import { join } from '../../../services/letters/routing/plan'
import type { Reason } from '../../../domain/letters/routing/reason'

const route = (purpose: Purpose, why: Reason[], addressedTo: string[] = []) => ({ purpose, why, addressedTo })
const named: Reason = { code: 'named' }
const group: Reason = { code: 'group', of: 'IDUKKI' }
const inward: Reason = { code: 'inward-seat', of: 'A/1' }

test.each([
  ['information stays information', 'information', 'information', 'information'],
  ['action wins over an earlier information', 'information', 'action', 'action'],
  ['action wins over a later information', 'action', 'information', 'action'],
] as const)('a recipient reached twice: %s', (_title, first, second, purpose) => {
  const here = route(first, [named, inward])
  join(here, route(second, [named, inward]))
  expect(here).toEqual(route(purpose, [named, inward]))
})

test('a recipient reached twice keeps why for both, each reason once, and every office that was written to', () => {
  const here = route('action', [named, inward], ['OLD'])
  const other = route('information', [group, { code: 'merged', of: 'OLDER' }, inward], ['OLDER', 'OLD'])
  join(here, other)
  expect(here).toEqual(
    route('action', [named, inward, group, { code: 'merged', of: 'OLDER' }], ['OLD', 'OLDER']),
  )
  expect(other.addressedTo).toEqual(['OLDER', 'OLD'])
})
