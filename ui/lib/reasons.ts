// Why a letter goes where it goes, and who has a duty, in the reader's words.

import type { TFunction } from 'i18next'
import i18next from 'i18next'
import type en from '../i18n/en.json'
import type { Reason } from './directory-contract'
import { currentLanguage } from './i18n'
import { date } from './time'

type KnownReason = keyof (typeof en)['reason']
type KnownSystem = keyof (typeof en)['system']
type KnownMechanism = keyof (typeof en)['mechanism']

/** One reason as a sentence; a code we have no words for is shown as it is. */
export function reasonWords({ code, of = '' }: Reason, t: TFunction): string {
  if (!i18next.exists(`reason.${code}`)) return of ? `${code}: ${of}` : code
  return t(`reason.${code as KnownReason}`, { of: nameOfLine(code, of, t) })
}

/** What `of` names, as a reader knows it: a day for a line of a profile, a name for a system, else the code itself. */
function nameOfLine(code: string, of: string, t: TFunction): string {
  if (code === 'profile' || code === 'profile-fallback') return of ? date(of, currentLanguage()) : of
  return code.startsWith('system-') ? systemName(of, t) : of
}

/** The name of a filing system, whether we have a connector for it or not. */
export function systemName(system: string, t: TFunction): string {
  if (i18next.exists(`mechanism.${system}`)) return t(`mechanism.${system as KnownMechanism}`)
  return i18next.exists(`system.${system}`) ? t(`system.${system as KnownSystem}`) : system
}
