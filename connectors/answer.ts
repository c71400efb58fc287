// What a system answered, in its own words, as far as an operator may keep it.

import { MAX_ANSWER } from '../domain/letters/delivery/outcome'
import { type HttpAnswer, type HttpFault } from './http'

/** Outcomes of which nobody asks what stood in the answer. */
const WELL: readonly string[] = ['delivered', 'duplicate', 'handed-over', 'refused', 'unseen']
/** Bytes read of an answer; what is masked may make it much shorter. */
const READ_BYTES = 4 * MAX_ANSWER

/** The outcome with the beginning of the answer that it was read from, unless all is well or nothing stood there. */
export function withAnswer<Some extends { kind: string }>(
  outcome: Some,
  result: HttpAnswer | HttpFault | undefined,
): Some & { answer?: string } {
  if (result === undefined || 'fault' in result || WELL.includes(outcome.kind)) return outcome
  const { status, headers, body } = result
  const type = headers['content-type'] ?? ''
  const text = body === null ? '(too long)' : body.toString('utf8', 0, READ_BYTES)
  if (text.trim() === '') return outcome
  return { ...outcome, answer: maskedAnswer(`HTTP ${status} ${type} ${text}`) }
}

/**
 * One line of at most MAX_ANSWER characters. What looks like a secret is masked: what follows the name of one, and any
 * run of 20 signs or more of the alphabets in which keys, tokens and signatures are written.
 */
export function maskedAnswer(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replace(
      /((?:bearer|basic|token|secret|password|signature|api.?key)["']?\s*[:= ]\s*["']?)[^\s"',;<]+/gi,
      '$1…',
    )
    .replace(/[\w+/=.~-]{20,}/g, (run) => (/^[a-z]+([-.][a-z]+)*$/.test(run) ? run : '…'))
    .trim()
    .slice(0, MAX_ANSWER)
}
