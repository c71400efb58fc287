import { newStateCalendar } from '../../../../domain/common/clock/calendar'
import type { RuleWhen } from '../../../../domain/letters/routing/rule'
import { AT, held, LONG_AGO, office, routed, rule, seat, type World } from './directory'

// The instant of these tables is a Sunday, the 22nd of November 2026.
const FRIDAYS = {
  ...newStateCalendar(),
  id: 'fridays',
  weekly: [{ from: '2026-01-01', closed: ['friday' as const], closedSaturdays: [] }],
}
const world = (when: RuleWhen, more: World = {}): World => ({
  offices: [office('A')],
  seats: [seat('A/TAPAL'), seat('A/SO'), seat('A/SPIO', { role: 'spio' })],
  rules: [rule('R', { when, then: { seatRole: 'spio' } })],
  ...more,
})
const inAbsence = (id: string) => [held(id), held(id, { kind: 'in-absence', employee: 'P2' })]

test.each<[string, World, Parameters<typeof routed>[1], string]>([
  ['a rule for holidays holds on a Sunday', world({ holiday: true }), { office: 'A' }, 'A/SPIO'],
  ['a rule for working days does not', world({ holiday: false }), { office: 'A' }, 'A/TAPAL'],
  [
    'an office that works on Sundays by its own calendar has none then',
    world({ holiday: true }, { offices: [office('A', { calendar: 'fridays' })], calendars: [FRIDAYS] }),
    { office: 'A' },
    'A/TAPAL',
  ],
  [
    'a calendar that is not there is the State’s',
    world({ holiday: true }, { offices: [office('A', { calendar: 'unheard-of' })], calendars: [FRIDAYS] }),
    { office: 'A' },
    'A/SPIO',
  ],
  [
    'the State’s calendar is the one that is kept, not the one it began as',
    world({ holiday: true }, { calendars: [{ ...FRIDAYS, id: 'state' }] }),
    { office: 'A' },
    'A/TAPAL',
  ],
  ['a seat that was named stays on a holiday', world({ holiday: true }), { seat: 'A/SO' }, 'A/SO'],
  [
    'of a merged office the calendar of its successor counts',
    world(
      { holiday: true },
      {
        offices: [
          office('OLD', { calendar: 'fridays', succession: { kind: 'merged', into: ['A'], at: LONG_AGO } }),
          office('A'),
        ],
        calendars: [FRIDAYS],
      },
    ),
    { office: 'OLD' },
    'A/SPIO',
  ],
  [
    'a rule for absence holds where somebody stands in for the holder',
    world({ absent: true }, { charges: inAbsence('A/TAPAL') }),
    { office: 'A' },
    'A/SPIO',
  ],
  [
    'it takes what was named to such a seat',
    world({ absent: true }, { charges: inAbsence('A/SO') }),
    { seat: 'A/SO' },
    'A/SPIO',
  ],
  [
    'it does not hold once the absence is over',
    world(
      { absent: true },
      {
        charges: [
          held('A/TAPAL'),
          held('A/TAPAL', { kind: 'in-absence', until: new Date(AT.getTime() - 1) }),
        ],
      },
    ),
    { office: 'A' },
    'A/TAPAL',
  ],
  ['a vacant seat is not one whose holder is absent', world({ absent: true }), { office: 'A' }, 'A/TAPAL'],
  [
    'a rule against absence leaves seats on which somebody stands in',
    world({ absent: false }, { charges: inAbsence('A/TAPAL') }),
    { office: 'A' },
    'A/TAPAL',
  ],
  [
    'of several conditions each must hold',
    world({ absent: true, holiday: false }, { charges: inAbsence('A/TAPAL') }),
    { office: 'A' },
    'A/TAPAL',
  ],
])('%s', (_title, given, to, expected) => {
  expect(routed(given, to).seat).toBe(expected)
})
