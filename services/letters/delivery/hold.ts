// Holding a claim while its batch is served, so that a slow system is not taken for a worker that died.

import type { DeliveryDeps } from './deps'

/** A claim is renewed while its batch is served; after this time without, its tapals are in doubt. */
export const CLAIM_MS = 15_000
const RENEW_EVERY_MS = 5_000

/** Does the work under the claim. A renewal that fails is ignored: the claim then runs out, as it should. */
export async function underClaim<T>(
  { repositories, now }: Pick<DeliveryDeps, 'repositories' | 'now'>,
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
