// A step run as a local activity, and where that fails as an ordinary one.

import { isCancellation } from '@temporalio/workflow'

/**
 * The activities of `local`, each followed by the same activity of `remote` where it failed. The failed try may still be
 * running beside it, which is why every step is idempotent. A cancellation is thrown on.
 */
export function orRemote<Activities extends object>(local: Activities, remote: Activities): Activities {
  type Step = (...args: unknown[]) => Promise<unknown>
  return new Proxy(local, {
    get(_, name) {
      const localStep = Reflect.get(local, name) as Step
      const remoteStep = Reflect.get(remote, name) as Step
      const step: Step = (...args) =>
        localStep(...args).catch((error: unknown) => {
          if (isCancellation(error)) throw error
          return remoteStep(...args)
        })
      return step
    },
  })
}
