import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { useSession } from '../../access/session/session'

/** The parts of the directory; what only an administrator may do is shown to administrators. */
export function DirectoryTabs() {
  const { t } = useTranslation()
  const roles = useSession().data?.account.roles ?? []
  const keeps = roles.includes('admin') || roles.includes('department-admin')
  return (
    <nav className="tabs no-print" aria-label={t('directory.parts')}>
      <NavLink to="/directory">{t('directory.offices')}</NavLink>
      <NavLink to="/groups">{t('groups.title')}</NavLink>
      <NavLink to="/calendars">{t('calendar.title')}</NavLink>
      <NavLink to="/service-levels">{t('levels.title')}</NavLink>
      {keeps && <NavLink to="/import">{t('import.title')}</NavLink>}
    </nav>
  )
}
