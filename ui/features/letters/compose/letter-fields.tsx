// What the letter is: kind, number, date, subject.

import { useTranslation } from 'react-i18next'
import { LANGUAGES, LETTER_KINDS, URGENCIES } from '../../../../domain/letters/dispatch/dispatch'
import { Field, fieldAttributes } from '../../../components/field'
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
  const text = (id: 'subject' | 'letterNumber' | 'fileNumber') => ({
    ...fieldAttributes({ id, fault: faults[id] }),
    value: draft[id],
    onChange: (event: { target: { value: string } }) => set({ [id]: event.target.value }),
  })
  return (
    <>
      <Field id="subject" label={t('facts.subject')} fault={faults['subject']}>
        <textarea rows={2} {...text('subject')} />
      </Field>
      <div className="field-row">
        <Field id="kind" label={t('facts.kind')} fault={faults['kind']}>
          <select
            {...fieldAttributes({ id: 'kind', fault: faults['kind'] })}
            value={draft.kind}
            onChange={(event) =>
              set({ kind: LETTER_KINDS.find((each) => each === event.target.value) ?? 'letter' })
            }
          >
            {LETTER_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kind.${kind}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field id="letterNumber" label={t('facts.letter-number')} fault={faults['letterNumber']}>
          <input autoComplete="off" {...text('letterNumber')} />
        </Field>
        <Field id="letterDate" label={t('facts.letter-date')} fault={faults['letterDate']}>
          <input
            {...fieldAttributes({ id: 'letterDate', fault: faults['letterDate'] })}
            type="date"
            max={today()}
            value={draft.letterDate}
            onChange={(event) => set({ letterDate: event.target.value })}
          />
        </Field>
      </div>
      <div className="field-row">
        <Field id="fileNumber" label={t('facts.file-number')} fault={faults['fileNumber']} optional>
          <input autoComplete="off" {...text('fileNumber')} />
        </Field>
        <Field id="urgency" label={t('facts.urgency')} fault={faults['urgency']}>
          <select
            id="urgency"
            value={draft.urgency}
            onChange={(event) =>
              set({ urgency: URGENCIES.find((each) => each === event.target.value) ?? 'normal' })
            }
          >
            {URGENCIES.map((urgency) => (
              <option key={urgency} value={urgency}>
                {t(`urgency.${urgency}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field id="language" label={t('compose.language')} fault={faults['language']}>
          <select
            id="language"
            value={draft.language}
            onChange={(event) => set({ language: event.target.value === 'ml' ? 'ml' : 'en' })}
          >
            {LANGUAGES.map((language) => (
              <option key={language} value={language}>
                {t(`compose.languages.${language}`)}
              </option>
            ))}
          </select>
        </Field>
      </div>
    </>
  )
}
