// What the description of an operation says beyond its row: who may call it, and what holds for all of its form.

import type { Role } from '../../domain/access/account/roles'
import type { Route } from '../http/route'
import { takesApiKey, takesSession, takesSignature } from './callers'

type Row = Pick<
  Route,
  | 'access'
  | 'body'
  | 'deprecated'
  | 'description'
  | 'errors'
  | 'givesSecret'
  | 'method'
  | 'needsIdempotencyKey'
  | 'ownSite'
  | 'query'
  | 'responses'
>

/** The own words of the row, and below them a sentence for each rule that it is under. */
export function descriptionOf(row: Row): string {
  const rules = [
    deprecationOf(row),
    callersOf(row),
    row.needsIdempotencyKey
      ? 'Repeat it under the same `Idempotency-Key` until an answer comes: it is done once.'
      : null,
    row.errors.includes('if-match-missing')
      ? 'It changes the version that `If-Match` names; where that is no longer the newest, nothing is changed (`412`).'
      : null,
    row.query && 'cursor' in row.query.shape
      ? 'A page holds `limit` items; `next` is the `cursor` of the page after it, null at the end.'
      : null,
    row.query && 'at' in row.query.shape ? '`at` asks for an instant other than now.' : null,
    row.givesSecret ? 'The response may hold a secret: keep it out of logs.' : null,
  ].filter((rule) => rule !== null)
  return [...(row.description === undefined ? [] : [row.description]), rules.join(' ')].join('\n\n')
}

function callersOf(row: Row): string {
  if (takesSignature(row)) return 'The signature is the proof: no API key is needed.'
  const key = takesApiKey(row)
  const { access } = row
  if (typeof access === 'object')
    return `For ${listOf(access.roles.map((role) => PEOPLE[role]))} in a session.`
  if (key && takesSession(row)) return 'For filing systems with their API key, and for people in a session.'
  if (key)
    return row.errors.includes('test-key')
      ? 'For filing systems with their API key alone, and not with a test key.'
      : 'For filing systems with their API key alone.'
  return access === 'open' ? 'Needs no sign-in.' : 'For people in a session alone.'
}

const PEOPLE: Readonly<Record<Role, string>> = {
  officer: 'officers',
  'department-admin': 'administrators of a department',
  operator: 'operators',
  admin: 'administrators',
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

function deprecationOf({ deprecated }: Row): string | null {
  if (!deprecated) return null
  const { since, sunset, instead } = deprecated
  const end = sunset === undefined ? '' : ` It ends on ${sunset}.`
  return `Do not use it any more, since ${since}: ${instead}.${end}`
}
