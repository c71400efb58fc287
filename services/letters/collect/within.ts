// Limits on how long a system may take, whatever its connector does.

import type { Pace } from '../../../documents/store'

/** The longest time of one call of a connector. */
const CALL_MS = 120_000

/** The result of the work, or `otherwise` where it takes too long; a late result is dropped. */
export async function within<Result, Late>(
  work: () => Promise<Result>,
  otherwise: Late,
  { ms = CALL_MS, drop }: { ms?: number; drop?: (late: Result) => void } = {},
): Promise<Result | Late> {
  let isLate = false
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Late>((resolve) => {
    timer = setTimeout(() => {
      isLate = true
      resolve(otherwise)
    }, ms)
  })
  const result = work().then((one) => {
    if (isLate) drop?.(one)
    return one
  })
  try {
    return await Promise.race([result, late])
  } finally {
    clearTimeout(timer)
    result.catch(() => undefined)
  }
}

/** 32 KiB a second, as over a thin line to a district. */
const MS_PER_MIB = 32_000

/** How long a content of so many bytes may take to come. */
export function paceOf(bytes: number): Pace {
  return { idleMs: 60_000, wholeMs: 60_000 + (bytes / 2 ** 20) * MS_PER_MIB }
}
