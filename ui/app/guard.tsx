// Lets only signed-in users in; others sign in first and come back to the link.

import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Outlet, useLocation } from 'react-router'
import { Fault } from '../components/fault'
import { Waiting } from '../components/waiting'
import { SeatProvider } from '../features/access/session/seat'
import { useSession } from '../features/access/session/session'
import { query } from '../lib/http'

export function Guard() {
  const { t } = useTranslation()
  const session = useSession()
  const { pathname, search } = useLocation()
  const wasIn = useRef(false)
  if (session.isPending)
    return (
      <main className="alone" aria-label={t('brand.name')}>
        <Waiting />
      </main>
    )
  if (session.isError)
    return (
      <main className="alone">
        <Fault error={session.error} retry={() => void session.refetch()} />
      </main>
    )
  if (!session.data) {
    const to = pathname === '/' ? undefined : pathname + search
    return <Navigate to={`/sign-in${query({ to, ended: wasIn.current ? '1' : undefined })}`} replace />
  }
  wasIn.current = true
  return (
    <SeatProvider session={session.data}>
      <Outlet />
    </SeatProvider>
  )
}
