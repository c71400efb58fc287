// Where a letter would go if it were handed over now: planned by the function that routes the dispatch itself.

import { type ErrorCode, faultOfFields, type FieldError, KcsError } from '../../../domain/common/error'
import type { Mechanism } from '../../../domain/letters/systems'
import type { Grade, Language, LetterKind, Urgency } from '../../../domain/letters/dispatch/dispatch'
import type { Recipient } from '../../../domain/letters/dispatch/recipients'
import type { RoutedLetter } from '../../../domain/letters/routing/accepts'
import type { ChosenTimes } from '../../../domain/letters/service-level/times'
import type { Caller } from '../../access/right/identity'
import { actsFor } from '../../access/right/rights'
import type { ServiceDeps } from '../../deps'
import { isTestLetter } from '../sandbox/mark'
import { timesForLetter } from '../service-level/times-for'
import { join, planRoutes } from '../routing/plan'
import type { PlannedRoute, RoutedAt } from '../routing/router'
import {
  documentErrorCodes,
  findDateFaults,
  findDocumentFaults,
  groupErrorCodes,
  findGradeFaults,
  findGroupFaults,
  findTimesFaults,
  type NamedDocument,
  readParts,
} from './checks'
import { type NamedRecipient, recipientsOf, type StatedTimes, statedTimesOf } from './new-letter'

type Deps = Pick<ServiceDeps, 'repositories' | 'shortClocks'>

/** A letter as far as its way depends on it; documents are stored ones, or planned ones by type and size. */
export interface PlannedLetter {
  sender?: { seat: string } | undefined
  kind: LetterKind
  urgency: Urgency
  classification?: Grade | undefined
  language: Language
  subjectCode?: string | undefined
  fixedDate?: string | undefined
  times?: StatedTimes | undefined
  test?: boolean | undefined
  recipients: readonly NamedRecipient[]
  documents: readonly (NamedDocument | { mediaType: string; size: number })[]
}

/** A route with the times that the tapal would have, and why. */
export type PlannedTapal = PlannedRoute & { chosen: ChosenTimes }

export interface DryRun {
  recipients: Recipient[]
  /** The routes of the page. */
  page: PlannedTapal[]
  /** How many recipients there are in all, how many by each mechanism, and how many would be refused. */
  total: number
  counts: { byMechanism: Partial<Record<Mechanism, number>>; refused: number }
}

export const dryRunDispatchErrors = [
  'seat-not-held',
  'seat-without-office',
  'classification-not-carried',
  'clock-too-short',
  'validation-failed',
  ...documentErrorCodes,
  ...groupErrorCodes,
] as const satisfies readonly ErrorCode[]

/**
 * Nothing is written. The whole list is planned each time, and one page of it returned. Throws KcsError for a
 * grade that is not carried, for stored documents that are not the sender's, and for groups that cannot be compiled; a
 * recipient that would be refused stands in the plan.
 */
export async function dryRunDispatch(
  deps: Deps,
  caller: Caller,
  { letter, first, limit }: { letter: PlannedLetter; first: number; limit: number },
  now: Date,
): Promise<DryRun> {
  const faults = [
    ...findGradeFaults(letter),
    ...findDateFaults({ fixedDate: letter.fixedDate }, now),
    ...findTimesFaults(letter, deps.shortClocks === true || isTestLetter(caller, letter)),
  ]
  if (faults.length > 0) throw faultOfFields(faults)
  const recipients = recipientsOf(letter.recipients)
  const [plan, errors] = await Promise.all([
    routedLetter(deps, caller, letter),
    findGroupFaults(deps.repositories, recipients, now),
  ])
  if (errors.length > 0) throw faultOfFields(errors)
  const page = await planPage(deps, { letter: plan, recipients, at: now, now }, first, limit)
  const timesFor = await timesForLetter(deps, plan, statedTimesOf(letter.times), now)
  const withTimes = page.page.map((route) => ({ ...route, chosen: timesFor(route.officeKind) }))
  return { recipients, ...page, page: withTimes }
}

async function planPage(
  { repositories }: Deps,
  plan: { letter: RoutedLetter; recipients: readonly Recipient[] } & RoutedAt,
  first: number,
  limit: number,
): Promise<Omit<DryRun, 'recipients' | 'page'> & { page: PlannedRoute[] }> {
  const page: PlannedRoute[] = []
  const byMechanism: DryRun['counts']['byMechanism'] = {}
  let [total, refused] = [0, 0]
  for await (const { routes, again } of planRoutes(repositories, plan)) {
    for (const { mechanism, refusals } of routes)
      if (refusals.length > 0 || mechanism === null) refused += 1
      else byMechanism[mechanism] = (byMechanism[mechanism] ?? 0) + 1
    page.push(...routes.slice(Math.max(0, first - total), Math.max(0, first + limit - total)))
    total += routes.length
    for (const more of again) {
      const earlier = page.find(({ office, seat }) => office === more.office && seat === more.seat)
      if (earlier) join(earlier, more)
    }
  }
  return { page, total, counts: { byMechanism, refused } }
}

async function routedLetter(deps: Deps, caller: Caller, letter: PlannedLetter): Promise<RoutedLetter> {
  const { kind, urgency, language, subjectCode = '', fixedDate, sender } = letter
  const storedDocuments = letter.documents.flatMap((one) => ('sha256' in one ? [one] : []))
  const plannedDocuments = letter.documents.flatMap((one) => ('sha256' in one ? [] : [one]))
  const facts = { kind, urgency, language, subjectCode, fixedDate, classification: 'normal' as const }
  if (sender === undefined && storedDocuments.length === 0) return { ...facts, documents: plannedDocuments }
  const partsNamed = { sender: sender ?? { seat: '' }, documents: storedDocuments }
  const parts = await readParts(deps.repositories, partsNamed)
  if (!parts.sender || !(await actsFor(caller, parts.sender))) throw new KcsError('seat-not-held')
  if (parts.sender.office === '') throw new KcsError('seat-without-office')
  const errors = await findDocumentFaults(deps.repositories, partsNamed, parts, parts.sender)
  if (errors.length > 0) throw faultOfFields(errors.map((error) => inWholeList(error, letter.documents)))
  const documents = letter.documents.map((one) =>
    'sha256' in one ? parts.documentsByHash.get(one.sha256)! : one,
  )
  return { ...facts, documents }
}

/** Stored and planned documents stand in one list; the pointer of an error of a stored one is made that of its place there. */
function inWholeList(error: FieldError, documents: readonly object[]): FieldError {
  const indexes = documents.flatMap((one, index) => ('sha256' in one ? [index] : []))
  const pointer = error.pointer.replace(
    /^\/documents\/(\d+)/,
    (_, index) => `/documents/${indexes[Number(index)]}`,
  )
  return { ...error, pointer }
}
