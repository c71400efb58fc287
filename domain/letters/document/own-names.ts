// Within one letter each document has a name of its own, so that none replaces another where they are saved.

import { MAX_FILE_NAME } from '../../common/text/file-name'

/**
 * The documents in their order; of those of one name the first keeps it, and the others get a number before the ending:
 * `order.pdf`, `order (2).pdf`. Names that differ in the case of letters only are one name, as on Windows and macOS. Given
 * names of their own they stay as they are, so that it may be done again.
 */
export function withOwnNames<Named extends { name: string }>(documents: readonly Named[]): Named[] {
  const taken = new Set(documents.map(({ name }) => keyOf(name)))
  const seen = new Set<string>()
  return documents.map((document) => {
    const key = keyOf(document.name)
    if (!seen.has(key)) {
      seen.add(key)
      return document
    }
    const name = freeName(document.name, taken)
    taken.add(keyOf(name))
    return { ...document, name }
  })
}

/** Letters that look the same may be written in two ways in Unicode; file systems take them for one. */
function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  for (let number = 2; ; number += 1) {
    const mark = ` (${number})`
    // Signs, not halves of them; no blank before the mark.
    const room = MAX_FILE_NAME - mark.length - ending.length
    const kept = [...stem].slice(0, Math.max(1, room)).join('').trimEnd()
    const free = `${kept}${mark}${ending}`
    if (!taken.has(keyOf(free))) return free
  }
}
