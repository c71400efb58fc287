// Steps of a migration that read by an index, beside another process that migrates, too.

import { isHintUnknown } from '../../common/errors'

const LONGEST_MS = 60_000
const LOOK_AGAIN_MS = 250

/**
 * Does the work, which reads by an index; where another process is still building that index, the server says that it does not
 * know it: then the work is begun again, for a minute at most. Throws what the work throws.
 */
export async function onceIndexed(work: () => Promise<unknown>): Promise<void> {
  for (const end = performance.now() + LONGEST_MS; ; ) {
    try {
      await work()
      return
    } catch (error) {
      if (!isHintUnknown(error) || performance.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
    }
  }
}
