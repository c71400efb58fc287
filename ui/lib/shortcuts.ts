// Single-key shortcuts: off while one types, and off altogether if the user wants (WCAG 2.1.4).

import { useEffect, useRef, useSyncExternalStore } from 'react'
import { lasting } from './storage'

const listeners = new Set<() => void>()

/** Whether shortcuts are switched on in this browser; they are unless switched off. */
export function shortcutsOn(): boolean {
  return lasting.read('shortcuts') !== 'off'
}

export function switchShortcuts(on: boolean): void {
  lasting.write('shortcuts', on ? null : 'off')
  for (const tell of listeners) tell()
}

export function useShortcutsOn(): boolean {
  return useSyncExternalStore((tell) => {
    listeners.add(tell)
    return () => listeners.delete(tell)
  }, shortcutsOn)
}

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA|IFRAME)$/.test(target.tagName))
  )
}

/** Calls the action of a key while the page shows no dialog and no field has the focus. */
export function useShortcuts(actions: Record<string, () => void>): void {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const action = latest.current[event.key]
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented
      if (!action || !plain || !shortcutsOn() || typing(event.target)) return
      if (document.querySelector('dialog[open]')) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
