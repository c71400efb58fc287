// Drawing by lot, always the same: each thing of the State has a number, and its lots follow from it.

/** A number in [0,1) that follows from the seed and nothing else. */
export function lot(seed: number): number {
  let mixed = (seed + 0x6d2b79f5) | 0
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}

/** One of the list. */
export function oneOf<Item>(list: readonly Item[], seed: number): Item {
  return list[Math.floor(lot(seed) * list.length)]!
}
