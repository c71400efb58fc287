// Rules of docs/agent-protocol.md about what an agent calls, each with what an agent that breaks it changes.

import type { Rule } from './rule'

export const CALLING_RULES = {
  'document-not-fetched': {
    section: '4',
    says: 'The agent fetches the documents of a letter after its answer.',
    change:
      'Point the agent at the address that this command printed, and GET the `href` of each document with the API key.',
  },
  'document-key': {
    section: '4',
    says: 'A document is fetched with the API key: Authorization: Bearer kcs_….',
    change: 'Send the API key that this command printed, or that of --key-file.',
  },
  'document-not-repeated': {
    section: '4',
    says: 'A document is fetched again until it is there: after 503, and after a line that broke.',
    change:
      'Keep what is still to be fetched on disk, and try again after a while, from the beginning or by Range where it broke off.',
  },
  'sha256-not-checked': {
    section: '4',
    says: 'The content has the sha256 of the envelope; if not, it is fetched again.',
    change: 'Compute the sha256 of what came and compare it before the document counts as fetched.',
  },
  'document-refused': {
    section: '4',
    says: 'A letter is refused as `unreadable` only if the sha256 differs after several tries.',
    change:
      'Put the parts of a document together at the byte where each begins (Content-Range), and try several times.',
  },
  'key-shown-elsewhere': {
    section: '9',
    says: 'The API key is sent to the origin of KCS alone.',
    change:
      'Compare scheme, host and port of each `href` with the address of your KCS before you send the key.',
  },
  'no-report': {
    section: '6',
    says: 'What happens to a letter in the office is reported to POST {kcs}/v1/callbacks/{endpoint}.',
    change:
      'Acknowledge a specimen letter in the system while this command waits, and see that the agent has the address and the endpoint that it printed.',
  },
  'report-unsigned': {
    section: '6',
    says: 'Call-backs are signed with the secret of the endpoint, over the raw bytes of the body.',
    change:
      'Sign exactly the bytes that you send, with an id, the time of this try and the secret. Try your code on the worked example of section 2.',
  },
  'report-unreadable': {
    section: '6',
    says: 'A call-back is JSON with 1 to 100 `reports`, each with the members of its kind.',
    change: 'Correct the member that is named.',
  },
  'report-not-repeated': {
    section: '6',
    says: 'A report is sent again until KCS has answered 200.',
    change:
      'Keep each report on disk until it was answered with 200, and send it again after 503 and after no answer.',
  },
  'report-key-changed': {
    section: '6',
    says: 'A report keeps its `key` on every repeat; it is recorded once under it.',
    change: 'Make the key when the thing happens, and keep it on disk with the report.',
  },
  'report-changed': {
    section: '6',
    says: 'A report that comes again is the same report: `at` is when it happened, not when it is sent.',
    change: 'Keep the report as it was first sent, and send it again unchanged.',
  },
  'report-key-reused': {
    section: '6',
    says: 'Each report has a `key` of its own; another one under the same key is refused.',
    change: 'Use a key that names letter and event, such as a row number of your log.',
  },
  'report-at': {
    section: '6',
    says: 'Reports are judged by their `at`, the instant at which it happened.',
    change: 'Write the instant with its zone from a clock that is right.',
  },
} satisfies Record<string, Rule>
