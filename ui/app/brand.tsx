import { useTranslation } from 'react-i18next'

/** The mark and name of the service. */
export function Brand() {
  const { t } = useTranslation()
  return (
    <span className="brand">
      <svg viewBox="0 0 32 32" width="36" height="36" aria-hidden="true">
        <rect width="32" height="32" rx="6" fill="#fff" />
        <path d="M6 9h20v13H6z" fill="#12395f" />
        <path d="m6 9 10 8 10-8" fill="none" stroke="#fff" strokeWidth="2" />
        <path d="M6 26h20" stroke="#b07a00" strokeWidth="2" />
      </svg>
      <span className="brand-words">
        <strong>{t('brand.short')}</strong>
        <span>{t('brand.name')}</span>
      </span>
    </span>
  )
}
