// A recalled tapal is taken back at the agent that had it in its hands.

import type { WithdrawAnswer } from '../../../connectors/connector'
import { FALLBACK_MECHANISM } from '../../../domain/letters/delivery/mechanism'
import { withdrawnChange } from '../../../domain/letters/tapal/acts'
import { deliveryKey } from '../../../domain/letters/tapal/keys'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { ServiceDeps } from '../../deps'
import { openedEndpoint } from '../endpoint/opened'

interface Deps extends Pick<ServiceDeps, 'repositories' | 'connectors' | 'now'> {
  secrets: Pick<ServiceDeps['secrets'], 'unseal'>
}

/** Safe to repeat. Returns false where the agent did not answer, so that it must be asked again. */
export async function withdraw(deps: Deps, tapal: Tapal): Promise<boolean> {
  const { tapals, registers } = deps.repositories
  const answer = await withdrawAtAgent(deps, tapal)
  if (answer.kind === 'failed') return false
  // The number stays in the register of the office, as void; it is never given again. The row may not know
  // it: a recall may have come between the allotment and the record of it.
  if (tapal.mechanism === FALLBACK_MECHANISM) await registers.markVoid('inward', tapal.id)
  const change = withdrawnChange({ actor: { kind: 'kcs' }, at: deps.now(), taken: answer.kind === 'taken' })
  await tapals.apply(tapal.id, change, { where: { withdrawOwed: true, state: 'recalled' } })
  return true
}

async function withdrawAtAgent(
  { repositories, connectors, secrets }: Deps,
  { id, endpoint, mechanism, reference }: Tapal,
): Promise<WithdrawAnswer> {
  const record = await repositories.endpoints.byId(endpoint)
  const connector = connectors[mechanism]
  // Where nobody can be asked, nobody has the letter to our knowledge.
  if (!record || record.state === 'gone' || !connector.withdraw) return { kind: 'unseen' }
  const parcel = { tapalId: id, deliveryKey: deliveryKey(id), reference }
  return connector.withdraw(openedEndpoint(secrets, record), parcel)
}
