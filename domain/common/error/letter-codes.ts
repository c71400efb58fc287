// Rows of the error table: directory, letters, documents, flows, agents.

import { entry } from './entry'

export const letterCodes = {
  // directory
  'office-unknown': entry('invalid', 'There is no such office.', 'Look the code up under /v1/offices.'),
  'office-inactive': entry(
    'invalid',
    'The office takes no letters.',
    'Look up the office that took over its work.',
  ),
  'seat-unknown': entry('invalid', 'There is no such seat.', 'Look the seat up under /v1/seats.'),
  'seat-without-office': entry(
    'invalid',
    'The seat belongs to no office.',
    'Ask the directory administrator to place the seat in an office.',
  ),
  'office-without-seat': entry(
    'invalid',
    'The office has no seat that takes tapals.',
    'Ask the directory administrator to name the seat for inward tapals.',
  ),
  'office-without-profile': entry(
    'invalid',
    'The office has no delivery profile.',
    'Ask the directory administrator to set how letters reach the office.',
  ),
  // dispatch
  'recipients-missing': entry(
    'invalid',
    'The dispatch has no recipients.',
    'Name at least one office or seat.',
  ),
  'recipients-too-many': entry(
    'invalid',
    'The dispatch has too many recipients.',
    'Name at most 10,000 recipients in one request.',
  ),
  'document-missing': entry(
    'invalid',
    'The dispatch has no document.',
    'Upload the letter first and name it in documents.',
  ),
  'dispatch-unknown': entry('not-found', 'There is no such dispatch for you.', 'Check the id.'),
  'recipients-pending': entry(
    'conflict',
    'The recipients of the letter are still being worked out.',
    'Try again when it has its despatch number, which takes seconds.',
  ),
  'nobody-meant': entry(
    'conflict',
    'There is no such recipient.',
    'See how the recipients stand; nobody is reminded twice within 24 hours.',
  ),
  'dispatch-ended': entry('conflict', 'The dispatch has ended.', 'Send a new letter.'),
  // documents
  'document-unknown': entry(
    'invalid',
    'There is no such document for you.',
    'Upload it first; then use the sha256 of the answer.',
  ),
  'document-empty': entry('invalid', 'The document is empty.', 'Choose the file again and send its content.'),
  'document-too-large': entry(
    'too-large',
    'The document is larger than 50 MB.',
    'Send a smaller file, or split it.',
  ),
  'document-type': entry(
    'invalid',
    'The content is not of the announced type.',
    'Send a PDF, PNG or JPEG with its own media type.',
  ),
  'document-incomplete': entry(
    'invalid',
    'The document is not whole: its end is missing.',
    'Open it once to see that it is whole, save or scan it again where it is not, and send it again.',
  ),
  'document-name': entry(
    'invalid',
    'The name of the document does not end as its content does.',
    'Name it with the ending of its kind: .pdf, .png, .jpg or .jpeg.',
  ),
  'document-infected': entry(
    'forbidden',
    'Malware was found in the document; it is locked.',
    'Clean or make the document anew and send that. If you are sure of it, ask the operator to have it scanned again.',
  ),
  'document-unscannable': entry(
    'forbidden',
    'The document cannot be scanned for malware: it is locked by a password, or the scanner takes none so large.',
    'Send it without a password, or in parts.',
  ),
  'document-unscanned': entry(
    'unavailable',
    'The document has not been scanned for malware yet.',
    'Wait for Retry-After and ask again; it is scanned as soon as the scanner answers.',
  ),
  'document-cut': entry(
    'malformed',
    'The upload ended before its announced length.',
    'Send the whole document again.',
  ),
  'digest-mismatch': entry(
    'invalid',
    'The content does not have the announced sha256.',
    'Send the document again; nothing was stored.',
  ),
  'document-damaged': entry(
    'internal',
    'The stored document no longer has its hash.',
    'Tell the operator; the document is not delivered.',
  ),
  'range-unsatisfiable': entry(
    'malformed',
    'The range lies outside the document.',
    'Ask for bytes inside its size.',
  ),
  'storage-full': entry(
    'storage',
    'There is no space left to store the document.',
    'Tell the operator, and try again later.',
  ),
  // tapal
  'tapal-unknown': entry('not-found', 'There is no such tapal for you.', 'Check the id and the seat.'),
  'acknowledged-otherwise': entry(
    'conflict',
    'The tapal was acknowledged with another number.',
    'Use the number it was acknowledged with.',
  ),
  'not-acknowledgeable': entry(
    'conflict',
    'The tapal can no longer be acknowledged.',
    'See its state; a recalled or refused tapal is not taken.',
  ),
  'not-refusable': entry(
    'conflict',
    'The tapal can no longer be refused.',
    'An acknowledged tapal is returned or redirected instead.',
  ),
  'report-key-reused': entry(
    'conflict',
    'Another report was sent under this key.',
    'Give each report a key of its own, and repeat a report under the same key as it was.',
  ),
  'not-receivable': entry(
    'conflict',
    'The tapal is not to be received any more.',
    'See its state; of a recalled letter say by withdraw whether you give it back.',
  ),
  'not-withdrawable': entry(
    'conflict',
    'The tapal is not to be given back.',
    'Only a letter that its sender has recalled is given back; see withdrawals of /v1/agent/inwards.',
  ),
  'lease-lost': entry(
    'conflict',
    'The lease does not hold the letter any more.',
    'It was given out again or has been answered: fetch the letters again, and act on what comes.',
  ),
  'not-redeliverable': entry(
    'conflict',
    'The tapal has not failed.',
    'Only a failed tapal is sent again; see its state.',
  ),
  'not-openable': entry('conflict', 'The tapal cannot be opened in its state.', 'Acknowledge it first.'),
  'not-recallable': entry(
    'conflict',
    'Every addressee has already taken the letter.',
    'Send a correcting letter.',
  ),
  'not-posted-by-us': entry(
    'conflict',
    'The tapal does not go by post.',
    'Enter postal numbers only for entries of the despatch list.',
  ),
  'posted-otherwise': entry(
    'conflict',
    'Another postal number was entered.',
    'Use the number already entered.',
  ),
  'link-invalid': entry(
    'not-found',
    'The link is not valid.',
    'Use the link exactly as it stands in the mail.',
  ),
  'link-expired': entry('not-found', 'The link has expired.', 'Ask the sender of the letter for a new link.'),
  'link-replaced': entry(
    'not-found',
    'A newer link has taken the place of this one.',
    'Use the link of the newest mail.',
  ),
  'link-not-renewable': entry(
    'conflict',
    'The tapal needs no new link.',
    'A new link is made for a letter that went by mail and waits to be acknowledged, at most 20 times.',
  ),
  // flows and agents
  'flow-unknown': entry('not-found', 'There is no such flow.', 'See /v1/flows for the registered flows.'),
  'flow-message-unknown': entry(
    'not-found',
    'The flow knows no such message.',
    'See /v1/flows for its messages.',
  ),
  'agent-unknown': entry('not-found', 'There is no such agent.', 'See /v1/agents.'),
  'agent-is-called': entry(
    'forbidden',
    'This agent is not registered to come for its letters.',
    'Use the key of an agent of the mechanism pull; to the others letters are brought.',
  ),
  'endpoint-unknown': entry(
    'not-found',
    'There is no such endpoint.',
    'Use the address given at registration.',
  ),
  'endpoint-address-forbidden': entry(
    'invalid',
    'The address of the endpoint is not allowed.',
    'Use a public https address, for a system that is reached by folders a public sftp one or a folder below KCS_DROP_ROOT; loopback only where the setting allows it.',
  ),
  'endpoint-gone': entry('conflict', 'The endpoint is gone.', 'Resume it first, or choose another way.'),
  'endpoint-of-kcs': entry(
    'conflict',
    'The endpoint is a way of KCS itself.',
    'Pause it instead; it has no address, no secret and no agent.',
  ),
  'setting-unknown': entry(
    'invalid',
    'A system of this kind has no such setting.',
    'See the settings of the system in docs/operators.md.',
  ),
  'setting-value-missing': entry(
    'invalid',
    'The system makes this setting itself.',
    'Give the value that the system made.',
  ),
  // operator's desk
  'job-unknown': entry('not-found', 'There is no such job.', 'See /v1/desk/jobs.'),
  'callback-invalid': entry(
    'invalid',
    'The call-back, or a part of it, was not taken.',
    'Correct what detail and errors name, and send those reports again; the others are taken.',
  ),
}
