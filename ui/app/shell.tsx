// The frame around every page of a signed-in user.

import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Outlet, useLocation } from 'react-router'
import { Icon } from '../components/icon'
import { useSeat } from '../features/access/session/seat'
import { useSession, useSignOut } from '../features/access/session/session'
import { useLive } from '../lib/live'
import { nameOf } from '../lib/names'
import { useShortcuts } from '../lib/shortcuts'
import { useOnline } from '../lib/use-online'
import { Brand } from './brand'
import { LanguageSwitch } from './language-switch'
import { MainMenu } from './main-menu'
import { SeatSwitch } from './seat-switch'
import { ShortcutSheet } from './shortcut-sheet'
import './masthead.css'
import './shell.css'

export function Shell() {
  const { t } = useTranslation()
  const { seat } = useSeat()
  const online = useOnline()
  const live = useLive(seat?.id ?? null)
  const [sheet, setSheet] = useState(false)
  useShortcuts({ '?': () => setSheet(true) })
  const main = useFocusOnNewPage()
  return (
    <>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <header>
        <div className="band">
          <span>{t('brand.owner')}</span>
          <LanguageSwitch />
        </div>
        <div className="masthead">
          <Link to="/inbox" className="masthead-brand">
            <Brand />
          </Link>
          <SeatSwitch />
          <Account />
        </div>
      </header>
      <div className="frame">
        <MainMenu />
        <main id="main" ref={main} tabIndex={-1}>
          {!online && (
            <p className="note note-wait" role="status">
              {t('offline')}
            </p>
          )}
          <Outlet />
        </main>
      </div>
      <footer className="foot">
        <span>
          {t('brand.name')} · {t('brand.owner')}
        </span>
        <span className={`live live-${live}`} title={t(`live.help-${live}`)}>
          {t(`live.${live}`)}
        </span>
        <button type="button" className="foot-button" onClick={() => setSheet(true)}>
          <Icon name="keyboard" /> {t('nav.shortcuts')}
        </button>
        <a href="/docs">{t('nav.api')}</a>
      </footer>
      {sheet && <ShortcutSheet close={() => setSheet(false)} />}
    </>
  )
}

function Account() {
  const { t } = useTranslation()
  const session = useSession()
  const signOut = useSignOut()
  const name = session.data ? nameOf(session.data.account) : ''
  return (
    <div className="account">
      <span className="account-name">
        <span className="unseen">{t('session.signed-in', { name: '' })}</span>
        {name}
      </span>
      <button type="button" className="button-head" onClick={() => signOut.mutate()}>
        <Icon name="out" /> {t('session.out')}
      </button>
    </div>
  )
}

/** A new page starts at its top, for eyes and for screen readers. */
function useFocusOnNewPage() {
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    window.scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}
