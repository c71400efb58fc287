// Reads what the form of the mail link sends, as a form or as JSON.

import type { Context } from 'koa'
import { KcsError } from '../../../../domain/common/error'
import type { StatedDiary } from '../../../../domain/letters/tapal/diary'
import { faultOfFields } from '../../../errors'
import { readBody } from '../../../http/read-body'
import { fieldErrorsOf, readBy } from '../../../http/schema-errors'
import { parseStrictJson, utf8Text } from '../../../../domain/common/text/json'
import { takeSchema } from './schema'

const FORM = 'application/x-www-form-urlencoded'
const BODY_BYTES = 16 * 1024

/** Throws KcsError `media-type-unsupported`, `body-too-large`, `parameter-repeated`, `validation-failed`. */
export async function readForm(ctx: Context): Promise<StatedDiary> {
  const type = ctx.get('content-type').split(';', 1)[0]!.trim().toLowerCase()
  if (type !== FORM && type !== 'application/json') throw new KcsError('media-type-unsupported')
  const bytes = await readBody(ctx.req, BODY_BYTES)
  const value = type === FORM ? fieldsOf(bytes) : parseStrictJson(bytes)
  const result = readBy(takeSchema, value)
  if (!result.success) throw faultOfFields(fieldErrorsOf(result.error))
  const { diaryDate, diaryNumber } = result.data
  return diaryDate ? { diaryNumber, diaryDate } : { diaryNumber }
}

function fieldsOf(bytes: Buffer): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(utf8Text(bytes))) {
    if (Object.hasOwn(fields, name)) throw new KcsError('parameter-repeated')
    Object.defineProperty(fields, name, { value, enumerable: true })
  }
  return fields
}
