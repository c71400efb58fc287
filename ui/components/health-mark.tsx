import { useTranslation } from 'react-i18next'
import type { Health } from '../contract/directory'

const looks = {
  open: { tone: 'good', path: 'M8 1.500a6.500 6.500 0 1 0 .010 0M5 8l2.200 2.200L11 6' },
  paused: { tone: 'wait', path: 'M5.500 3v10M10.500 3v10' },
  gone: { tone: 'bad', path: 'M8 1.500 15 14H1zM8 6v4M8 11.800v.400' },
  none: { tone: 'calm', path: 'M3 8h10' },
} as const

/** Whether letters get through to an endpoint now, by shape and word. */
export function HealthMark({ health }: { health: Health | null }) {
  const { t } = useTranslation()
  const kind = health ?? 'none'
  const { tone, path } = looks[kind]
  return (
    <span className={`mark ${tone}`} data-health={kind}>
      <svg className="shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={path} />
      </svg>
      {t(`health.${kind}`)}
    </span>
  )
}
