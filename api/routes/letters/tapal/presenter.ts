// Tapals as the API returns them: with the letter's facts, the names of both sides, their clock and what can be done.

import { dueAt } from '../../../../domain/common/clock/due'
import { dayInKerala } from '../../../../domain/common/clock/ist'
import type { LetterRecord } from '../../../../domain/letters/dispatch/record'
import { isTaken } from '../../../../domain/letters/tapal/states'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import { type Wait, waitOf } from '../../../../domain/letters/tapal/wait'
import type { ApiDeps } from '../../../deps'
import type { Caller } from '../../../../services/access/right/identity'
import { readableTexts } from '../../../../services/access/right/text'
import { allowedActs } from '../../../../services/letters/tapal/allowed-acts'
import { type DirectoryNames, readDirectoryNames } from '../../common/directory-names'
import { chargesOf, presentCharge } from './charge'
import { presentClock } from './clock-presenter'
import { desksOf, presentEvent } from './history'
import { withoutText } from './mask'
import type { TapalResponse } from './schema'

const DAY_MS = 24 * 3600 * 1000

interface Options {
  now: Date
  history: boolean
  /** Of the same dispatch, where the caller has it already. */
  dispatch?: LetterRecord
}

/** Three rounds to the database at most, however many tapals; with the history one more. Texts are kept from operators. */
export async function presentTapals(
  { repositories }: ApiDeps,
  identity: Caller,
  tapals: readonly Tapal[],
  options: Options,
): Promise<TapalResponse[]> {
  if (tapals.length === 0) return []
  const events = options.history ? tapals.flatMap((tapal) => tapal.events) : []
  const charge = options.history ? await chargesOf(repositories, tapals, options.now) : null
  const [places, dispatches, actsOn, readable, directory] = await Promise.all([
    options.history ? repositories.endpoints.byIds(unique(tapals, (t) => t.endpoint)) : null,
    options.dispatch ? [options.dispatch] : repositories.dispatches.byIds(unique(tapals, (t) => t.dispatch)),
    allowedActs(identity, tapals),
    readableTexts(repositories, identity, { tapals }, options.now),
    readDirectoryNames(
      repositories,
      {
        offices: tapals.flatMap((tapal) => [tapal.sender.office, tapal.office, ...tapal.addressedTo]),
        seats: [
          ...tapals.flatMap((tapal) => [tapal.sender.seat, tapal.seat, ...tapal.escalatedTo]),
          ...events.flatMap(({ actor }) => (actor.kind === 'seat' ? [actor.seat] : [])),
        ],
        holdersOf: tapals.map(({ seat }) => seat),
        employees: [
          ...events.flatMap(({ actor }) => (actor.kind === 'seat' ? [actor.holder] : [])),
          ...(charge?.employees ?? []),
        ],
      },
      options.now,
    ),
  ])
  const byId = new Map(dispatches.map((dispatch) => [dispatch.id, dispatch]))
  return tapals.flatMap((tapal) => {
    const dispatch = byId.get(tapal.dispatch)
    if (!dispatch) return []
    const response = presentFields(tapal, dispatch, directory, actsOn(tapal), options)
    if (places) {
      const wait = waitOf(tapal, places.get(tapal.endpoint), options.now)
      response.waits = wait && presentWait(wait, directory, options.now)
    }
    const whole = charge ? { ...response, ...presentCharge(tapal, charge, directory) } : response
    return [readable.tapals.has(tapal.id) ? whole : withoutText(whole)]
  })
}

/** One tapal with its history. */
export async function presentTapal(
  deps: ApiDeps,
  identity: Caller,
  tapal: Tapal,
  now: Date,
): Promise<TapalResponse> {
  const [response] = await presentTapals(deps, identity, [tapal], { now, history: true })
  if (!response) throw new Error('the tapal has no dispatch')
  return response
}

