// The session of an officer in the portal.

import { route, type Route } from '../../../http/route'
import { readSession, setLanguage, signIn, signOut } from './handlers'
import { languageSchema, sessionSchema, signInSchema } from './schema'

const tag = 'Session'
const session = { description: 'Who is signed in, and the seats held now.', schema: sessionSchema }

export const sessions: readonly Route[] = [
  route({
    method: 'post',
    path: '/v1/session',
    operationId: 'signIn',
    summary: 'Sign in',
    tag,
    access: 'open',
    body: { schema: signInSchema },
    answers: { 201: { ...session, headers: { 'Set-Cookie': 'The session.' } } },
    errors: ['sign-in-failed', 'rate-limited', 'cross-site', 'validation-failed'],
    handler: signIn,
  }),
  route({
    method: 'get',
    path: '/v1/session',
    operationId: 'readSession',
    summary: 'Who is signed in',
    tag,
    access: 'known',
    answers: { 200: session },
    errors: ['session-ended'],
    handler: readSession,
  }),
  route({
    method: 'delete',
    path: '/v1/session',
    operationId: 'signOut',
    summary: 'Sign out',
    tag,
    access: 'known',
    answers: { 204: { description: 'The session has ended.' } },
    errors: ['session-ended', 'cross-site'],
    handler: signOut,
  }),
  route({
    method: 'put',
    path: '/v1/session/language',
    operationId: 'setLanguage',
    summary: 'Choose the language of the screens',
    tag,
    access: 'known',
    body: { schema: languageSchema },
    answers: { 200: session },
    errors: ['session-ended', 'cross-site', 'validation-failed'],
    handler: setLanguage,
  }),
]
