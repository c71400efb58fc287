// Holding a claim while its batch is served, so that a slow system is not taken for a worker that died.

import type { ActivityDeps } from '../../../activities/ports'

/** A claim is renewed while its batch is served; after this time without, its tapals are in doubt. */
export const CLAIM_MS = 15_000
const RENEW_EVERY_MS = 5_000

/** Does the work under the claim; a renewal that fails is let be, for then the claim runs out as it should. */
export async function underClaim<T>(
  { repositories, now }: ActivityDeps,
  claimId: string,
  ids: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  const renew = (): void => {
    const until = new Date(now().getTime() + CLAIM_MS)
    repositories.tapals.renew(claimId, ids, until).catch(() => undefined)
  }
  const timer = setInterval(renew, RENEW_EVERY_MS)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}