function presentFields(
  tapal: Tapal,
  dispatch: LetterRecord,
  directory: DirectoryNames,
  acts: TapalResponse['acts'],
  { now, history }: Options,
): TapalResponse {
  const dueInstant = acknowledgementDue(tapal)
  const desks = desksOf(tapal.events, now)
  return {
    id: tapal.id,
    dispatchId: tapal.dispatch,
    masked: false,
    subject: dispatch.subject,
    kind: dispatch.kind,
    urgency: tapal.urgency,
    letterNumber: dispatch.letterNumber,
    letterDate: dispatch.letterDate,
    number: dispatch.number,
    sender: directory.party(tapal.sender),
    recipient: directory.party(tapal),
    addressedTo: tapal.addressedTo.map((code) => ({ code, ...directory.office(code) })),
    why: tapal.why,
    purpose: tapal.purpose,
    mechanism: tapal.mechanism,
    endpoint: tapal.endpoint,
    state: tapal.state,
    sequence: tapal.sequence,
    attempts: tapal.attempts,
    parked: tapal.parked,
    inwardNumber: tapal.inwardNumber,
    diary: tapal.diary && { number: tapal.diary.number, date: dayInKerala(tapal.diary.date) },
    postalNumber: tapal.postalNumber,
    refusal: tapal.refusal ?? null,
    escalations: tapal.level,
    escalatedTo: tapal.escalatedTo[tapal.escalatedTo.length - 1] ?? null,
    receivedAt: iso(tapal.deliveredAt),
    acknowledgedAt: iso(tapal.acknowledgedAt),
    dueAt: iso(dueInstant),
    ...(tapal.serviceLevel ? { serviceLevel: tapal.serviceLevel } : {}),
    nextStepAt: iso(tapal.dueAt),
    clocks: tapal.clocks.map(presentClock),
    nextAttemptAt: iso(nextTry(tapal, now)),
    ageSeconds: Math.floor((now.getTime() - (tapal.deliveredAt ?? tapal.createdAt).getTime()) / 1000),
    daysLeft: dueInstant && tapal.owes ? Math.floor((dueInstant.getTime() - now.getTime()) / DAY_MS) : null,
    desk: desks[desks.length - 1] ?? null,
    holder: directory.holder(tapal.seat),
    documents: dispatch.documents,
    acts,
    createdAt: tapal.createdAt.toISOString(),
    ...(tapal.test ? { test: true } : {}),
    ...(history ? { history: tapal.events.map((event) => presentEvent(event, directory)), desks } : {}),
  }
}

/** When its delivery is tried next; not known of what waits until its endpoint is back. */
function nextTry({ parked, nextAttemptAt }: Tapal, now: Date): Date | null {
  return parked && nextAttemptAt !== null && nextAttemptAt <= now ? null : nextAttemptAt
}

/** When the tapal has to be acknowledged, or had, where it ended untaken; escalations move the next step, not this. */
function acknowledgementDue(tapal: Tapal): Date | null {
  const clock = tapal.clocks.find(({ kind }) => kind === 'acknowledge')
  if (clock) return clock.dueAt
  if (tapal.purpose !== 'action' || tapal.deliveredAt === null || isTaken(tapal.state)) return null
  return dueAt({ start: tapal.deliveredAt, withinSeconds: tapal.times.acknowledgeWithinSeconds })
}

function presentWait(wait: Wait, directory: DirectoryNames, now: Date): TapalResponse['waits'] {
  const ageSeconds = Math.max(0, Math.floor((now.getTime() - wait.since.getTime()) / 1000))
  const designation = wait.seat === undefined ? undefined : directory.designation(wait.seat)
  const named = designation === undefined ? {} : { designation }
  return { ...wait, ...named, since: wait.since.toISOString(), ageSeconds }
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null
}

function unique<Item>(items: readonly Item[], key: (item: Item) => string): string[] {
  return [...new Set(items.map(key))]
}
