import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'

/** The heading of a page, which is the window's title too. `title` is for the window where the heading is not plain text. */
export function PageTitle({ children, title }: { children: ReactNode; title?: string }) {
  const { t } = useTranslation()
  const words = title ?? (typeof children === 'string' ? children : '')
  useEffect(() => {
    document.title = words ? `${words} · ${t('brand.short')}` : t('brand.short')
  }, [words, t])
  return <h1 className="page-title">{children}</h1>
}
