// Rules of docs/agent-protocol.md about signatures and questions, each with what an agent that breaks it changes.

import type { Rule } from './rule'

export const PROOF_RULES = {
  'proof-refused': {
    section: '2',
    says: 'A call that is signed with the secret of the endpoint is taken.',
    change:
      'Compare the secret of your agent with that of --secret-file, set the clock of your server, and compute the signature over the raw bytes of the body. Try your code on the worked example of the section.',
  },
  'get-refused': {
    section: '2',
    says: 'A call without a body is signed, too: over id, full stop, timestamp, full stop, and nothing.',
    change:
      'Check a GET as if its body were empty. Some libraries want a body there: give them an empty one.',
  },
  'signature-not-checked': {
    section: '2',
    says: 'A call whose signature was made with another secret is refused with 401.',
    change:
      'Compute the HMAC-SHA256 of each call with your secret, compare it in constant time, and answer 401 before the body is read.',
  },
  'unsigned-taken': {
    section: '2',
    says: 'Every call is signed; one without the three headers is refused with 401.',
    change: 'Answer 401 where webhook-id, webhook-timestamp or webhook-signature is missing.',
  },
  'changed-body-taken': {
    section: '2',
    says: 'The signature covers the body exactly as it goes over the line.',
    change: 'Put the raw bytes of the body that came into what is signed, not only its id and timestamp.',
  },
  'timestamp-not-checked': {
    section: '2',
    says: 'A timestamp that is more than five minutes from your clock, either way, is refused with 401.',
    change:
      'Compare webhook-timestamp with your clock after the signature, or what somebody recorded can be sent again for ever.',
  },
  'get-unsigned': {
    section: '2',
    says: 'Questions are signed as letters are; one that is not is refused with 401.',
    change:
      'Check the signature of GET calls, too: what became of a letter is nobody’s business but that of KCS.',
  },
  'withdrawal-unsigned': {
    section: '2',
    says: 'Withdrawals are signed as letters are; one that is not is refused with 401.',
    change: 'Check the signature of withdrawals, too, or anybody can take letters back.',
  },
  'second-signature-ignored': {
    section: '2',
    says: 'Several signatures stand side by side, parted by spaces, while a secret is being replaced; one that fits is enough.',
    change: 'Split webhook-signature at the spaces and take the call if any of the signatures is right.',
  },
  'proof-status': {
    section: '2',
    says: 'What is not rightly signed is refused with 401.',
    change: 'Answer 401, so that KCS knows that its secret is meant and not its letter.',
  },
  'kept-unproven': {
    section: '2',
    says: 'What is not rightly signed is refused, and nothing of it is kept.',
    change: 'Check the signature before the letter is kept, not after.',
  },
} satisfies Record<string, Rule>

export const ASKING_RULES = {
  'no-capabilities': {
    section: '5',
    says: 'GET /capabilities is answered with 200; KCS finds out by it whether the agent is there.',
    change: 'Serve it; `{}` is a good answer.',
  },
  'capabilities-unreadable': {
    section: '5',
    says: 'Capabilities are lists of words and whole numbers as the section shows them.',
    change: 'Correct the member that is named, or leave it out.',
  },
  'capabilities-too-narrow': {
    section: '5',
    says: 'A letter that the agent does not take by its capabilities is not sent to it.',
    change:
      'Widen what the capabilities say, if the agent does take such letters; or its offices get them another way.',
  },
  'status-unknown': {
    section: '5',
    says: 'Of a letter that it has the agent says the state; 404 makes KCS send the letter again.',
    change: 'Look the letter up by the delivery key of the path, as KCS wrote it.',
  },
  'status-failed': {
    section: '5',
    says: 'The question what became of a letter is answered with 200 and its state, or with 404.',
    change: 'See the log of the agent for why it could not answer.',
  },
  'state-unknown': {
    section: '5',
    says: '`state` is accepted, delivered, acknowledged, refused or withdrawn.',
    change:
      'Translate the states of your system into these five: `delivered` for all that lies there and is not diarised.',
  },
  'status-other-reference': {
    section: '5',
    says: 'The state names the same `reference` as the answer to the letter.',
    change: 'Answer with the id that you gave when you took the letter.',
  },
  'unknown-key-known': {
    section: '5',
    says: 'A key that the agent never saw is answered with 404; KCS then sends the letter.',
    change:
      'Answer 404 where no letter has the key. As it is, a letter that was lost on its way would count as delivered.',
  },
  'no-withdrawal': {
    section: '5',
    says: 'POST /tapals/{deliveryKey}/withdrawal takes a letter back and is answered with 200 or 204.',
    change: 'Serve it; if your system cannot take a letter back any more, answer 409.',
  },
  'withdrawal-ignored': {
    section: '5',
    says: 'After a withdrawal that was answered with 200 nobody in the office sees the letter, and its state is `withdrawn`.',
    change: 'Take the letter out of the inboxes before you answer; answer 409 if the office keeps it.',
  },
  'withdrawal-forgets': {
    section: '5',
    says: 'The key of a letter that was taken back stays known, with the state `withdrawn`.',
    change: 'Do not delete the letter: mark it. A try that comes late would bring it in again.',
  },
  'second-withdrawal': {
    section: '5',
    says: 'The same withdrawal again gets the same answer.',
    change: 'Answer 200 where the letter is withdrawn already.',
  },
  'unknown-key-withdrawn': {
    section: '5',
    says: 'The withdrawal of a key that the agent never saw is answered with 404; KCS asks once more, for the letter may be on its way.',
    change: 'Answer 404 where no letter has the key.',
  },
} satisfies Record<string, Rule>
