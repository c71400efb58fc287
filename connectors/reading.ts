// Reads what filing systems send, in answers and in call-backs: widely in its form, strictly in what it says.

import { z } from 'zod'
import { type FieldError, isKcsError, KcsError } from '../domain/common/error'
import { FIRST_DAY, LAST_DAY, dayFault } from '../domain/common/text/day'
import { issueText, pointerOf, withoutNulls } from '../domain/common/text/issue'
import { parseStrictJson } from '../domain/common/text/json'
import { textFault, tidyText } from '../domain/common/text/text'
import type { Outcome } from '../domain/letters/delivery/outcome'
import { MAX_DIARY_NUMBER, MAX_REASON } from '../domain/letters/dispatch/limits'
import { tapalIdOf } from '../domain/letters/tapal/keys'
import type { AgentReport, UnreadReport } from './report'
import { type HttpAnswer, type HttpFault, HTTP_LIMITS } from './http'

/** Members that we do not know may nest deeper than ours. */
const DEPTH = 64
/** At most so many reports in one call-back. */
export const MAX_REPORTS = 100

/** What a body says, or what is wrong with it: places and plain words, and nothing of what stood there. */
export type Reading<T> = { value: T } | { unread: readonly FieldError[] }

/** One line of text; a whole number is read as its digits. The API documentation asks for a text. */
export const text = (max = 200) =>
  z
    .preprocess(
      (value) => (typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value),
      z
        .string()
        .overwrite(tidyText)
        .refine((tidied) => textFault(tidied, { max }) === null, {
          error: ({ input }) => textFault(String(input), { max }) ?? '',
        }),
    )
    .meta({ override: { type: 'string', minLength: 1, maxLength: max } })

/** Why an office refuses or returns a letter, in its own words. */
export const reason = z
  .string()
  .overwrite(tidyText)
  .refine((tidied) => textFault(tidied, { max: MAX_REASON, lines: true }) === null, {
    error: ({ input }) => textFault(String(input), { max: MAX_REASON, lines: true }) ?? '',
  })
  .meta({ override: { type: 'string', minLength: 1, maxLength: MAX_REASON } })

export const diaryNumber = text(MAX_DIARY_NUMBER)

/** A day as YYYY-MM-DD that exists. */
export const day = z
  .string()
  .refine((text) => dayFault(text) === null, { error: ({ input }) => dayFault(String(input)) ?? '' })
  .meta({ override: { type: 'string', format: 'date' } })

/** An instant with its zone (RFC 3339). */
export const instant = z.iso
  .datetime({ offset: true, error: 'must be an instant with its zone, such as 2026-11-22T11:00:00+05:30' })
  .refine((text) => dayFault(text.slice(0, 10)) === null, `must lie between ${FIRST_DAY} and ${LAST_DAY}`)

export const deliveryKey = z
  .string()
  .refine((key) => tapalIdOf(key) !== null, 'must be a delivery key of KCS')

/** What a value says. A member that is null is read as left out, and one that is not known is passed over. */
export function readValue<T>(schema: z.ZodType<T>, value: unknown, at = ''): Reading<T> {
  const { success, data, error } = schema.safeParse(withoutNulls(value))
  if (success) return { value: data }
  return {
    unread: error.issues.map((issue) => ({ pointer: at + pointerOf(issue.path), detail: issueText(issue) })),
  }
}

/** What a JSON body says. */
export function readJson<T>(schema: z.ZodType<T>, bytes: Buffer): Reading<T> {
  try {
    return readValue(schema, parseStrictJson(bytes, DEPTH))
  } catch (error) {
    if (!isKcsError(error)) throw error
    return { unread: [{ pointer: '', detail: error.detail ?? error.errors[0]?.detail ?? error.message }] }
  }
}

/** What the body of an answer says; `answerBytes` is how many of it were read. */
export function readAnswer<T>(
  schema: z.ZodType<T>,
  answer: HttpAnswer | HttpFault,
  answerBytes = HTTP_LIMITS.answerBytes,
): Reading<T> {
  if ('fault' in answer) return unread(answer.fault)
  const { headers, body } = answer
  const encoding = headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity') return unread('The answer is compressed, which was not asked for.')
  if (body === null) return unread(`The answer is longer than ${answerBytes} bytes.`)
  if (body.length === 0) return unread('The answer has no body.')
  return readJson(schema, body)
}

/** An answer that promises success in a form we cannot read: the letter may well lie there. */
export function garbled({ unread }: Extract<Reading<never>, { unread: unknown }>): Outcome {
  return { kind: 'retry-later', code: 'answer-garbled', inDoubt: true, detail: wordsOf(unread) }
}

/** What is wrong in one sentence, the first places of it. */
export function wordsOf(faults: readonly FieldError[]): string {
  const words = faults.slice(0, 3).map(({ pointer, detail }) => `${pointer} ${detail}`.trim())
  return words.join('; ').slice(0, 300)
}

/**
 * The reports of a call-back, each read for itself: those that cannot be read stand among the others with what is wrong.
 * Throws KcsError `callback-invalid` where the body as a whole cannot be read.
 */
export function readReports<Wire>(
  list: string,
  wire: z.ZodType<Wire>,
  reportOf: (value: Wire) => AgentReport,
  body: Buffer,
): (AgentReport | UnreadReport)[] {
  const whole = readJson(z.object({ [list]: z.array(z.unknown()).min(1).max(MAX_REPORTS) }), body)
  if ('unread' in whole) {
    const [first] = whole.unread
    if (first?.pointer === '') throw new KcsError('callback-invalid', { detail: first.detail })
    throw new KcsError('callback-invalid', { errors: whole.unread })
  }
  return whole.value[list]!.map((report, index) => {
    const reading = readValue(wire, report, `/${list}/${index}`)
    return 'unread' in reading ? { kind: 'unread', errors: reading.unread } : reportOf(reading.value)
  })
}

function unread(detail: string): { unread: FieldError[] } {
  return { unread: [{ pointer: '', detail }] }
}
