// Why a letter goes where it goes, in words.

import type { Reason, ReasonCode } from '../domain/letters/routing/reason'
import { instantOf } from './time'

const WORDS: Record<ReasonCode, string> = {
  named: 'named by the sender',
  'seat-named': 'this seat is named',
  group: 'member of group {}',
  'rule-copy': 'copy by rule {}',
  merged: '{} was merged into it',
  split: '{} was split, and it took its place',
  intermediary: 'takes the mail of {} for the time being',
  'rule-office': 'sent here by rule {}',
  'inward-seat': 'the seat that takes letters to the office',
  'rule-seat': 'this seat by rule {}',
  'head-seat': 'the head of the office',
  'system-without-endpoint': 'no address of {} is registered',
  'way-gone': '{} there is gone for good',
  'way-paused': '{} there has been down for longer than the office waits',
  'way-refuses-kind': '{} there does not take letters of this kind',
  'way-refuses-classification': '{} there does not take letters of this grade of secrecy',
  'way-refuses-language': '{} there does not take letters in this language',
  'way-refuses-media-type': '{} there does not take files of this type',
  'way-refuses-size': '{} there does not take documents of this size',
  'way-refuses-count': '{} there does not take so many documents',
  profile: 'by the delivery profile of {}',
  'profile-fallback': 'what the delivery profile of {} falls back to',
  'way-waits': '{} there is down now',
  'holder-regular': 'its holder',
  'holder-additional': 'its holder in additional charge',
  'holder-in-absence': 'stands in for its holder',
  'vacant-link-officer': 'vacant, the link officer {} acts',
  'vacant-seat-above': 'vacant, the seat above, {}, acts',
  vacant: 'vacant, and nobody acts for it',
}

/** One reason as a phrase; a code that this command does not know yet is shown as it is. */
export function reasonText({ code, of }: { code: string; of?: string | undefined }): string {
  const words = Object.hasOwn(WORDS, code) ? (WORDS as Record<string, string>)[code] : undefined
  if (words === undefined) return [code, of].filter(Boolean).join(' ')
  const day = code.startsWith('profile') && of !== undefined && !Number.isNaN(Date.parse(of))
  return words.replace('{}', day ? instantOf(of).slice(0, 10) : (of ?? ''))
}

/** All reasons in their order. */
export function reasonsText(reasons: readonly { code: Reason['code']; of?: string | undefined }[]): string {
  return reasons.map(reasonText).join('; ')
}
