// Running a lane of a letter, as its run would.

import { ApplicationFailure } from '@temporalio/activity'
import type { LaneReport } from '../../../activities/letters/deliver'
import type { Outcome } from '../../../domain/letters/delivery/outcome'
import { plainProfile } from '../../../domain/directory/office/profile'
import type { Mechanism } from '../../../domain/letters/systems'
import { buildOffice } from '../../support/builders'
import { addEndpoint } from '../../support/world'
import { type Rig, run } from './rig'

export const LATER: Outcome = { kind: 'retry-later', code: 'http-500', inDoubt: false }

export const deliver = (
  rig: Rig,
  id: string,
  mechanism: Mechanism = 'push',
  shard = 0,
): Promise<LaneReport> => run(() => rig.delivery().deliver(id, mechanism, shard))

/** Runs the lane, which must wait; returns the failure with which it asks to be run again. */
export async function wait(rig: Rig, id: string): Promise<ApplicationFailure> {
  const failure = await deliver(rig, id).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(ApplicationFailure)
  expect(failure).toMatchObject({ type: 'Waiting', nonRetryable: false })
  return failure as ApplicationFailure
}

/** A letter resolved to offices of the push mechanism, each with an endpoint `E-<office>` of its own. */
export async function lettersToOwnEndpoints(rig: Rig, count: number) {
  const sent = await rig.accept(Array.from({ length: count }, () => 'push' as const))
  for (const office of sent.offices) {
    await addEndpoint(rig.repositories, `E-${office}`, 'push')
    const profiles = [plainProfile(new Date('2020-01-01'), 'push', `E-${office}`, 'person')]
    await rig.repositories.offices.save([buildOffice(office, 'push', { profiles })])
  }
  await run(() => rig.near().resolveRecipients(sent.id))
  return sent
}
