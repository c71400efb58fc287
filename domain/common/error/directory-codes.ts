// Rows of the error table: changing the directory.

import { entry } from './entry'

export const directoryCodes = {
  'near-twin': entry(
    'conflict',
    'There is one already whose code or number a reader would take for the same.',
    'Use the one that is named; if this is another one, send it again with confirmTwin.',
  ),
  'exists-already': entry(
    'conflict',
    'There is one with this name already.',
    'Read it, and change it if it is meant.',
  ),
  'if-match-missing': entry(
    'precondition-missing',
    'A change must say which version it is made for.',
    'Read the object and send its ETag as If-Match.',
  ),
  'version-stale': entry(
    'precondition',
    'The object was changed by someone else meanwhile.',
    'Read it again, and make the change on what it is now.',
  ),
  'history-full': entry(
    'conflict',
    'It was changed so often, or is so large, that no more of what it was can be kept.',
    'End it, and make a new one in its place; a change that has not begun can still be replaced.',
  ),
  'agent-keys-too-many': entry(
    'conflict',
    'The agent has as many keys that open as it may.',
    'Revoke the keys that the system does not use any more.',
  ),
  'not-office-admin': entry(
    'forbidden',
    'You do not administer this office.',
    'Ask the administrator of the State or of the department above it.',
  ),
  'not-office-head': entry(
    'forbidden',
    'Only the head of the office or its administrator may do this.',
    'Ask the head of the office.',
  ),
}
