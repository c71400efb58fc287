// Before a letter leaves by any way: its documents must be through the gate for malware.

import type { Claimed } from '../../../database/letters/tapal/claims'
import type { OwnChange } from '../../../database/letters/tapal/writes'
import { type GateCode, isHold } from '../../../domain/letters/document/scan'
import type { TapalChange } from '../../../domain/letters/tapal/change'
import { heldChange, sentAgainAt } from '../../../domain/letters/tapal/held-change'
import { changeFor } from '../../../domain/letters/tapal/outcome-change'
import type { DeliveryDeps } from './deps'
import { recordAll } from './hand-over'
import type { Tally } from './tally'
import { lettersOf } from './ways'

/**
 * Returns those of the claimed tapals whose documents may leave. The others wait in their rows until the scanner has said
 * so, or have failed where it said that they may not; nothing of it counts as a try, or against their system. Where nothing is
 * scanned all are returned at once. Throws where the database does: nothing leaves by a fault.
 */
export async function throughGate(
  deps: DeliveryDeps,
  tally: Tally,
  claimed: readonly Claimed[],
): Promise<readonly Claimed[]> {
  if (!deps.gate.isOn || claimed.length === 0) return claimed
  const codes = await codesOf(deps, claimed)
  if (codes.size === 0) return claimed
  const at = deps.now()
  const kept = claimed.filter(({ tapal }) => codes.has(tapal.id))
  const changes = kept.map(({ tapal, inDoubt }): OwnChange => {
    const change = changeOf({ tapal, inDoubt }, codes.get(tapal.id)!, at)
    return { id: tapal.id, change, where: { claim: tapal.claim?.id ?? '' } }
  })
  const recorded = await recordAll(deps, changes)
  countKept(tally, kept, codes, recorded)
  return claimed.filter(({ tapal }) => !codes.has(tapal.id))
}

/** What keeps tapals back, by their id; of several documents the worst. */
async function codesOf(deps: DeliveryDeps, claimed: readonly Claimed[]): Promise<Map<string, GateCode>> {
  const tapals = claimed.map(({ tapal }) => tapal)
  const letters = await lettersOf(deps.repositories, tapals)
  const wanted = new Map<string, Date | null>()
  for (const tapal of tapals) {
    const again = sentAgainAt(tapal)
    for (const { sha256 } of letters.get(tapal.dispatch)?.documents ?? []) {
      const before = wanted.get(sha256) ?? null
      wanted.set(sha256, before !== null && (again === null || before > again) ? before : again)
    }
  }
  const heldBack = await deps.gate.heldBack(wanted)
  const codes = new Map<string, GateCode>()
  if (heldBack.size === 0) return codes
  for (const tapal of tapals) {
    const own = (letters.get(tapal.dispatch)?.documents ?? []).flatMap(
      ({ sha256 }) => heldBack.get(sha256) ?? [],
    )
    const worst = own.find((code) => !isHold(code)) ?? own[0]
    if (worst !== undefined) codes.set(tapal.id, worst)
  }
  return codes
}

function changeOf({ tapal, inDoubt }: Claimed, code: GateCode, at: Date): TapalChange {
  if (isHold(code)) return heldChange(tapal, code, { at, inDoubt })
  return changeFor(tapal, { kind: 'never', code, blame: 'kcs' }, at, tapal.attempts, 0)
}

/** One that failed is settled; where a row was changed by someone else meanwhile, the rows are looked at again. */
function countKept(
  tally: Tally,
  kept: readonly Claimed[],
  codes: ReadonlyMap<string, GateCode>,
  recorded: number,
): void {
  const failed = kept.filter(({ tapal }) => !isHold(codes.get(tapal.id)!))
  for (const { tapal } of failed) tally.touched.add(tapal.dispatch)
  if (recorded === kept.length) tally.unsettled -= failed.length
}
