import { useTranslation } from 'react-i18next'
import { Field, fieldAttributes } from '../../../components/field'
import { OFFERED_UNITS, type TermDraft } from './draft'

interface Props {
  id: string
  label: string
  fault?: string | undefined
  value: TermDraft
  set: (value: TermDraft) => void
}

/** An amount and its unit; without an amount the clock does not run. */
export function TermField({ id, label, fault, value, set }: Props) {
  const { t } = useTranslation()
  const units = OFFERED_UNITS.includes(value.unit) ? OFFERED_UNITS : [...OFFERED_UNITS, value.unit]
  return (
    <Field id={id} label={label} fault={fault}>
      <span className="level-term">
        <input
          {...fieldAttributes({ id, fault })}
          type="number"
          min="1"
          inputMode="numeric"
          value={value.amount}
          onChange={(event) => set({ ...value, amount: event.target.value })}
        />
        <select
          aria-label={t('levels.unit-of', { clock: label })}
          value={value.unit}
          onChange={(event) =>
            set({ ...value, unit: units.find((unit) => unit === event.target.value) ?? value.unit })
          }
        >
          {units.map((unit) => (
            <option key={unit} value={unit}>
              {t(`levels.unit.${unit}`)}
            </option>
          ))}
        </select>
      </span>
    </Field>
  )
}
