// Fields that many requests and responses have in common.

import { z } from 'zod'
import { CODE_RULE } from '../../domain/common/text/code'
import { dayFault, FIRST_DAY, LAST_DAY } from '../../domain/common/text/day'
import { MAX_MAIL_ADDRESS, mailAddressFault } from '../../domain/common/text/mail-address'
import { type TextRule, textFault, tidyText } from '../../domain/common/text/text'

/** One line of text as domain/common/text reads it; spaces at its ends are dropped. */
export const line = (max: number) => textOf({ max })

/** Text of people's own words; line breaks are kept. */
export const words = (max: number) => textOf({ max, lines: true })

/** One line of text, or nothing. */
export const maybeLine = (max: number) => textOf({ max, empty: true })

/** A text that is tidied first and then judged; what the rule says beyond its length is no pattern, for few programs could read it. */
export function textOf(rule: TextRule, faultOf: (text: string) => string | null = () => null): z.ZodString {
  return z
    .string()
    .overwrite(tidyText)
    .min(rule.empty ? 0 : 1)
    .max(rule.max)
    .check((ctx) => {
      const fault = textFault(ctx.value, rule) ?? (ctx.value === '' ? null : faultOf(ctx.value))
      ctx.issues = []
      if (fault !== null) ctx.issues.push({ code: 'custom', message: fault, input: ctx.value })
    })
}

/** A mail address, or nothing. */
export const maybeMailAddress = textOf({ max: MAX_MAIL_ADDRESS, empty: true }, mailAddressFault)
/** A new code. */
export const newCode = (pattern: RegExp, max: number, must = CODE_RULE) =>
  textOf({ max }, (text) => (pattern.test(text) ? null : must))
/** That a code is really another than one that a reader would take for it. */
export const confirmTwin = z.boolean().optional().meta({
  description: 'Enters it although one is there that differs in case, leading zeros or look-alikes alone.',
})
/** A day as YYYY-MM-DD. */
export const day = z.iso
  .date('must be a day as YYYY-MM-DD')
  .refine((text) => dayFault(text) === null, `must lie between ${FIRST_DAY} and ${LAST_DAY}`)
/** An instant, ISO 8601 in UTC. */
export const instant = z.iso
  .datetime('must be an instant in UTC, such as 2026-11-22T06:30:00.000Z')
  .refine((text) => dayFault(text.slice(0, 10)) === null, `must lie between ${FIRST_DAY} and ${LAST_DAY}`)
  .meta({ example: '2026-11-22T06:30:00.000Z' })
/** An instant as somebody else states it: with his zone. */
export const zonedInstant = z.iso
  .datetime({ offset: true, error: 'must be an instant with its zone, such as 2026-11-22T12:00:00+05:30' })
  .refine((text) => dayFault(text.slice(0, 10)) === null, `must lie between ${FIRST_DAY} and ${LAST_DAY}`)
  .meta({ example: '2026-11-22T12:00:00+05:30' })
/** A code or id of something that is there; it is only looked up. */
export const id = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(100, 'must have at most 100 characters')
  .refine((text) => !/\p{Cc}/u.test(text), 'must not hold control characters')
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
