// Lines upwards that come back to where they begin.

/** Those that lie on such a ring; `above` returns what stands above each, or null at the top. */
export function onLoops(starts: Iterable<string>, above: (id: string) => string | null): Set<string> {
  const looped = new Set<string>()
  const done = new Set<string>()
  for (const start of starts) {
    const way = new Set<string>()
    let id: string | null = start
    for (; id !== null && !done.has(id) && !way.has(id); id = above(id)) way.add(id)
    if (id !== null && way.has(id)) {
      const passed = [...way]
      for (const one of passed.slice(passed.indexOf(id))) looped.add(one)
    }
    for (const one of way) done.add(one)
  }
  return looped
}
