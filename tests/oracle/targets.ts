// What the filing systems hold, against what the record says they hold.

import { deliveryKey } from '../../domain/letters/tapal/keys'
import { isTaken } from '../../domain/letters/tapal/states'
import type { Tapal } from '../../domain/letters/tapal/tapal'
import type { ArrivedLetter, Evidence, Findings } from './evidence'

/** The invariants that are seen at the receiving side. */
export function atTargets(evidence: Evidence): Findings {
  const { tapals, arrived, asked } = evidence
  const tapalOf = new Map(tapals.map((tapal) => [deliveryKey(tapal.id), tapal]))
  const letters = new Map(arrived.map((letter) => [letter.deliveryKey, letter]))
  return {
    'I8 the bytes that came are the bytes that were sent': bytes(evidence, tapalOf),
    'I10 one effect at the target': effects(arrived, tapalOf),
    'I10 both registers agree': tapals
      .filter(({ endpoint }) => asked.has(endpoint))
      .flatMap((tapal) => registers(tapal, letters.get(deliveryKey(tapal.id)))),
  }
}

function bytes({ accepted, arrived }: Evidence, tapalOf: ReadonlyMap<string, Tapal>): string[] {
  const sent = new Map(accepted.map(({ id, sha256 }) => [id, sha256]))
  return arrived.flatMap(({ system, deliveryKey: key, sha256, withdrawn }) => {
    const expected = sent.get(tapalOf.get(key)?.dispatch ?? '')
    return withdrawn || expected === undefined || sha256.includes(expected)
      ? []
      : [`${system} holds other bytes under ${key}`]
  })
}

function effects(arrived: readonly ArrivedLetter[], tapalOf: ReadonlyMap<string, Tapal>): string[] {
  const times = new Map<string, number>()
  for (const { deliveryKey: key } of arrived) times.set(key, (times.get(key) ?? 0) + 1)
  return [
    ...[...times].filter(([, count]) => count > 1).map(([key, count]) => `${key} lies there ${count} times`),
    ...arrived
      .filter(({ deliveryKey: key }) => !tapalOf.has(key))
      .map(({ system, deliveryKey: key }) => `${system} holds ${key}, which is no tapal of ours`),
    ...arrived.flatMap(({ system, office, deliveryKey: key }) => {
      const tapal = tapalOf.get(key)
      return tapal && tapal.office !== office ? [`${system} gave ${key} to ${office}`] : []
    }),
  ]
}

function registers(tapal: Tapal, there: ArrivedLetter | undefined): string[] {
  const { id, state, diary } = tapal
  if (isTaken(state) || state === 'delivered') {
    if (!there) return [`${id} is ${state}, and ${tapal.endpoint} does not have it`]
    if (there.withdrawn) return [`${id} is ${state}, and ${tapal.endpoint} has withdrawn it`]
    if (isTaken(state) && there.diary !== (diary?.number ?? null))
      return [
        `${id} has the number ${diary?.number ?? 'none'}, and ${tapal.endpoint} ${there.diary ?? 'none'}`,
      ]
  }
  if (state === 'recalled' && there && !there.withdrawn)
    return [`${id} is recalled, and still lies at ${tapal.endpoint}`]
  return []
}
