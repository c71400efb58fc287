// Reads what the form of the mail link sends, as a form or as JSON.

import type { Context } from 'koa'
import { KcsError } from '../../../../domain/common/error'
import type { Taking } from '../../../../services/letters/mail-link/take'
import { faultOfFields } from '../../../errors'
import { readBody } from '../../../http/read-body'
import { fieldErrorsOf, readBy } from '../../../http/schema-errors'
import { parseStrictJson, utf8Text } from '../../../../domain/common/text/json'
import { takeSchema } from './schema'

const FORM = 'application/x-www-form-urlencoded'
const BODY_BYTES = 16 * 1024

/** What was sent. Throws KcsError `media-type-unsupported`, `body-too-large`, `parameter-repeated` and those of JSON. */
export async function readForm(ctx: Context): Promise<unknown> {
  const type = ctx.get('content-type').split(';', 1)[0]!.trim().toLowerCase()
  if (type !== FORM && type !== 'application/json') throw new KcsError('media-type-unsupported')
  const bytes = await readBody(ctx.req, BODY_BYTES)
  return type === FORM ? fieldsOf(bytes) : parseStrictJson(bytes)
}

/** The same, checked. Throws KcsError `validation-failed`. */
export function takingOf(form: unknown): Taking {
  const result = readBy(takeSchema, form)
  if (!result.success) throw faultOfFields(fieldErrorsOf(result.error))
  const { diaryDate, ...taking } = result.data
  return diaryDate ? { ...taking, diaryDate } : taking
}

/** What was entered, to be shown again beside what was wrong with it. */
export function enteredOf(form: unknown): Record<string, string> {
  if (typeof form !== 'object' || form === null) return {}
  return Object.fromEntries(
    Object.entries(form).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

function fieldsOf(bytes: Buffer): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(utf8Text(bytes))) {
    if (Object.hasOwn(fields, name)) throw new KcsError('parameter-repeated')
    Object.defineProperty(fields, name, { value, enumerable: true })
  }
  return fields
}
