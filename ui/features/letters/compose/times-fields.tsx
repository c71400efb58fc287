// How fast an answer is owed, where the usual limits do not fit.

import { useTranslation } from 'react-i18next'
import { Field, fieldAttributes } from '../../../components/field'
import { type Draft, type Span, UNITS, type Unit } from './draft'
import type { Faults } from './faults'

interface Props {
  draft: Draft
  faults: Faults
  set: (part: Partial<Draft>) => void
}

const units = Object.keys(UNITS) as Unit[]

export function TimesFields({ draft, faults, set }: Props) {
  const { t } = useTranslation()
  return (
    <details
      className="card times"
      open={draft.within.number !== '' || !!faults['within'] || !!faults['every']}
    >
      <summary>
        <h2>{t('compose.times')}</h2> <span className="soft">({t('optional')})</span>
      </summary>
      <p className="soft">{t('compose.times-hint')}</p>
      <div className="field-row">
        {(['within', 'every'] as const).map((id) => (
          <Field key={id} id={id} label={t(`compose.${id}`)} fault={faults[id]}>
            <SpanInput id={id} fault={faults[id]} span={draft[id]} change={(span) => set({ [id]: span })} />
          </Field>
        ))}
      </div>
    </details>
  )
}

interface SpanProps {
  id: string
  fault?: string | undefined
  span: Span
  change: (span: Span) => void
}

function SpanInput({ id, fault, span, change }: SpanProps) {
  const { t } = useTranslation()
  return (
    <div className="span-input">
      <input
        {...fieldAttributes({ id, fault })}
        inputMode="numeric"
        autoComplete="off"
        value={span.number}
        onChange={(event) => change({ ...span, number: event.target.value.trim() })}
      />
      <select
        aria-label={`${t(`compose.${id as 'within' | 'every'}`)}: ${t('compose.unit')}`}
        value={span.unit}
        onChange={(event) =>
          change({ ...span, unit: units.find((each) => each === event.target.value) ?? 'hours' })
        }
      >
        {units.map((unit) => (
          <option key={unit} value={unit}>
            {t(`compose.units.${unit}`)}
          </option>
        ))}
      </select>
    </div>
  )
}
