// What a rule names must be there; and what is wrong with it among the others.

import type { Repositories } from '../../../../database'
import { KcsError } from '../../../../domain/common/error'
import type { RecipientSet } from '../../../../domain/directory/group/compile'
import { type PlacedRule, problemsOf, type RuleProblem } from '../../../../domain/letters/routing/problems'
import {
  type HeldRule,
  type RoutingRule,
  ruleAt,
  type RuleText,
} from '../../../../domain/letters/routing/rule'

type Known = Pick<Repositories, 'offices' | 'seats'>

/** Throws KcsError `office-unknown` or `seat-unknown`. */
export async function requireThere(
  { offices, seats }: Known,
  { then }: Pick<RuleText, 'then'>,
): Promise<void> {
  const copies = then.copyTo ?? []
  const codes = [then, ...copies].flatMap(({ office }) => office ?? [])
  const ids = [then, ...copies].flatMap(({ seat }) => seat ?? [])
  const [knownOffices, knownSeats] = await Promise.all([
    codes.length === 0 ? new Map() : offices.byCodes(codes),
    ids.length === 0 ? new Map() : seats.byIds(ids),
  ])
  const office = codes.find((code) => !knownOffices.has(code))
  if (office !== undefined) throw new KcsError('office-unknown', { detail: office })
  const seat = ids.find((id) => !knownSeats.has(id))
  if (seat !== undefined) throw new KcsError('seat-unknown', { detail: seat })
}

/** The problems that the rule has, and those that others have with it. */
export async function problemsAmongOthers(
  { offices, groups, routingRules }: Pick<Repositories, 'offices' | 'groups' | 'routingRules'>,
  rule: HeldRule,
  now: Date,
): Promise<RuleProblem[]> {
  const at = rule.from > now ? rule.from : now
  const all = (await routingRules.heldAt(now)).filter(({ id }) => id !== rule.id)
  const held = [rule, ...all.flatMap((one) => texts(one, now))]
  const places = await offices.byCodes([...new Set(held.map(({ office }) => office))])
  // What is past is no problem any more.
  const fromNow = (from: Date) => (from < now ? now : from)
  const placed = held.map(
    (one): PlacedRule => ({ ...one, from: fromNow(one.from), path: places.get(one.office)?.path ?? [] }),
  )
  const [own, ...others] = placed
  const count = await groups.countOffices(officesUnder(rule), at)
  const theirs = others.flatMap((other) =>
    // Of the others only what this rule does to them.
    problemsOf(other, [own!], 1).filter(({ kind }) => kind === 'unreachable'),
  )
  return [...problemsOf(own!, others, count), ...theirs]
}

/** What a rule says now, or will say. */
function texts(rule: RoutingRule, now: Date): HeldRule[] {
  const present = ruleAt(rule, now)
  const coming = rule.from > now ? ruleAt(rule, rule.from) : null
  return [present, coming].flatMap((one) => one ?? [])
}

function officesUnder({ office, when }: HeldRule): RecipientSet {
  const where = {
    under: office,
    ...(when.officeKinds ? { kinds: when.officeKinds } : {}),
    ...(when.departments ? { departments: when.departments } : {}),
    ...(when.districts ? { districts: when.districts } : {}),
  }
  return when.offices ? { all: [{ where }, { codes: when.offices, seats: [] }] } : { where }
}
