// Rows of the error table: employees, charges of seats, and handing them over.

import { entry } from './entry'

export const chargeCodes = {
  'employee-unknown': entry(
    'invalid',
    'There is no employee of this number.',
    'Check the PEN, or enter the employee first.',
  ),
  'employee-suspended': entry(
    'conflict',
    'The employee is suspended.',
    'Reinstate the employee first, or name another.',
  ),
  'choice-not-own': entry(
    'forbidden',
    'Each employee chooses alone how KCS reaches the own telephone.',
    'Sign in as the employee.',
  ),
  'mobile-missing': entry(
    'conflict',
    'No mobile number of the employee is known.',
    'Have the head of the office enter one first, such as +91 98470 12345.',
  ),
  'charge-overlaps': entry(
    'conflict',
    'Somebody else holds the seat regularly at that time.',
    'Relieve the holder first, hand the seat over, or give an additional charge.',
  ),
  'charge-held-already': entry(
    'conflict',
    'The employee holds this seat at that time already.',
    'End that charge first, or choose another time.',
  ),
  'charge-outside-seat': entry(
    'conflict',
    'The seat does not exist for the whole time of the charge.',
    'Choose a time within the life of the seat.',
  ),
  'charge-not-held': entry(
    'conflict',
    'The employee does not hold this seat at that time.',
    'See the charges of the employee, and choose one and a time within it.',
  ),
  'charge-backwards': entry(
    'invalid',
    'The charge would end before it begins.',
    'Choose an end that lies after the start.',
  ),
  'not-temporary': entry(
    'conflict',
    'The number of this employee is permanent.',
    'Check the number; only a temporary one is replaced.',
  ),
  // first sign-in
  'signed-in-before': entry(
    'conflict',
    'The employee has an account already.',
    'Sign in with its login and password.',
  ),
  'sign-in-code-wrong': entry(
    'unauthenticated',
    'Number or code is wrong, or the code is used up or too old.',
    'Check both; ask the head of your office for a new code.',
  ),
  'login-taken': entry('conflict', 'This login is taken.', 'Choose another login.'),
  seatless: entry('conflict', 'The employee holds no seat.', 'Let the employee join a seat first.'),
  // handing over
  'handover-not-yours': entry(
    'forbidden',
    'The seat was given to somebody else.',
    'It is taken by the one it was given to, under the own login.',
  ),
  'handover-not-open': entry(
    'conflict',
    'This handover was withdrawn.',
    'Ask the holder of the seat to give it again.',
  ),
}
