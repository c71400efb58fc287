// Who may call an operation, as its row and its codes say: the security of the API documentation.

import type { Route } from '../http/route'
import { cookieName } from '../identity/session-cookie'

/** How a caller shows who it is; `csrf` goes with the session where something is changed. */
export type Proof = 'apiKey' | 'session' | 'csrf' | 'signature'

type Row = Pick<Route, 'access' | 'errors' | 'method' | 'ownSite'>

/** Codes that an operation can give only where none but a filing system may call it. */
const OF_AGENTS_ALONE = ['not-an-agent', 'agent-is-called'] as const

/** Whether a filing system may call it with its API key. */
export function takesApiKey({ access }: Row): boolean {
  return access === 'known'
}

/** Whether a person may call it in a session. */
export function takesSession({ access, errors }: Row): boolean {
  return access !== 'open' && !OF_AGENTS_ALONE.some((code) => errors.includes(code))
}

/** Whether the message itself is signed, and nothing else is looked at. */
export function takesSignature({ access, errors }: Row): boolean {
  return access === 'open' && errors.includes('signature-invalid')
}

/** Whether a session must come with its token, so that no other site can act with its cookie. */
export function takesCsrfToken(row: Row): boolean {
  return takesSession(row) && row.method !== 'get' && row.ownSite === undefined
}

/** One entry for each way to show who one is; empty where none is needed. */
export function securityOf(row: Row): Partial<Record<Proof, string[]>>[] {
  if (takesSignature(row)) return [{ signature: [] }]
  return [
    ...(takesApiKey(row) ? [{ apiKey: [] }] : []),
    ...(takesSession(row) ? [takesCsrfToken(row) ? { session: [], csrf: [] } : { session: [] }] : []),
  ]
}

/** The ways to show who one is, for the API that is served at the address. */
export function schemesOf(url: string) {
  return {
    apiKey: {
      type: 'http',
      scheme: 'bearer',
      description:
        'API key of a filing system, `kcs_…`, or a test key, `kcs_test_…`. It serves the offices that it was made for, no others.',
    },
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: cookieName(url),
      description: 'Session of a person, begun by `POST /v1/session`.',
    },
    csrf: {
      type: 'apiKey',
      in: 'header',
      name: 'X-CSRF-Token',
      description: 'The `csrfToken` of the session; needed where something is changed.',
    },
    signature: {
      type: 'apiKey',
      in: 'header',
      name: 'webhook-signature',
      description:
        '[Standard Webhooks](https://www.standardwebhooks.com): `v1,` and the HMAC-SHA256 of `webhook-id.webhook-timestamp.body` ' +
        'under the secret of the endpoint, in base64.',
    },
  } as const
}
