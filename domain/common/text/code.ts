// Codes of offices, seats, posts and groups, and numbers of employees, as they may be given anew. What was given before
// stays as it is.

/** What a code that is given anew is made of; in ids of seats and posts a slash follows the code of the office. */
export const CODE_RULE =
  'must be letters A to Z, digits, full stop, hyphen and underscore, and begin with a letter or digit'
export const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/

/** The id of a seat or post: the code of its office, which may be an old one, a slash, and a name. */
export const IN_OFFICE = /^[^\s/]{1,60}\/[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/u
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
