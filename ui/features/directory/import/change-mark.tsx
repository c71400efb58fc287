import { useTranslation } from 'react-i18next'
import type { Difference } from '../../../contract/directory'

const looks = {
  added: { tone: 'good', path: 'M8 3v10M3 8h10' },
  changed: { tone: 'wait', path: 'M2 6h10M9 3l3 3-3 3M14 10H4M7 7l-3 3 3 3' },
  ended: { tone: 'bad', path: 'M3 8h10' },
} as const

/** What becomes of a row, by shape and word. */
export function ChangeMark({ change }: { change: Difference['change'] }) {
  const { t } = useTranslation()
  const { tone, path } = looks[change]
  return (
    <span className={`mark ${tone}`}>
      <svg className="shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={path} />
      </svg>
      {t(`import.count.${change}`)}
    </span>
  )
}
