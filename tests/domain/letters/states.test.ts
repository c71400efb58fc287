import {
  canMove,
  isTaken,
  statesBefore,
  TAPAL_STATES,
  type TapalState,
} from '../../../domain/letters/tapal/states'

/** The moves of design §5, one row per state: y where the tapal may move to the state of the column. */
const COLUMNS: TapalState[] = [
  'routed',
  'handed-over',
  'delivered',
  'acknowledged',
  'opened',
  'in-process',
  'closed',
  'refused',
  'returned',
  'recalled',
  'cancelled',
  'expired',
  'failed',
  'redirected',
]
//                ro ho de ac op ip cl rf rt rc ca ex fa rd
const TABLE: Record<TapalState, string> = {
  routed: '       -  y  y  y  -  -  -  y  -  y  y  y  y  y',
  'handed-over': '-  -  y  y  -  -  -  y  -  y  y  y  y  y',
  delivered: '    -  -  -  y  -  -  -  y  y  y  -  y  y  y',
  acknowledged: ' -  -  -  -  y  y  y  -  y  -  -  -  -  y',
  opened: '       -  -  -  -  -  y  y  -  y  -  -  -  -  y',
  'in-process': ' -  -  -  -  -  -  y  -  y  -  -  -  -  y',
  closed: '       -  -  -  -  -  -  -  -  -  -  -  -  -  -',
  refused: '      -  -  -  -  -  -  -  -  -  -  -  -  -  -',
  returned: '     -  -  -  -  -  -  -  -  -  -  -  -  -  -',
  recalled: '     -  -  -  -  -  -  -  -  -  -  -  -  -  -',
  cancelled: '    -  -  -  -  -  -  -  -  -  -  -  -  -  -',
  expired: '      -  -  -  y  -  -  -  -  -  -  -  -  -  -',
  failed: '       y  -  y  y  -  -  -  -  -  y  y  y  -  -',
  redirected: '   -  -  -  -  -  -  -  -  -  -  -  -  -  -',
}

const rowOf = (from: TapalState): string[] => TABLE[from].trim().split(/\s+/)
const allowed = (from: TapalState): TapalState[] => COLUMNS.filter((_, i) => rowOf(from)[i] === 'y')

test('the table speaks of every state', () => {
  expect(COLUMNS).toEqual([...TAPAL_STATES])
  for (const from of TAPAL_STATES) expect(rowOf(from)).toHaveLength(TAPAL_STATES.length)
})

describe.each(TAPAL_STATES)('a tapal that is %s', (from) => {
  test.each(TAPAL_STATES)(`may become %s only if the table says so`, (to) => {
    expect(canMove(from, to)).toBe(allowed(from).includes(to))
  })

  test('is reached from the states that the table allows, which is the filter of the conditional write', () => {
    expect(statesBefore(from)).toEqual(TAPAL_STATES.filter((before) => allowed(before).includes(from)))
  })
})

test('no state leads to itself: a repeat of an act is never a change', () => {
  expect(TAPAL_STATES.filter((state) => canMove(state, state))).toEqual([])
})

test('recall is possible until the office has acknowledged', () => {
  expect(statesBefore('recalled')).toEqual(['routed', 'handed-over', 'delivered', 'failed'])
})

test('a late truth is taken: what failed or expired can still be acknowledged', () => {
  expect(canMove('failed', 'acknowledged')).toBe(true)
  expect(canMove('expired', 'acknowledged')).toBe(true)
})

test('taken are acknowledged, opened, in process and closed', () => {
  expect(TAPAL_STATES.filter(isTaken)).toEqual(['acknowledged', 'opened', 'in-process', 'closed'])
})
