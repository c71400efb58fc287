// Choices that depend on a seed alone, so that a run that failed can be repeated.

export interface Numbers {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number
  one<T>(things: readonly T[]): T
  /** Whether something that happens in this share of cases happens now. */
  chance(share: number): boolean
}

/** Numbers of a stream of its own for each `purpose` (mulberry32). */
export function numbersFrom(seed: number, purpose: string): Numbers {
  let state = [...purpose].reduce((sum, sign) => Math.imul(sum ^ sign.charCodeAt(0), 0x01000193), seed | 0)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    between,
    one: (things) => things[between(0, things.length - 1)]!,
    chance: (share) => next() < share,
  }
}
