// Fields that many requests and responses have in common.

import { z } from 'zod'

/** One line of text without control characters; spaces at its ends are dropped. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`)
    .regex(/^\P{Cc}*$/u, 'must be one line without control characters')

/** Text of people's own words; line breaks are kept. */
export const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`)
    .regex(/^[\P{Cc}\n\r\t]*$/u, 'must not hold control characters')

/** A day as YYYY-MM-DD. */
export const day = z.iso.date('must be a day as YYYY-MM-DD')
/** An instant, ISO 8601 in UTC. */
export const instant = z.iso.datetime().meta({ example: '2026-11-22T06:30:00.000Z' })
export const id = z.string().min(1).max(100)
export const officeCode = id.meta({ description: 'Code of an office, see /v1/offices' })
export const seatId = id.meta({ description: 'Id of a seat, see /v1/seats' })
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits, lower case')

const PAGE = 50
const MAX_PAGE = 200

/** `limit` and `cursor` of a list. */
export const pageFields = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a number')
    .transform(Number)
    .pipe(z.number().int().min(1).max(MAX_PAGE, `must be at most ${MAX_PAGE}`))
    .optional()
    .meta({ override: { type: 'integer', minimum: 1, maximum: MAX_PAGE, default: PAGE } }),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,200}$/, 'must be the `next` of the page before')
    .optional(),
}

/** The page that was asked for; `after` is what the cursor holds. */
export function pageOfQuery(query: { limit?: number | undefined; cursor?: string | undefined }): {
  limit: number
  after?: string
} {
  const after = query.cursor === undefined ? {} : { after: Buffer.from(query.cursor, 'base64url').toString() }
  return { limit: query.limit ?? PAGE, ...after }
}

/** The cursor of the next page, or null at the end. */
export function cursorOf(next: string | null): string | null {
  return next === null ? null : Buffer.from(next).toString('base64url')
}

/** The Link header to the next page (RFC 8288), where there is one. */
export function linkToNext(
  path: string,
  query: Record<string, unknown>,
  next: string | null,
): Record<string, string> {
  if (next === null) return {}
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && name !== 'cursor') parameters.set(name, String(value))
  parameters.set('cursor', next)
  return { link: `<${path}?${parameters.toString()}>; rel="next"` }
}

/** A page of a list. */
export const pageSchema = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'Cursor of the next page' }),
  })
