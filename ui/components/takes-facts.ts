// What an office or a system takes, as facts: kinds, types, sizes, numbers, languages.

import type { TFunction } from 'i18next'
import type { Capabilities } from '../../domain/letters/delivery/mechanism'
import { codeWords } from '../lib/code-words'
import { sizeWords } from '../lib/size'
import type { Fact } from './facts'

/** One fact for each limit; what is not limited has no value, so that it is left out. */
export function takesFacts(takes: Partial<Capabilities>, t: TFunction): Fact[] {
  const { kinds, mediaTypes, maxDocumentBytes, maxDocuments, languages } = takes
  return [
    [t('profile.kinds'), kinds?.map((kind) => codeWords('kind', kind, t)).join(', ')],
    [t('profile.media'), mediaTypes?.map((type) => type.replace(/^.*\//, '').toUpperCase()).join(', ')],
    [t('profile.size'), maxDocumentBytes && sizeWords(maxDocumentBytes)],
    [t('profile.count'), maxDocuments && String(maxDocuments)],
    [
      t('profile.languages'),
      languages?.map((each) => t(each === 'ml' ? 'compose.languages.ml' : 'compose.languages.en')).join(', '),
    ],
  ]
}
