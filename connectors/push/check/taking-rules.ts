// Rules of docs/agent-protocol.md about taking letters, each with what an agent that breaks it changes.

import type { Rule } from './rule'

export const TAKING_RULES = {
  'no-answer': {
    section: '3',
    says: 'The agent answers each call.',
    change: 'Start the agent, check address and port, and see its log for a crash at the time of the call.',
  },
  'too-late': {
    section: '8',
    says: 'The whole answer is there within 30 seconds; after that KCS is in doubt and asks again.',
    change: 'Answer when the letter is safe on disk; fetch documents and do all else after the answer.',
  },
  redirect: {
    section: '3',
    says: 'Redirects are not followed.',
    change:
      'Register the address at which the agent itself answers, with https and the right path, and serve it there.',
  },
  busy: {
    section: '3',
    says: '429 and 503 say that the agent is busy; KCS comes again later.',
    change: 'Check again when the agent is at rest. If it always says so, it is not ready for letters.',
  },
  'not-taken': {
    section: '3',
    says: 'A letter is answered with 201 and the agent’s own reference of it (200 where it is known, 202 where it is decided later).',
    change: 'See the log of the agent for why it does not take this letter.',
  },
  'specimen-refused': {
    section: '3',
    says: '422 refuses the letter for good.',
    change:
      'Give --office and --seat which the agent serves; if it serves them, do not refuse a letter that is as the section says.',
  },
  'status-unheard-of': {
    section: '3',
    says: 'A letter that was taken is answered with 200, 201 or 202.',
    change: 'Answer 201 with {"reference":"…"}: KCS is in doubt after any other success.',
  },
  'answer-not-json': {
    section: '3',
    says: 'An answer that promises success is JSON in UTF-8, not compressed, with the members of the section.',
    change:
      'Answer with Content-Type: application/json and a JSON body. If a page in HTML came, a proxy or another server answers in place of the agent.',
  },
  'answer-too-long': {
    section: '8',
    says: 'KCS reads 64 KiB of an answer.',
    change: 'Answer with the members of the section alone; the letter need not be sent back.',
  },
  'reference-missing': {
    section: '3',
    says: 'The answer names `reference`, your own id of the letter.',
    change:
      'Put "reference" into the answer: a text of 1 to 200 characters by which your system finds the letter.',
  },
  'reference-number': {
    section: '3',
    says: '`reference` is a text of 1 to 200 characters.',
    change:
      'Write the reference in quotation marks. KCS reads the digits of a whole number, but one of more than 15 digits is not read as it was meant.',
    weight: 'advice',
  },
  'member-unreadable': {
    section: '3',
    says: 'The members of an answer are texts and days as the section describes them.',
    change: 'Correct the member that is named, or leave it out.',
  },
  'reference-shared': {
    section: '3',
    says: '`reference` is your own id of the letter: two letters have two.',
    change: 'Give each letter an id of its own.',
  },
  'key-forgotten': {
    section: '3',
    says: 'A letter is kept once per delivery key; the same key gets the first answer again.',
    change:
      'Look the delivery key up before you keep a letter, and answer 200 with the first reference if it is there.',
  },
  'repeat-refused': {
    section: '3',
    says: 'A delivery key that is known is answered with 200 (or 201, or 409) and the first reference: after a time-out KCS sends the letter again.',
    change:
      'Where your database says that the key is there already, answer 200 with the reference that you find.',
  },
  race: {
    section: '3',
    says: 'The same delivery key may come several times at the same moment; it is one letter, and each call gets its reference.',
    change:
      'Make the delivery key unique in the database, and read the letter of the other call where the insert fails.',
  },
  replay: {
    section: '9',
    says: 'A call that somebody recorded and sends again within the five minutes does no harm: its delivery key is known.',
    change: 'Answer it with the first reference, or with 401; do not keep a second letter.',
  },
  'malayalam-refused': {
    section: '3',
    says: 'Bodies are UTF-8: subject, names of offices and of documents may be in Malayalam, with joiners (U+200C, U+200D).',
    change:
      'Read the body as UTF-8, sign its bytes and not its characters, and give your tables columns of Unicode (utf8mb4, NVARCHAR).',
  },
  'several-documents': {
    section: '3',
    says: 'A letter has 1 to 20 documents; who takes fewer says so in `maxDocuments` of GET /capabilities.',
    change: 'Take letters with enclosures, or name the limit in the capabilities.',
  },
  'value-refused': {
    section: '3',
    says: '`purpose`, `kind`, `urgency` and `language` have the values of the table.',
    change: 'Take each of the values, or name what you take in the capabilities (`kinds`, `languages`).',
  },
  'unknown-member-refused': {
    section: 'In short',
    says: 'Readers ignore members that they do not know.',
    change: 'Do not turn down an envelope for a member that is new: later versions of KCS may add some.',
  },
  'answers-anywhere': {
    section: '1',
    says: 'The calls of KCS are made below the base address, and nothing else there is one.',
    change:
      'Answer 404 to addresses that the protocol does not know: an answer of success from them looks as if letters had been taken.',
  },
  'forgotten-at-restart': {
    section: '3',
    says: 'The answer is given only when the letter is safe on disk, and a key is known also after days.',
    change:
      'Keep letter and delivery key on disk in one transaction (with fsync) before the answer, and read them at the start.',
  },
} satisfies Record<string, Rule>
