// Where a letter would go if it were handed over now: drawn up by the function that routes the dispatch itself.

import { dueAt } from '../../../../domain/common/clock/due'
import type { Mechanism } from '../../../../domain/letters/delivery/mechanism'
import { DEFAULT_TIMES } from '../../../../domain/letters/dispatch/dispatch'
import type { Recipient } from '../../../../domain/letters/dispatch/recipients'
import { type ErrorCode, errorEntry, type FieldError, KcsError } from '../../../../domain/common/error'
import type { RoutedLetter } from '../../../../domain/letters/routing/accepts'
import { join, planRoutes } from '../../../../services/letters/routing/plan'
import type { Planned } from '../../../../services/letters/routing/router'
import type { ApiDeps } from '../../../deps'
import { faultOfFields } from '../../../errors'
import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import type { Answer, CallOf } from '../../../http/route'
import { actsFor } from '../../../../services/access/right/rights'
import { readDirectory } from '../../common/directory-names'
import { recipientsOf } from './accept'
import { documentErrors, find, groupErrors } from './checks'
import type { DryRunAnswer, dryRunQuery, dryRunSchema, PlannedRouteAnswer } from './dry-run-schema'

type DryRunCall = CallOf<{ body: typeof dryRunSchema; query: typeof dryRunQuery }>

/** Nothing is written. The whole list is drawn up each time, and one page of it answered. */
export async function dryRunDispatch(call: DryRunCall): Promise<Answer> {
  const { deps, body, query, now, ctx } = call
  const recipients = recipientsOf(body)
  const [letter, errors] = await Promise.all([
    letterOf(call),
    groupErrors(deps.repositories, recipients, now),
  ])
  if (errors.length > 0) throw faultOfFields(errors)
  const { limit, after } = pageOfQuery(query)
  const first = Number(after ?? 0) || 0
  const { page, total, counts } = await draw(deps, { letter, recipients, at: now }, first, limit)
  const next = cursorOf(first + page.length < total ? String(first + page.length) : null)
  const items = await present(call, recipients, page)
  const answer: DryRunAnswer = { total, counts, items, next }
  return { status: 200, body: answer, headers: linkToNext(ctx.path, query, next) }
}

async function draw(
  { repositories }: ApiDeps,
  plan: { letter: RoutedLetter; recipients: readonly Recipient[]; at: Date },
  first: number,
  limit: number,
) {
  const page: Planned[] = []
  const byMechanism: Partial<Record<Mechanism, number>> = {}
  let [total, refused] = [0, 0]
  for await (const { routes, again } of planRoutes(repositories, plan)) {
    for (const { mechanism, refusals } of routes)
      if (refusals.length > 0 || mechanism === null) refused += 1
      else byMechanism[mechanism] = (byMechanism[mechanism] ?? 0) + 1
    page.push(...routes.slice(Math.max(0, first - total), Math.max(0, first + limit - total)))
    total += routes.length
    for (const more of again) {
      const known = page.find(({ office, seat }) => office === more.office && seat === more.seat)
      if (known) join(known, more)
    }
  }
  return { page, total, counts: { byMechanism, refused } }
}

/** The letter as far as its way depends on it. Throws KcsError for stored documents that are not the sender's. */
async function letterOf({ deps, identity, body }: DryRunCall): Promise<RoutedLetter> {
  const { kind, urgency, language, subjectCode = '', sender } = body
  const stored = body.documents.flatMap((one) => ('sha256' in one ? [one] : []))
  const planned = body.documents.flatMap((one) => ('sha256' in one ? [] : [one]))
  const letter = { kind, urgency, language, subjectCode, classification: 'normal' as const }
  if (sender === undefined && stored.length === 0) return { ...letter, documents: planned }
  const named = { sender: sender ?? { seat: '' }, documents: stored }
  const found = await find(deps.repositories, named)
  if (!found.sender || !(await actsFor(identity, found.sender))) throw new KcsError('seat-not-held')
  if (found.sender.office === '') throw new KcsError('seat-without-office')
  const errors = await documentErrors(deps.repositories, named, found, found.sender)
  if (errors.length > 0) throw faultOfFields(errors.map((error) => pointedAt(error, body.documents)))
  const documents = body.documents.map((one) => ('sha256' in one ? found.documents.get(one.sha256)! : one))
  return { ...letter, documents }
}

/** Stored and planned documents stand in one list; an error of a stored one points to its place there. */
function pointedAt(error: FieldError, documents: readonly object[]): FieldError {
  const places = documents.flatMap((one, index) => ('sha256' in one ? [index] : []))
  const pointer = error.pointer.replace(
    /^\/documents\/(\d+)/,
    (_, place) => `/documents/${places[Number(place)]}`,
  )
  return { ...error, pointer }
}

async function present(
  { deps, body, now }: DryRunCall,
  recipients: readonly Recipient[],
  page: readonly Planned[],
): Promise<PlannedRouteAnswer[]> {
  const directory = await readDirectory(
    deps.repositories,
    {
      offices: page.flatMap(({ office, addressedTo }) => [office, ...addressedTo]),
      seats: page.flatMap(({ seat }) => seat ?? []),
      employees: page.flatMap(({ duty }) => duty?.employee ?? []),
    },
    now,
  )
  const within = body.times?.acknowledgeWithinSeconds ?? DEFAULT_TIMES.acknowledgeWithinSeconds
  const due = dueAt({ start: now, withinSeconds: within })
  const officeOf = (code: string) => ({ code, ...directory.office(code) })
  return page.map((route) => {
    const { office: code, seat, mechanism, endpoint, taking, purpose, why, duty } = route
    const party = directory.party({ office: code, seat: seat ?? '' })
    const { designation, designationMl } = party
    const carried = route.refusals.length === 0 && mechanism !== null
    const vacant = duty?.reason.code === 'vacant'
    return {
      named: namedBy(recipients[route.named]),
      addressedTo: route.addressedTo.map(officeOf),
      office: officeOf(code),
      seat: seat === null ? null : { id: seat, designation, designationMl },
      holder: duty?.employee ? (directory.nameOf(duty.employee) ?? null) : null,
      actingSeat: duty?.actingSeat ?? null,
      ...{ mechanism, endpoint, taking, purpose, why },
      refusals: route.refusals.map(faultOf),
      warnings: vacant ? [faultOf('vacant-without-fallback')] : [],
      dueAt: carried && purpose === 'action' ? due.toISOString() : null,
    }
  })
}

function namedBy(recipient: Recipient | undefined): PlannedRouteAnswer['named'] {
  const { office, seat, group } = recipient ?? {}
  if (office !== undefined) return { office }
  if (seat !== undefined) return { seat }
  return group === undefined ? {} : { group }
}

function faultOf(code: ErrorCode) {
  const { title, remedy } = errorEntry(code)
  return { code, title, remedy }
}
