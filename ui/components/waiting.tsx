import { useTranslation } from 'react-i18next'

/** Stands where lines of a list will be, while they load. */
export function Waiting({ lines = 4 }: { lines?: number }) {
  const { t } = useTranslation()
  return (
    <div className="waiting" role="status">
      <span className="unseen">{t('loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className="waiting-line" />
      ))}
    </div>
  )
}
