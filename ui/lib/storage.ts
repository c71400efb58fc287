// Small things the browser remembers; where storing is forbidden it simply forgets.

function guarded<T>(act: () => T, otherwise: T): T {
  try {
    return act()
  } catch {
    return otherwise
  }
}

export interface Memory {
  read(key: string): string | null
  write(key: string, value: string | null): void
}

function memory(area: () => Storage): Memory {
  return {
    read: (key) => guarded(() => area().getItem(`kcs.${key}`), null),
    write: (key, value) =>
      guarded(() => {
        if (value === null) area().removeItem(`kcs.${key}`)
        else area().setItem(`kcs.${key}`, value)
      }, undefined),
  }
}

/** Kept for this browser: language, shortcuts, the seat last used. */
export const lasting = memory(() => localStorage)
/** Kept for this tab until it is closed: the seat, a draft. */
export const passing = memory(() => sessionStorage)
