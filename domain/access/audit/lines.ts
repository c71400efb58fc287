// An export of the chain as lines of JSON: its links and roots in their order, and a signed end.

import type { ExportEnd, Link, Root, Signed } from './chain'

export type ChainLine =
  | ({ kind: 'link' } & Link)
  | ({ kind: 'root' } & Root & Signed)
  | ({ kind: 'end' } & ExportEnd & Signed)

/** The line of an export as JSON, without its line end. */
export function writeLine(line: ChainLine): string {
  return JSON.stringify(line)
}

/** Returns null for a text that is no line of an export. */
export function readLine(text: string): ChainLine | null {
  const line = parsed(text)
  if (line === null || !isCount(line['sequence']) || typeof line['hash'] !== 'string') return null
  if (line['kind'] === 'link')
    return typeof line['previous'] === 'string' && isObject(line['entry'])
      ? (line as unknown as ChainLine)
      : null
  const at = new Date(String(line['at']))
  if (Number.isNaN(at.getTime()) || typeof line['key'] !== 'string' || typeof line['signature'] !== 'string')
    return null
  if (line['kind'] === 'root')
    return isCount(line['number']) && typeof line['previous'] === 'string'
      ? ({ ...line, at } as unknown as ChainLine)
      : null
  return line['kind'] === 'end' && isCount(line['roots']) ? ({ ...line, at } as unknown as ChainLine) : null
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
