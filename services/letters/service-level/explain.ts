// Which times a letter would have in an office, and why: for a hypothetical letter.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { factsAt } from '../../../domain/directory/office/facts'
import {
  promisedClocks,
  type PromisedClock,
  serviceDelivery,
} from '../../../domain/letters/service-level/due'
import type { LetterFacts } from '../../../domain/letters/service-level/facts'
import type { LevelInForce } from '../../../domain/letters/service-level/level'
import { levelAt } from '../../../domain/letters/service-level/level'
import type { ChosenTimes, StatedTimes } from '../../../domain/letters/service-level/times'
import { officeDays } from '../../directory/calendar/office-days'
import type { ServiceDeps } from '../../deps'
import { timesForLetter } from './times-for'

export const explainServiceLevelErrors = [
  'office-unknown',
  'clock-out-of-reach',
] as const satisfies readonly ErrorCode[]

export interface LevelQuestion extends LetterFacts {
  /** Its kind, calendar and district hold. */
  office: string | null
  /** Where no office is named: the kind of one that keeps the State's calendar. */
  officeKind: string
  stated: StatedTimes
  /** When it would be accepted, come and be taken. */
  at: Date
}

export interface LevelAnswer extends ChosenTimes {
  /** The whole level as of the instant; null where none fits. */
  holds: LevelInForce | null
  officeKind: string
  calendar: string
  clocks: PromisedClock[]
  /** What an acknowledgement slip of that instant would promise. */
  service: PromisedClock
}

/** Everybody who is known may ask. Throws KcsError `office-unknown`, and `clock-out-of-reach` as runClock. */
export async function explainServiceLevel(
  deps: { repositories: Pick<ServiceDeps['repositories'], 'calendars' | 'offices' | 'serviceLevels'> },
  { office: code, officeKind: kind, stated, at, ...letter }: LevelQuestion,
): Promise<LevelAnswer> {
  const { offices, serviceLevels } = deps.repositories
  const office = code === null ? null : await offices.byCode(code)
  if (code !== null && !office) throw new KcsError('office-unknown', { detail: code })
  const officeKind = office ? factsAt(office, at).kind : kind
  const [timesFor, daysOf] = await Promise.all([
    timesForLetter(deps, letter, stated, at),
    officeDays(deps, code === null ? [] : [code], at),
  ])
  const chosen = timesFor(officeKind)
  const { days, calendar } = daysOf(code ?? '')
  const level = chosen.level && (await serviceLevels.byId(chosen.level.id))
  return {
    ...chosen,
    holds: level && levelAt(level, at),
    officeKind,
    calendar,
    clocks: promisedClocks(chosen.times, at, days),
    service: serviceDelivery(chosen.times, at, days),
  }
}
