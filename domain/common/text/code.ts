// Codes of offices, seats, posts and groups, and numbers of employees, as they may be given now. What was given before
// stays as it is.

/** What a new code is made of; in ids of seats and posts a slash follows the code of the office. */
export const CODE_RULE =
  'must be letters A to Z, digits, full stop, hyphen and underscore, and begin with a letter or digit'
export const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/

/** The id of a seat or post: the code of its office, which may be an old one, a slash, and a name. */
export const IN_OFFICE = /^[^\s/]{1,60}\/[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/u
/** The id of a seat or post that a list brings: also without the code of its office. */
export const LISTED_ID = /^([^\s/]{1,60}\/)?[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/u
/** A post may name its wing between slashes. */
export const POST_IN_OFFICE = /^[^\s/]{1,60}\/[A-Za-z0-9][A-Za-z0-9._/-]{0,59}$/u
export const IN_OFFICE_RULE =
  'must be the code of the office, a slash, and a name of letters A to Z, digits, full stop, hyphen and underscore'

/** What is the same for codes that a reader takes for one: case, leading zeros, O and 0, I, l and 1 do not count. */
export function twinKey(code: string): string {
  return code
    .normalize('NFKC')
    .toLowerCase()
    .replace(/o/g, '0')
    .replace(/[il]/g, '1')
    .replace(/(?<!\d)0+(?=\d)/g, '')
}

/** How many zeros may have been lost before a number. */
const LOST_ZEROS = 4
const LOOK_ALIKES: readonly (readonly [RegExp, string])[] = [
  [/O/gi, '0'],
  [/0/g, 'O'],
  [/[Il]/g, '1'],
  [/1/g, 'I'],
  [/1/g, 'l'],
]

/** Codes that a reader takes for this one, as far as they are likely: for a look-up by their exact spelling. */
export function likelyTwinsOf(code: string): string[] {
  const twins = new Set<string>()
  for (const spelling of new Set([code, code.toUpperCase(), code.toLowerCase()])) {
    twins.add(spelling)
    for (const [sign, other] of LOOK_ALIKES) twins.add(spelling.replace(sign, other))
    twins.add(spelling.replace(/(?<!\d)0+(?=\d)/g, ''))
    for (const { 0: number, index } of spelling.matchAll(/\d+/g)) {
      const bare = number.replace(/^0+(?=\d)/, '')
      for (let zeros = 0; zeros <= LOST_ZEROS; zeros += 1)
        twins.add(spelling.slice(0, index) + '0'.repeat(zeros) + bare + spelling.slice(index + number.length))
    }
  }
  twins.delete(code)
  const key = twinKey(code)
  return [...twins].filter((twin) => twinKey(twin) === key)
}
