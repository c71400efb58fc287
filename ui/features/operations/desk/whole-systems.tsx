import { useTranslation } from 'react-i18next'
import type { SystemHealth } from '../../../contract/operations'
import type { Act } from './acts'

/** Pausing and resuming all endpoints of a system at once. */
export function WholeSystems({ systems, act }: { systems: SystemHealth[]; act: (act: Act) => void }) {
  const { t } = useTranslation()
  const mechanisms = [...new Set(systems.map(({ mechanism }) => mechanism))]
  return (
    <section className="desk-section" aria-labelledby="desk-whole">
      <h2 id="desk-whole">{t('desk.whole')}</h2>
      <div className="desk-acts">
        {mechanisms.map((mechanism) => {
          const isPaused = systems.some(
            (one) => one.mechanism === mechanism && one.state === 'paused' && one.pausedWith === 'system',
          )
          const name = isPaused ? 'resume-system' : 'pause-system'
          const words = `${t(`desk.act.${name}`)}: ${t(`mechanism.${mechanism}`)}`
          return (
            <button
              key={mechanism}
              type="button"
              className="button"
              onClick={() => act({ on: 'system', act: name, id: mechanism })}
            >
              {words}
            </button>
          )
        })}
      </div>
    </section>
  )
}
