// A new code or number must not be mistaken for one that is there, unless the caller says that it is another.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { likelyTwinsOf } from '../../../domain/common/text/code'

export const requireNoTwinErrors = ['near-twin'] as const satisfies readonly ErrorCode[]

/** `lookUp` finds which of some codes are there. Throws KcsError `near-twin`, which names the one that is there. */
export async function requireNoTwin(
  lookUp: (codes: readonly string[]) => Promise<ReadonlyMap<string, unknown>>,
  { code, confirmTwin = false }: { code: string; confirmTwin?: boolean | undefined },
): Promise<void> {
  if (confirmTwin) return
  const [twin] = (await lookUp(likelyTwinsOf(code))).keys()
  if (twin !== undefined) throw new KcsError('near-twin', { detail: `${twin} is there already.` })
}
