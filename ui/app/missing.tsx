import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PageTitle } from '../components/page-title'

/** Shown for an address that leads nowhere. */
export function Missing() {
  const { t } = useTranslation()
  return (
    <section className="card">
      <PageTitle>{t('missing.title')}</PageTitle>
      <p>{t('missing.text')}</p>
      <Link to="/inbox">{t('missing.home')}</Link>
    </section>
  )
}
