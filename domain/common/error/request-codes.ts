// Rows of the error table: requests, identity, idempotency.

import { entry } from './entry'

export const requestCodes = {
  // requests
  'body-not-json': entry('malformed', 'The body is not JSON.', 'Send one JSON object in UTF-8.'),
  'body-too-deep': entry('malformed', 'The body is nested too deeply.', 'Send at most 12 levels of nesting.'),
  'body-too-large': entry(
    'too-large',
    'The body is too large.',
    'Send a smaller body; documents go to /v1/documents.',
  ),
  'body-cut': entry('malformed', 'The body ended before its announced length.', 'Send the request again.'),
  'media-type-unsupported': entry(
    'media-type',
    'The media type is not accepted here.',
    'Use the Content-Type named in the API documentation.',
  ),
  'parameter-repeated': entry(
    'malformed',
    'A query parameter is given more than once.',
    'Give each parameter once.',
  ),
  'parameter-invalid': entry(
    'malformed',
    'A query parameter is not valid.',
    'Correct the parameters listed in errors.',
  ),
  'validation-failed': entry(
    'invalid',
    'The request is understood but its content is not valid.',
    'Correct the fields listed in errors.',
  ),
  'field-unknown': entry(
    'invalid',
    'The request has a field that is not known here.',
    'Take out the fields listed in errors; the API documentation names the known ones.',
  ),
  'not-found': entry(
    'not-found',
    'There is nothing here for you.',
    'Check the address and whether your seat or key may see it.',
  ),
  'method-not-allowed': entry(
    'method',
    'The method is not allowed here.',
    'Use one of the methods in the Allow header.',
  ),
  'rate-limited': entry('rate', 'Too many requests.', 'Wait as long as the Retry-After header says.'),
  'service-unavailable': entry(
    'unavailable',
    'A part of the service is not reachable.',
    'Try again after the time in the Retry-After header.',
  ),
  internal: entry(
    'internal',
    'Something failed on our side.',
    'Try again; if it stays, give the request id to the operator.',
  ),
  // identity
  unauthenticated: entry(
    'unauthenticated',
    'No valid identity was given.',
    'Sign in, or send a valid API key as Bearer token.',
  ),
  'key-invalid': entry(
    'unauthenticated',
    'The API key is not valid.',
    'Use a current key; ask the administrator to register a new one.',
  ),
  'session-ended': entry('unauthenticated', 'The session has ended.', 'Sign in again.'),
  'sign-in-failed': entry('unauthenticated', 'Login or password is wrong.', 'Check both and try again.'),
  'signature-invalid': entry(
    'unauthenticated',
    'The signature does not fit the message.',
    'Sign id.timestamp.body with the secret given at registration.',
  ),
  'timestamp-out-of-tolerance': entry(
    'unauthenticated',
    'The signed time is too far from now.',
    'Set the clock; at most five minutes are tolerated.',
  ),
  'request-malformed': entry(
    'malformed',
    'The request is not HTTP as it should be.',
    'Send one Host header with name and port, no Expect other than 100-continue, and a head that can be read.',
  ),
  'head-too-large': entry(
    'too-large',
    'The address or the headers of the request are too long.',
    'Send at most 16 KB of address and headers.',
  ),
  'cross-site': entry('forbidden', 'The request comes from another site.', 'Send it from the portal itself.'),
  forbidden: entry(
    'forbidden',
    'Your role does not allow this.',
    'Ask an administrator or a holder of the right role.',
  ),
  'seat-not-held': entry(
    'forbidden',
    'You do not hold the seat you act for.',
    'Act for a seat that you or your key holds now.',
  ),
  'office-not-served': entry(
    'forbidden',
    'Your key does not serve this office.',
    'Use the key of the agent that serves the office.',
  ),
  // idempotency
  'idempotency-key-missing': entry(
    'malformed',
    'The Idempotency-Key header is missing.',
    'Send a key of 1 to 255 printable characters, new for each new letter.',
  ),
  'idempotency-key-invalid': entry(
    'malformed',
    'The Idempotency-Key header is not valid.',
    'Send a key of 1 to 255 printable characters.',
  ),
  'idempotency-key-reused': entry(
    'invalid',
    'The Idempotency-Key was used with another body.',
    'Use a new key for a new letter, or send the first body again.',
  ),
}
