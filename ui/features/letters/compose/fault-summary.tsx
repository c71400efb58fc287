import { useTranslation } from 'react-i18next'
import type { Faults } from './faults'

/** Id of the summary, for the focus after a failed try. */
export const SUMMARY = 'faults'

/** All that has to be put right, as links to the fields. */
export function FaultSummary({ faults }: { faults: Faults }) {
  const { t } = useTranslation()
  const entries = Object.entries(faults)
  return (
    <div className="fault" id={SUMMARY} tabIndex={-1} role="alert">
      <p className="fault-title">{t('compose.faults', { count: entries.length })}</p>
      <ul>
        {entries.map(([id, words]) => (
          <li key={id}>
            <a
              href={`#${id}`}
              onClick={(event) => {
                event.preventDefault()
                document.getElementById(id)?.focus()
              }}
            >
              {words}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
