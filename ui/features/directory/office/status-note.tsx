import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { OfficeCard } from '../../../contract/directory'
import { currentLanguage } from '../../../lib/i18n'
import { date } from '../../../lib/time'

/** What keeps letters from the office: it was merged or split, has ended, or is not fit to receive. */
export function StatusNote({ office }: { office: OfficeCard['office'] }) {
  const { t } = useTranslation()
  const { succession, activeUntil, fitToReceive } = office
  const day = (at: string) => date(at, currentLanguage())
  if (succession)
    return (
      <p className="note note-wait">
        {t(`office.${succession.kind}`, { day: day(succession.at) })}{' '}
        {succession.into.map((code) => (
          <Link key={code} className="quiet-link" to={`/directory/${encodeURIComponent(code)}`}>
            {code}
          </Link>
        ))}
      </p>
    )
  if (activeUntil) return <p className="note note-wait">{t('office.ended', { day: day(activeUntil) })}</p>
  return fitToReceive ? null : <p className="note note-wait">{t('office.unfit')}</p>
}
