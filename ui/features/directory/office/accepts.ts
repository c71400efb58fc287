import type { TFunction } from 'i18next'
import { KINDS } from '../../letters/compose/draft'

/** Kinds of letters in words; those without words by their code. */
export function letterKinds(kinds: readonly string[] | undefined, t: TFunction): string | null {
  if (!kinds) return null
  return kinds
    .map((kind) => {
      const known = KINDS.find((each) => each === kind)
      return known ? t(`kind.${known}`) : kind
    })
    .join(', ')
}
