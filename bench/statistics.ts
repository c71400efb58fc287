// Figures of several runs: median and range, for one run proves nothing.

export interface Figure {
  median: number
  min: number
  max: number
  runs: number
}

/** Median and range of the values, at least one. */
export function figure(values: readonly number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  return { median, min: sorted[0]!, max: sorted[sorted.length - 1]!, runs: sorted.length }
}

/** The value below which the share `p` (0 to 1) of the values lies. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? 0
}

/** `12.3 (11.9–13.0, 5 runs)`. */
export function figureText({ median, min, max, runs }: Figure, digits = 1): string {
  return `${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)}, ${runs} runs)`
}

/** Runs `work` for each number below `count`, `atOnce` at a time; returns how many were done in a second. */
export async function rate(
  count: number,
  atOnce: number,
  work: (n: number) => Promise<void>,
): Promise<number> {
  const startedAt = process.hrtime.bigint()
  let next = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) await work(next++)
    }),
  )
  return count / (Number(process.hrtime.bigint() - startedAt) / 1e9)
}
