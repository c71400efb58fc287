import type { TFunction } from 'i18next'
import i18next from 'i18next'
import type en from '../i18n/en.json'

type KnownRole = keyof (typeof en)['seat-role']

/** What a seat does for its office, in words. */
export function roleWords(role: string, t: TFunction): string {
  return i18next.exists(`seat-role.${role}`) ? t(`seat-role.${role as KnownRole}`) : role
}
