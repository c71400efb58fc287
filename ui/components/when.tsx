// When a change takes effect: now, or with a day.

import { useTranslation } from 'react-i18next'

/** Null for now; else a day as YYYY-MM-DD, empty until one is chosen. */
export type DayOrNow = string | null

interface Props {
  id: string
  /** What is asked, such as "From when". */
  label: string
  /** What the day is to the change, such as "From the beginning of a day". */
  dayLabel: string
  fault?: string | undefined
  /** The first day that can be chosen. */
  min?: string
  value: DayOrNow
  set: (value: DayOrNow) => void
}

export function When({ id, label, dayLabel, fault, min, value, set }: Props) {
  const { t } = useTranslation()
  return (
    <fieldset className={fault ? 'when field-wrong' : 'when'}>
      <legend>{label}</legend>
      {fault && (
        <p className="field-fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
      <label className="check">
        <input type="radio" name={id} checked={value === null} onChange={() => set(null)} />
        {t('when.now')}
      </label>
      <label className="check">
        <input type="radio" name={id} checked={value !== null} onChange={() => set('')} />
        {dayLabel}
      </label>
      {value !== null && (
        <input
          id={id}
          type="date"
          aria-label={dayLabel}
          aria-describedby={fault ? `${id}-fault` : undefined}
          aria-invalid={fault ? true : undefined}
          min={min}
          value={value}
          onChange={(event) => set(event.target.value)}
        />
      )}
    </fieldset>
  )
}
