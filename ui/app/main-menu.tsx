import { useTranslation } from 'react-i18next'
import { NavLink, useLocation } from 'react-router'
import { Icon } from '../components/icon'
import { useSeat } from '../features/access/session/seat'
import { useHasRole } from '../features/access/session/session'
import { useInboxCounts } from '../features/letters/inbox/queries'
import { useNewNotices } from '../features/letters/notice/queries'

/** The menu of pages, with what waits on each. */
export function MainMenu() {
  const { t } = useTranslation()
  const { seat } = useSeat()
  const unread = useInboxCounts(seat?.id ?? null)?.unread ?? 0
  const fresh = useNewNotices(seat?.id ?? null)
  const runs = useHasRole('operator', 'admin')
  // Groups, calendars, service levels, seats, employees and imports are parts of the directory.
  const inDirectory = /^\/(directory|seats|employees|groups|calendars|service-levels|import)(\/|$)/.test(
    useLocation().pathname,
  )
  return (
    <nav className="menu" aria-label={t('nav.label')}>
      <NavLink to="/inbox">
        <Icon name="inbox" />
        {t('nav.inbox')}
        {unread > 0 && (
          <span className="menu-count">
            <span className="unseen">{t('inbox.view.unread')}: </span>
            {unread}
          </span>
        )}
      </NavLink>
      <NavLink to="/compose">
        <Icon name="pen" />
        {t('nav.compose')}
      </NavLink>
      <NavLink to="/sent">
        <Icon name="sent" />
        {t('nav.sent')}
      </NavLink>
      <NavLink to="/notices">
        <Icon name="bell" />
        {t('nav.notices')}
        {fresh > 0 && (
          <span className="menu-count">
            <span className="unseen">{t('nav.notices-new', { count: fresh })}</span>
            <span aria-hidden="true">{fresh}</span>
          </span>
        )}
      </NavLink>
      <NavLink to="/directory" className={inDirectory ? 'active' : undefined}>
        <Icon name="tree" />
        {t('nav.directory')}
      </NavLink>
      <NavLink to="/handover">
        <Icon name="swap" />
        {t('nav.handover')}
      </NavLink>
      {runs && (
        <NavLink to="/operations">
          <Icon name="bell" />
          {t('nav.operations')}
        </NavLink>
      )}
    </nav>
  )
}
