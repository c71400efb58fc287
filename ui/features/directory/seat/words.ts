import type { TFunction } from 'i18next'
import i18next from 'i18next'
import type en from '../../../i18n/en.json'

type KnownEnd = keyof (typeof en)['charge-end']

/** How a charge came to its end. */
export function endWords(ended: string, t: TFunction): string {
  return i18next.exists(`charge-end.${ended}`) ? t(`charge-end.${ended as KnownEnd}`) : ended
}
