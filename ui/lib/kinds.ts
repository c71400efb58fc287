import type { TFunction } from 'i18next'
import i18next from 'i18next'
import type en from '../i18n/en.json'

export type KnownKind = keyof (typeof en)['office-kind']

/** The kinds of offices to choose from. */
export const OFFICE_KINDS: readonly KnownKind[] = [
  'office',
  'department',
  'directorate',
  'organisation',
  'collectorate',
  'taluk-office',
  'village-office',
  'district-panchayat',
  'block-panchayat',
  'grama-panchayat',
  'municipality',
  'corporation',
]

/** The kind of an office in words; one we have no words for as it is. */
export function kindWords(kind: string, t: TFunction): string {
  return i18next.exists(`office-kind.${kind}`) ? t(`office-kind.${kind as KnownKind}`) : kind
}
