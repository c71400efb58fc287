// Instants and durations in words.

import { dayInKerala, startOfDay } from '../domain/common/clock/ist'

/** An instant in Kerala's time, as `2026-11-22 19:30:05`. */
export function instantOf(iso: string): string {
  const at = new Date(iso)
  const day = dayInKerala(at)
  const seconds = Math.floor((at.getTime() - startOfDay(day).getTime()) / 1000)
  const part = (value: number) => String(value).padStart(2, '0')
  return `${day} ${part(Math.floor(seconds / 3600))}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}`
}

/** A duration in its two largest units: `3 d 4 h`, `5 min 2 s`, `7 s`. */
export function spanOf(seconds: number): string {
  const units = [
    ['d', 86_400],
    ['h', 3_600],
    ['min', 60],
    ['s', 1],
  ] as const
  let secondsLeft = Math.max(0, Math.floor(seconds))
  const parts: string[] = []
  for (const [name, size] of units) {
    const count = Math.floor(secondsLeft / size)
    secondsLeft -= count * size
    if (count > 0 || (parts.length === 0 && size === 1)) parts.push(`${count} ${name}`)
    else if (parts.length > 0) break
    if (parts.length === 2) break
  }
  return parts.join(' ')
}

/** The time left until an instant, or the time since. */
export function leftUntil(iso: string | null, now: Date): string {
  if (iso === null) return ''
  const seconds = (Date.parse(iso) - now.getTime()) / 1000
  return seconds >= 0 ? `in ${spanOf(seconds)}` : `${spanOf(-seconds)} late`
}
