// Lines upwards that come back to where they begin.

/** Those that lie on such a ring; `above` returns what stands above each, or null at the top. */
export function onLoops(starts: Iterable<string>, above: (id: string) => string | null): Set<string> {
  const looped = new Set<string>()
  /** By which start each was passed first. */
  const passed = new Map<string, string>()
  for (const start of starts) {
    let id: string | null = start
    for (; id !== null && !passed.has(id); id = above(id)) passed.set(id, start)
    if (id === null || passed.get(id) !== start) continue
    for (let one = id; !looped.has(one); one = above(one)!) looped.add(one)
  }
  return looped
}
