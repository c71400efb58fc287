import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Brand } from '../../../app/brand'
import { LanguageSwitch } from '../../../app/language-switch'
import './sign-in.css'

/** The frame of the pages before one is signed in: the name of the service beside a sheet. */
export function SignInFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className="sign-in">
      <header className="sign-in-top">
        <span>{t('brand.owner')}</span>
        <LanguageSwitch />
      </header>
      <main className="sign-in-main">
        <div className="sign-in-brand">
          <Brand />
          <p>{t('brand.tagline')}</p>
        </div>
        {children}
      </main>
    </div>
  )
}
