// The day as of which the directory is shown; in the address, so that a page can be sent to somebody.

import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'

/** The chosen day and what the API takes for it: the end of that day, for today nothing. */
export function useAsOf(): { day: string; at: string } {
  const [parameters] = useSearchParams()
  const text = parameters.get('at') ?? ''
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : ''
  return { day, at: day && new Date(`${day}T23:59:59+05:30`).toISOString() }
}

export function AsOf() {
  const { t } = useTranslation()
  const [, setParameters] = useSearchParams()
  const { day } = useAsOf()
  const set = (at: string) =>
    setParameters(
      (now) => {
        if (at) now.set('at', at)
        else now.delete('at')
        return now
      },
      { replace: true },
    )
  return (
    <div className="as-of no-print">
      <label htmlFor="as-of">{t('as-of.label')}</label>
      <input id="as-of" type="date" value={day} onChange={(event) => set(event.target.value)} />
      {day && (
        <button type="button" className="button button-small" onClick={() => set('')}>
          {t('as-of.today')}
        </button>
      )}
    </div>
  )
}
