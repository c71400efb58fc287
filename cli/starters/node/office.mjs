// What this office does with its letters. This is the file to change: here your filing system is called.

import { ACKNOWLEDGE_AT_ONCE, OFFICES, PREFIX } from './settings.mjs'

/** Judges a letter before it is kept: null to take it, or the refusal { code, reason, rightOffice? }. */
export function refusalOf(envelope) {
  if (OFFICES.length === 0 || OFFICES.includes(envelope.recipient.office.code)) return null
  return { code: 'not-for-this-office', reason: 'This agent does not serve that office.' }
}

/**
 * What is done without anybody's doing once the documents of a letter are here: a list of acts, as the desk takes them. It may
 * be asked twice for the same letter, after a crash; its acts are recorded once all the same.
 */
export function atOnce(_letter) {
  return ACKNOWLEDGE_AT_ONCE ? [{ kind: 'acknowledged' }] : []
}

/** The number of the office's inward register for the letter that is its count-th in the year. */
export function diaryNumber(count, year) {
  return `${PREFIX}/${count}/${year}`
}
