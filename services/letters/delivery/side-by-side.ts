// Works that go on side by side, one for each key; the first fault is kept until somebody looks.

/** No work's rejection is ever unhandled: that would end the whole process. */
export function sideBySide() {
  const open = new Map<string, Promise<void>>()
  const faults: unknown[] = []
  return {
    /** The keys of the works under way. */
    keys: (): string[] => [...open.keys()],

    begin(key: string, work: () => Promise<void>): void {
      const promise = work()
        .catch((error: unknown) => void faults.push(error))
        .finally(() => open.delete(key))
      open.set(key, promise)
    },

    /** Throws the first fault, if there was one. */
    throwFault(): void {
      if (faults.length > 0) throw faults[0]
    },

    /** Resolves when one of the works is done. */
    one: (): Promise<void> => Promise.race(open.values()),

    /** Resolves when all of them are done; never rejects. */
    all: async (): Promise<void> => void (await Promise.all(open.values())),
  }
}
