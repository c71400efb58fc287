// The delivery profile of an office: by which ways letters reach it from an instant on.

import type { Capabilities } from '../../letters/delivery/mechanism'
import type { EndpointStanding } from '../../letters/endpoint/endpoint'
import { defaultTaking, type Mechanism, type StandIn, type TakingRule } from '../../letters/systems'
import { type LetterRefusal, refusalOfSystem, type RoutedLetter } from '../../letters/routing/accepts'
import type { Reason, ReasonCode } from '../../letters/routing/reason'

/** A filing system and the endpoint at which it is reached; null while none is registered. */
export interface Way {
  system: Mechanism
  endpoint: string | null
}

/** How letters reach an office from an instant on; the newest that has begun holds. */
export interface DeliveryProfile {
  from: Date
  /** In the order in which they are tried. */
  ways: Way[]
  /** Null for what is usual for the mechanism. */
  taking: TakingRule | null
  /** What the office takes; what is left out is not limited. */
  accepts: Partial<Capabilities>
  /** What carries the letter where no way can: the agent application, or print and post. */
  fallback: StandIn
  /** For so long letters wait at a way that is paused; after it they go by the next. A day where it is left out. */
  nextWayAfterSeconds?: number
}

const DAY_SECONDS = 86_400

/** How long a way may be paused before the next is taken, where the profile does not say. */
export const NEXT_WAY_AFTER_SECONDS = DAY_SECONDS

/** The longest time that letters may wait at a way that is paused. */
export const MAX_NEXT_WAY_AFTER_SECONDS = 30 * DAY_SECONDS

/** A profile of one way and no limits. */
export function plainProfile(
  from: Date,
  system: Mechanism,
  endpoint: string | null,
  taking: TakingRule | null = null,
): DeliveryProfile {
  return { from, ways: [{ system, endpoint }], taking, accepts: {}, fallback: 'kcs-agent' }
}

/** The profile that holds at an instant, or null if none has begun. */
export function profileAt(
  office: { profiles: readonly DeliveryProfile[] },
  at: Date,
): DeliveryProfile | null {
  let latest: DeliveryProfile | null = null
  for (const profile of office.profiles)
    if (profile.from <= at && (latest === null || profile.from >= latest.from)) latest = profile
  return latest
}

/** A way that letters can be carried by. */
export interface CarriedWay {
  mechanism: Mechanism
  endpoint: string
  taking: TakingRule
}

/** A way that a letter goes on by. */
export interface OtherWay extends CarriedWay {
  /** What the system of a way before it does not take about this letter; left out where none was passed over for that. */
  refused?: WayRefusal
}

export interface ChosenWay extends CarriedWay {
  reasons: Reason[]
  /** Its endpoint is paused: until when letters wait there, and by what they go after that; null where it is not. */
  pause: WayPause | null
}

export interface WayPause {
  since: Date
  /** Null where there is no other way: letters wait as long as the pause lasts. */
  until: Date | null
  next: Mechanism | null
}

/** Returns how an endpoint stands, or undefined where that is not known; then it counts as open. */
export type StandingOf = (endpoint: string) => EndpointStanding | undefined

const unknownStanding: StandingOf = () => undefined

/**
 * The first way whose endpoint can be used, or the fallback; with what was passed over and why. A way that is paused is
 * used until the time that the profile allows is over, one that is gone never, and one whose system has said that it does
 * not take such letters not for this `letter`.
 */
export function chooseWay(
  profile: DeliveryProfile,
  standing: StandingOf = unknownStanding,
  letter?: RoutedLetter,
): ChosenWay {
  const [first, next] = waysOf(profile, standing, letter)
  const from = profile.from.toISOString()
  const code = first!.standsIn ? 'profile-fallback' : 'profile'
  const { mechanism, endpoint, taking, passed } = first!
  const pause = pauseAt(profile, endpoint, next?.mechanism ?? null, standing)
  const waits: Reason[] = pause ? [{ code: 'way-waits', of: mechanism }] : []
  return { mechanism, endpoint, taking, pause, reasons: [...passed, { code, of: from }, ...waits] }
}

/**
 * The way that a letter goes on by which waits at an endpoint that is gone or paused for long: the first other one that
 * can be used for this `letter`, or the fallback. Null where there is no other way, or where the time that the profile
 * allows is not over.
 */
