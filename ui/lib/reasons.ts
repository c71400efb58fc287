// Why a letter goes where it goes, and who has a duty, in the reader's words.

import type { TFunction } from 'i18next'
import { REASON_CODES } from '../../domain/letters/routing/reason'
import type { Reason } from '../contract/directory'
import { systemName } from './code-words'
import { currentLanguage } from './i18n'
import { date } from './time'

/** One reason as a sentence; a code of a newer service is shown as it is. */
export function reasonWords({ code, of = '' }: Reason, t: TFunction): string {
  const reason = REASON_CODES.find((each) => each === code)
  if (!reason) return of ? `${code}: ${of}` : code
  return t(`reason.${reason}`, { of: nameOfLine(code, of, t) })
}

/** What `of` names, as a reader knows it: a day for a line of a profile, a name for a system, else the code itself. */
function nameOfLine(code: string, of: string, t: TFunction): string {
  if (code === 'profile' || code === 'profile-fallback') return of ? date(of, currentLanguage()) : of
  return code.startsWith('system-') || code.startsWith('way-') ? systemName(of, t) : of
}
