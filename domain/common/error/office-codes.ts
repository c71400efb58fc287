// Rows of the error table: offices, seats and sanctioned posts.

import { entry } from './entry'

export const officeCodes = {
  'parent-unknown': entry(
    'invalid',
    'There is no such office above.',
    'Enter the office above first, or name one that exists.',
  ),
  'parent-cycle': entry(
    'invalid',
    'An office cannot come to stand below itself.',
    'Move it below an office that is not one of its own.',
  ),
  'succession-invalid': entry(
    'invalid',
    'The office cannot be succeeded in this way.',
    'Name offices that last, and not the office itself; read its succession.',
  ),
  'effective-in-past': entry(
    'invalid',
    'A change of the directory cannot take effect in the past.',
    'Leave the instant out for now, or give a later one.',
  ),
  'span-invalid': entry('invalid', 'The end does not lie after the beginning.', 'Correct the two instants.'),
  'open-tapals': entry(
    'conflict',
    'Tapals are open there; nobody would answer for them after that day.',
    'Have them closed or handed over first, or merge the office into its successor.',
  ),
  'intermediary-invalid': entry(
    'invalid',
    'This office cannot take the mail of the other.',
    'Name another office; two that take the mail of each other lead nowhere.',
  ),
  'intermediary-overlap': entry(
    'conflict',
    'Another office takes the mail at that time.',
    'End that first: send the same office and beginning with an end.',
  ),
  'strength-exceeded': entry(
    'conflict',
    'The sanctioned strength is used up.',
    'End a seat made against the post, or enter the order that sanctions more.',
  ),
  'sanctioned-post-unknown': entry(
    'invalid',
    'There is no such sanctioned post in the office.',
    'Read /v1/sanctioned-posts of the office.',
  ),
  'reporting-loop': entry(
    'invalid',
    'The line of reporting would come back to the seat.',
    'Name a seat above that does not report to this one.',
  ),
}