export function nextWay(
  profile: DeliveryProfile,
  endpoint: string,
  standing: StandingOf = unknownStanding,
  letter?: RoutedLetter,
): OtherWay | null {
  return isOver(profile, standing(endpoint)) ? otherWay(profile, endpoint, standing, letter) : null
}

/**
 * The first way that can be used for this `letter`, or the fallback; by another endpoint than this one where it cannot
 * carry the letter, or by any with null.
 */
export function otherWay(
  profile: DeliveryProfile,
  endpoint: string | null,
  standing: StandingOf = unknownStanding,
  letter?: RoutedLetter,
): OtherWay | null {
  const way = waysOf(profile, standing, letter, endpoint).find((one) => one.endpoint !== endpoint)
  if (!way) return null
  const refused = way.passed.map(({ code }) => code).find(isWayRefusal)
  return { mechanism: way.mechanism, endpoint: way.endpoint, taking: way.taking, ...(refused && { refused }) }
}

/** Whether letters are to wait there no longer. */
function isOver(profile: DeliveryProfile, standing: EndpointStanding | undefined): boolean {
  if (standing?.state === 'gone') return true
  return standing?.state === 'paused' && standing.heldMs >= allowedMs(profile)
}

/** How long letters wait for a way that is paused. */
function allowedMs({ nextWayAfterSeconds }: DeliveryProfile): number {
  return (nextWayAfterSeconds ?? NEXT_WAY_AFTER_SECONDS) * 1000
}

/**
 * The ways that can be used in their order, and the fallback behind them, each with why those before it were passed over.
 * A way by the endpoint `except` is not looked at.
 */
function waysOf(
  profile: DeliveryProfile,
  standing: StandingOf,
  letter?: RoutedLetter,
  except: string | null = null,
) {
  const carried: (CarriedWay & { standsIn: boolean; passed: Reason[] })[] = []
  const passed: Reason[] = []
  for (const { system, endpoint } of profile.ways) {
    if (endpoint !== null && endpoint === except) continue
    const reason = whyNot(profile, { system, endpoint }, standing, letter)
    if (reason === null && endpoint !== null)
      carried.push({
        mechanism: system,
        endpoint,
        taking: profile.taking ?? defaultTaking(system),
        standsIn: false,
        passed: [...passed],
      })
    else if (reason !== null) passed.push({ code: reason, of: system })
  }
  const { fallback, ways } = profile
  // A rule meant for the office's own system does not fit what stands in for it.
  const taking = ways.length > 0 ? defaultTaking(fallback) : (profile.taking ?? defaultTaking(fallback))
  if (!carried.some(({ endpoint }) => endpoint === fallback))
    carried.push({ mechanism: fallback, endpoint: fallback, taking, standsIn: true, passed })
  return carried
}

const REFUSED_BY_SYSTEM = {
  'refused-kind': 'way-refuses-kind',
  'refused-classification': 'way-refuses-classification',
  'refused-language': 'way-refuses-language',
  'refused-media-type': 'way-refuses-media-type',
  'refused-size': 'way-refuses-size',
  'refused-count': 'way-refuses-count',
} as const satisfies Record<LetterRefusal, ReasonCode>

/** What the system of a way does not take about a letter. */
export type WayRefusal = (typeof REFUSED_BY_SYSTEM)[LetterRefusal]

function isWayRefusal(code: ReasonCode): code is WayRefusal {
  return (Object.values(REFUSED_BY_SYSTEM) as ReasonCode[]).includes(code)
}

function whyNot(
  profile: DeliveryProfile,
  { endpoint }: Way,
  standing: StandingOf,
  letter: RoutedLetter | undefined,
): ReasonCode | null {
  if (endpoint === null) return 'system-without-endpoint'
  const at = standing(endpoint)
  if (!isOver(profile, at)) {
    const refusal = letter ? refusalOfSystem(at?.takes, letter) : null
    return refusal && REFUSED_BY_SYSTEM[refusal]
  }
  return at?.state === 'gone' ? 'way-gone' : 'way-paused'
}

function pauseAt(
  profile: DeliveryProfile,
  endpoint: string,
  next: Mechanism | null,
  standing: StandingOf,
): WayPause | null {
  const { state, since } = standing(endpoint) ?? {}
  if (state !== 'paused' || !since) return null
  return { since, until: next === null ? null : new Date(since.getTime() + allowedMs(profile)), next }
}
