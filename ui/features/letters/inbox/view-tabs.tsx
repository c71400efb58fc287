import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { INBOX_VIEWS, type InboxView } from '../../../../domain/letters/tapal/inbox'
import type { TapalPage } from '../../../contract/letters'
import { query } from '../../../lib/http'

/** The fixed views of an inbox with their counts. */
export function Views({ current, counts }: { current: InboxView; counts?: TapalPage['counts'] | undefined }) {
  const { t } = useTranslation()
  return (
    <nav className="tabs" aria-label={t('inbox.views')}>
      {INBOX_VIEWS.map((view) => (
        <Link
          key={view}
          to={`/inbox${query({ view: view === 'all' ? undefined : view })}`}
          aria-current={view === current ? 'page' : undefined}
        >
          {t(`inbox.view.${view}`)}
          {counts && (
            <span className={view === 'overdue' && counts.overdue > 0 ? 'count late' : 'count'}>
              {counts[view]}
            </span>
          )}
        </Link>
      ))}
    </nav>
  )
}
