import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Faults } from './faults'

/** All that has to be put right, as links to the fields; it takes the focus when it appears. */
export function FaultSummary({ faults }: { faults: Faults }) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const entries = Object.entries(faults)
  useEffect(() => box.current?.focus(), [])
  return (
    <div className="fault" ref={box} tabIndex={-1} role="alert">
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
