// Rows of the error table: lists of the directory brought as CSV. Those of single rows stand in the answer of an import.

import { entry } from './entry'

const row = (title: string, remedy: string) => entry('invalid', title, remedy)

export const importCodes = {
  // of the whole file
  'import-file-empty': row('The file is empty.', 'Send the list with its header line.'),
  'import-no-rows': row('The file has a header line and no rows.', 'Add the rows below the header line.'),
  'import-not-utf-eight': row(
    'The file is not UTF-8 text.',
    'Save it as "CSV UTF-8" in the spreadsheet program, and send it again.',
  ),
  'import-column-missing': row(
    'The header line lacks a column that is needed.',
    'Name the column in the first line; columns are separated by commas.',
  ),
  'import-column-twice': row(
    'The header line names a column twice.',
    'Keep one of the two columns; names that differ only in case, spaces or signs are the same.',
  ),
  'import-file-too-large': entry(
    'too-large',
    'The file is larger than an import takes.',
    'Split it into several files, each with the header line.',
  ),
  'import-busy': entry(
    'unavailable',
    'Other imports are under way.',
    'Wait until they have ended, and send the file again.',
  ),

  // of the form of a row
  'import-quote-open': row(
    'A quotation mark is opened and never closed.',
    'Close it in that row, or write a mark that belongs to the text twice.',
  ),
  'import-quote-misplaced': row(
    'A quotation mark stands where none may be.',
    'Put the whole cell between quotation marks, and write each mark within it twice.',
  ),
  'import-row-too-long': row('The row is too long to be one.', 'Look for a missing line break in that row.'),
  'import-cells-too-many': row(
    'The row has more cells than the header line.',
    'Put a cell that holds a comma between quotation marks.',
  ),
  'import-cells-too-few': row(
    'The row has fewer cells than the header line.',
    'Add the commas of the cells that are left empty.',
  ),

  // of a cell
  'import-cell-missing': row('The cell is empty and must not be.', 'Fill it in.'),
  'import-cell-too-long': row('The text is too long.', 'Shorten it.'),
  'import-control-character': row(
    'The text holds line breaks or signs that cannot be seen.',
    'Type it again as one line.',
  ),
  'import-code-malformed': row(
    'This cannot be a code.',
    'Use letters, digits, full stop, hyphen and underscore, without spaces; in ids of seats also the slash.',
  ),
  'import-text-malformed': row(
    'The text does not have the form that the column asks for.',
    'Correct it as the detail says.',
  ),
  'import-choice-unknown': row('There is no such choice.', 'Use one of the words that are named.'),
  'import-date-malformed': row(
    'This is no date.',
    'Write YYYY-MM-DD, or day, month and year as in 26/01/2027.',
  ),
  'import-date-impossible': row('There is no such day.', 'Look the date up in a calendar.'),
  'import-number-malformed': row('This is no whole number.', 'Write digits only.'),
  'import-flag-malformed': row('This is neither yes nor no.', 'Write yes or no.'),
  'import-span-backwards': row('The end does not lie after the beginning.', 'Correct the two dates.'),

  // of a row among others
  'import-duplicate': row('The file has this one twice.', 'Keep one of the two rows.'),
  'import-near-twin': row(
    'There is one already whose code or number a reader would take for the same.',
    'Write it as it is there. If it is another one, enter it by itself, where that can be confirmed.',
  ),
  'import-pen-twice': row(
    'The file has this PEN twice.',
    'Keep one row per employee; give charges in their own file.',
  ),
  'import-parent-unknown': row(
    'The office above is neither in the file nor in the directory.',
    'Add a row for it, or correct the code.',
  ),
  'import-parent-cycle': row('The office would stand below itself.', 'Correct the office above.'),
  'import-row-needed-bad': row(
    'It needs another row that is left out because it is bad.',
    'Correct that row; this one comes with it.',
  ),
  'import-office-unknown': row('There is no such office.', 'Import the offices first, or correct the code.'),
  'import-inward-twice': row(
    'Two seats of one office would take its letters.',
    'Write yes for one of them only.',
  ),
  'import-group-by-rule': row(
    'The group is told by a rule, not by a list.',
    'Change it on its page; a list of members would take the place of the rule.',
  ),
  'import-member-missing': row('The row names no member.', 'Fill in an office or a seat, and not both.'),
  'import-seat-unknown': row('There is no such seat.', 'Import the seats first, or correct the id.'),
  'import-employee-unknown': row(
    'There is no such employee.',
    'Import the employees first, or correct the PEN.',
  ),
  'import-post-unknown': row(
    'There is no such sanctioned post in that office.',
    'Import the sanctioned posts first, or correct the id.',
  ),
  'import-endpoint-unknown': row('There is no such endpoint.', 'Register it first, or leave the cell empty.'),
  'import-seat-of-other-office': row(
    'The seat belongs to another office.',
    'Enter a new seat in the other office and end this one; letters stay with the seat they came to.',
  ),
  'import-open-tapals': row(
    'Tapals are open there; nobody would answer for them.',
    'Have them closed or handed over first, or merge the office into its successor.',
  ),
}
