// Limits on how long a system may take, whatever its connector does.

import { Readable } from 'node:stream'

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

export interface StreamLimits {
  /** Longest time in which nothing comes. */
  idleMs: number
  wholeMs: number
}

/** 32 KiB a second, as over a thin line to a district. */
const MS_PER_MIB = 32_000

/** For a content of so many bytes. */
export function streamLimits(bytes: number): StreamLimits {
  return { idleMs: 60_000, wholeMs: 60_000 + (bytes / 2 ** 20) * MS_PER_MIB }
}

/** The stream, which ends with an error where nothing of it comes for a while, or all of it takes too long. */
export function timed(source: Readable, { idleMs, wholeMs }: StreamLimits): Readable {
  const giveUp = (): void => void source.destroy(new Error('The time is over.'))
  const idle = setTimeout(giveUp, idleMs)
  const whole = setTimeout(giveUp, wholeMs)
  source.on('error', () => undefined)
  async function* chunks(): AsyncGenerator<unknown> {
    try {
      for await (const chunk of source) {
        idle.refresh()
        yield chunk
      }
    } finally {
      clearTimeout(idle)
      clearTimeout(whole)
    }
  }
  const stream = Readable.from(chunks(), { objectMode: false })
  stream.once('close', () => {
    clearTimeout(idle)
    clearTimeout(whole)
    source.destroy()
  })
  return stream
}
