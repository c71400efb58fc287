// Questions of the same kind that come together are asked in one call.

/** What the call says of each of its keys. */
type Answers<Answer> = (key: string) => Answer

interface Waiting<Answer> {
  keys: Set<string>
  answers: Promise<Answers<Answer>>
}

/**
 * Returns a function that asks a target about a key. Questions to the same target in one turn of the event loop share a call,
 * which asks about at most `atOnce` keys; what the call throws, each of them throws.
 */
export function askTogether<Target extends object, Answer>(
  atOnce: number,
  ask: (target: Target, keys: readonly string[]) => Promise<Answers<Answer>>,
): (target: Target, key: string) => Promise<Answer> {
  const gathering = new WeakMap<Target, Waiting<Answer>>()
  const gather = (target: Target): Waiting<Answer> => {
    const keys = new Set<string>()
    const answers = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      if (gathering.get(target)?.keys === keys) gathering.delete(target)
      return ask(target, [...keys])
    })
    const waiting = { keys, answers }
    gathering.set(target, waiting)
    return waiting
  }
  return async (target, key) => {
    const open = gathering.get(target)
    const { keys, answers } = open && open.keys.size < atOnce ? open : gather(target)
    keys.add(key)
    return (await answers)(key)
  }
}
