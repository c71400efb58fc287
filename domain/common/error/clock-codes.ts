// Rows of the error table: clocks.

import { entry } from './entry'

export const clockCodes = {
  'clock-term-invalid': entry(
    'invalid',
    'No clock can run for that long.',
    'Give a whole number that is not negative, of working days, calendar days, working hours or hours; an extension is at least 1.',
  ),
  'clock-change-too-early': entry(
    'invalid',
    'A clock cannot be paused, resumed or extended before it starts.',
    'Correct the instant of the change or the start.',
  ),
  'clock-paused-already': entry(
    'conflict',
    'The clock stands already.',
    'Resume it first, or leave the second pause out.',
  ),
  'clock-not-paused': entry(
    'conflict',
    'The clock does not stand, so it cannot be resumed.',
    'Leave it out, or name the pause that it ends.',
  ),
  'clock-not-pausable': entry(
    'conflict',
    'Clocks of this kind are not paused: the office need wait for nobody.',
    'Extend it instead, with the reason.',
  ),
  'clock-not-running': entry(
    'conflict',
    'No such clock runs on the tapal.',
    'Read its clocks: it may not have started, or have ended, and what has ended is not paused or extended.',
  ),
  'clock-changed-too-often': entry(
    'conflict',
    'The clock was paused, resumed and extended as often as a clock can be.',
    'Let it run, or settle what is owed.',
  ),
  'clock-changed-meanwhile': entry(
    'conflict',
    'The tapal changed again and again while its clock was being changed.',
    'Read it, and send the request again.',
  ),
  'clock-too-short': entry(
    'invalid',
    'No clock runs for less than an hour.',
    'Give an hour at least: clocks of minutes and seconds are for the demonstration and for test letters alone.',
  ),
  'level-equal': entry(
    'conflict',
    'Another service level names the same conditions, and one letter could fit both.',
    'Name one condition more or less, other values, or other days; or change the other level.',
  ),
  'levels-too-many': entry(
    'conflict',
    'There are as many service levels as there can be.',
    'Change one that has ended, or gather several into one.',
  ),
  'calendar-unknown': entry('invalid', 'There is no such calendar.', 'Read /v1/calendars.'),
  'clock-out-of-reach': entry(
    'invalid',
    'The clock is not due within twenty years.',
    'Give a shorter term, or look at the calendar: it may have no working day.',
  ),
}
