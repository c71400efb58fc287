// Parts of a collection by the last sign of the ids, which is random: parts are alike in size, and an index tells them.

/** Some of the parts into which rows are dealt; all of them where nothing is said. */
export interface Parts {
  of: number
  held: readonly number[]
}

const ALL_SIGNS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i))

/** What ids of these parts match, or null for all ids. A sign that is none of ASCII belongs to the first part. */
export function idsOfParts({ of, held: parts }: Parts): RegExp | null {
  if (parts.length >= of) return null
  const isHeld = (sign: string): boolean => parts.includes(sign.charCodeAt(0) % of)
  // The first part is named by what it is not, so that every id is in one.
  const signs = ALL_SIGNS.filter((sign) => isHeld(sign) !== parts.includes(0))
  const escapedSigns = signs.map((sign) => (/[A-Za-z0-9]/.test(sign) ? sign : `\\${sign}`)).join('')
  return new RegExp(parts.includes(0) ? `[^${escapedSigns}]$` : `[${escapedSigns}]$`)
}
