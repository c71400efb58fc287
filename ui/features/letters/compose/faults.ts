// What is wrong with a draft, each at its field: found here before sending, or by the service afterwards.

import type { TFunction } from 'i18next'
import { MAX_DOCUMENTS, MAX_SUBJECT } from '../../../../domain/letters/dispatch/limits'
import type { Problem } from '../../../lib/problem'
import { problemText } from '../../../lib/problem-text'
import { today } from '../../../lib/time'
import { type Draft, recipientRequest, type Span } from './draft'
import type { Upload } from './uploads'

/** Words by the id of the input they belong to, in the order of the page. */
export type Faults = Record<string, string>

/** All that is wrong, so that one round of corrections is enough. */
export function faultsOf(draft: Draft, uploads: readonly Upload[], t: TFunction): Faults {
  const faults: Faults = {}
  if (!draft.subject.trim()) faults['subject'] = t('compose.fault.subject')
  else if (draft.subject.trim().length > MAX_SUBJECT) faults['subject'] = t('compose.fault.subject-long')
  if (!draft.letterNumber.trim()) faults['letterNumber'] = t('compose.fault.letterNumber')
  if (!draft.letterDate) faults['letterDate'] = t('compose.fault.letterDate')
  else if (draft.letterDate > today()) faults['letterDate'] = t('compose.fault.letterDate-future')
  if (draft.fixedDate !== '' && draft.fixedDate < today())
    faults['fixedDate'] = t('compose.fault.fixedDate-past')
  if (draft.recipients.length === 0) faults['recipients'] = t('compose.fault.recipients')
  const keysSoFar = new Set<string>()
  draft.recipients.forEach((recipient, index) => {
    const { office = '', seat = '', group = '' } = recipientRequest(recipient)
    const who = `${office} ${seat} ${group}`
    if (keysSoFar.has(who)) faults[`recipient-${index}`] = t('compose.fault.recipients-twice')
    keysSoFar.add(who)
  })
  if (uploads.some(({ problem }) => problem)) faults['documents'] = t('compose.fault.document-failed')
  else if (uploads.length > 0) faults['documents'] = t('compose.fault.documents-busy')
  else if (draft.documents.length === 0) faults['documents'] = t('compose.fault.documents')
  else if (draft.documents.length > MAX_DOCUMENTS) faults['documents'] = t('compose.fault.documents-many')
  return { ...faults, ...timeFaults(draft, t) }
}

function timeFaults({ within, every }: Draft, t: TFunction): Faults {
  const faults: Faults = {}
  const wrong = ({ number }: Span) => number !== '' && !/^[1-9][0-9]{0,5}$/.test(number)
  if (wrong(within)) faults['within'] = t('compose.fault.number-positive')
  if (wrong(every)) faults['every'] = t('compose.fault.number-positive')
  if (within.number === '' && every.number !== '') faults['within'] = t('compose.fault.times-both')
  if (every.number === '' && within.number !== '') faults['every'] = t('compose.fault.times-both')
  return faults
}

const fields: [RegExp, (match: RegExpMatchArray) => string][] = [
  [
    /^\/(kind|subject|letterNumber|letterDate|fileNumber|urgency|fixedDate|language)$/,
    ([, name = '']) => name,
  ],
  [/^\/recipients\/(\d+)/, ([, index = '']) => `recipient-${index}`],
  [/^\/recipients/, () => 'recipients'],
  [/^\/documents\/(\d+)/, ([, index = '']) => `document-${index}`],
  [/^\/documents/, () => 'documents'],
  [/^\/times\/acknowledgeWithinSeconds/, () => 'within'],
  [/^\/times\/escalateEverySeconds/, () => 'every'],
]

/** The faults the service found, at the fields of this page; what belongs to none of them is left out. */
export function serviceFaults(problem: Problem, t: TFunction): Faults {
  const faults: Faults = {}
  for (const { pointer, detail, code } of problem.errors) {
    for (const [pattern, idOf] of fields) {
      const match = pattern.exec(pointer)
      if (!match) continue
      faults[idOf(match)] ??= code ? problemText({ code, text: detail }, t) : detail
      break
    }
  }
  return faults
}
