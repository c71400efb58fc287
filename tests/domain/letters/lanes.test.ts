import { AGENT_SYSTEMS, defaultTaking, MECHANISMS, OWN_SYSTEMS } from '../../../domain/letters/systems'
import { deliveryQueue, LANE_ROWS, shardsOf } from '../../../domain/letters/delivery/mechanism'

test.each([
  [0, 1],
  [1, 1],
  [LANE_ROWS - 1, 1],
  [LANE_ROWS, 1],
  [LANE_ROWS + 1, 2],
  [2 * LANE_ROWS, 2],
  [33_199, 7],
])('a lane of %d rows has %d parts', (rows, parts) => {
  expect(shardsOf(rows)).toBe(parts)
})

test('every mechanism has a task queue of its own', () => {
  expect(new Set(MECHANISMS.map(deliveryQueue)).size).toBe(MECHANISMS.length)
})

test('where the profile is silent, the number of a filing system counts as taking, else a person must take it', () => {
  expect(AGENT_SYSTEMS).toEqual(expect.arrayContaining(['push', 'eoffice']))
  expect(OWN_SYSTEMS).toEqual(['kcs-agent', 'email', 'print'])
  for (const system of AGENT_SYSTEMS) expect([system, defaultTaking(system)]).toEqual([system, 'diary'])
  for (const system of OWN_SYSTEMS) expect([system, defaultTaking(system)]).toEqual([system, 'person'])
})
