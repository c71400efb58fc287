// Codes of the service in the reader's words.

import type { TFunction } from 'i18next'
import i18next from 'i18next'
import type en from '../i18n/en.json'

type Group =
  | 'cause'
  | 'charge-end'
  | 'kind'
  | 'mechanism'
  | 'office-kind'
  | 'problem'
  | 'seat-role'
  | 'setting'
type Key = { [G in Group]: `${G}.${keyof (typeof en)[G] & string}` }[Group]

const hasWords = (key: string): key is Key => i18next.exists(key)

/** The words that the catalogue has for a code of the group; a code without words is shown as it is. */
export function codeWords(group: Group, code: string, t: TFunction, otherwise = code): string {
  const key = `${group}.${code}`
  return hasWords(key) ? t(key) : otherwise
}

/** The name of a filing system. */
export function systemName(system: string, t: TFunction): string {
  return codeWords('mechanism', system, t)
}
