// A recalled letter is taken back at the agents that had it in their hands.

import { ApplicationFailure } from '@temporalio/activity'
import type { WithdrawAnswer } from '../../connectors/connector'
import { FALLBACK_MECHANISM } from '../../domain/letters/delivery/mechanism'
import { deliveryKey } from '../../domain/letters/tapal/keys'
import type { Tapal } from '../../domain/letters/tapal/tapal'
import { pulse } from '../pulse'
import type { ActivityDeps } from '../ports'

const AT_ONCE = 10

export function withdrawActivity(deps: ActivityDeps) {
  const { tapals, dispatches, endpoints, registers } = deps.repositories

  async function withdrawOne(tapal: Tapal): Promise<boolean> {
    const record = await endpoints.byId(tapal.endpoint)
    const connector = deps.connectors[tapal.mechanism]
    const answer: WithdrawAnswer =
      record && record.state !== 'gone' && connector.withdraw
        ? await connector.withdraw(deps.unseal(record), {
            tapalId: tapal.id,
            deliveryKey: deliveryKey(tapal.id),
            reference: tapal.reference,
          })
        : { kind: 'unseen' }
    if (answer.kind === 'failed') return false
    // The number stays in the register of the office, as void; it is never given again. The row may not know
    // it: a recall may have come between the allotment and the word of it.
    if (tapal.mechanism === FALLBACK_MECHANISM) await registers.markVoid('inward', tapal.id)
    await tapals.apply(
      tapal.id,
      {
        event: {
          kind: 'attempt',
          to: 'recalled',
          cause: answer.kind === 'taken' ? 'withdrawal-refused' : 'withdrawn-at-agent',
          actor: { kind: 'kcs' },
          at: deps.now(),
        },
        set: { withdrawOwed: false },
      },
      { where: { withdrawOwed: true, state: 'recalled' } },
    )
    return true
  }

  /** Recalls what is still open and takes back what lies at agents; tried again until every agent has answered. */
  return async function withdraw(dispatchId: string): Promise<number> {
    const heart = pulse()
    try {
      const dispatch = await dispatches.byId(dispatchId)
      if (dispatch?.recall) {
        const { seat, at } = dispatch.recall
        await tapals.recall(dispatchId, { kind: 'seat', seat, holder: dispatch.recall.holder }, at)
      }
      const owed = await tapals.toWithdraw(dispatchId)
      let failed = 0
      for (let from = 0; from < owed.length; from += AT_ONCE) {
        heart.beat()
        const done = await Promise.all(owed.slice(from, from + AT_ONCE).map(withdrawOne))
        failed += done.filter((ok) => !ok).length
      }
      if (failed > 0)
        throw ApplicationFailure.create({
          type: 'Waiting',
          message: `${failed} agents did not answer`,
          category: 'BENIGN',
        })
      return owed.length
    } finally {
      heart.stop()
    }
  }
}
