// What the letter is: kind, number, date, subject.

import { useTranslation } from 'react-i18next'
import { LANGUAGES, LETTER_KINDS, URGENCIES } from '../../../../domain/letters/dispatch/dispatch'
import { SelectField } from '../../../components/select-field'
import { TextArea } from '../../../components/text-area'
import { TextField } from '../../../components/text-field'
import { today } from '../../../lib/time'
import type { Draft } from './draft'
import type { Faults } from './faults'

interface Props {
  draft: Draft
  faults: Faults
  set: (part: Partial<Draft>) => void
}

export function LetterFields({ draft, faults, set }: Props) {
  const { t } = useTranslation()
  const field = <Name extends keyof Draft & string>(name: Name) => ({
    id: name,
    fault: faults[name],
    value: draft[name],
    set: (value: Draft[Name]) => set({ [name]: value }),
  })
  return (
    <>
      <TextArea {...field('subject')} label={t('facts.subject')} rows={2} />
      <div className="field-row">
        <SelectField
          {...field('kind')}
          label={t('facts.kind')}
          values={LETTER_KINDS}
          words={(kind) => t(`kind.${kind}`)}
        />
        <TextField {...field('letterNumber')} label={t('facts.letter-number')} />
        <TextField {...field('letterDate')} label={t('facts.letter-date')} type="date" max={today()} />
      </div>
      <div className="field-row">
        <TextField {...field('fileNumber')} label={t('facts.file-number')} optional />
        <SelectField
          {...field('urgency')}
          label={t('facts.urgency')}
          values={URGENCIES}
          words={(urgency) => t(`urgency.${urgency}`)}
        />
        <TextField
          {...field('fixedDate')}
          label={t('compose.fixed-date')}
          hint={t('compose.fixed-date-hint')}
          type="date"
          optional
        />
        <SelectField
          {...field('language')}
          label={t('compose.language')}
          values={LANGUAGES}
          words={(language) => t(`compose.languages.${language}`)}
        />
      </div>
    </>
  )
}
