// Which address shows which page. Pages but the inbox are fetched when they are first visited.

import { lazy, Suspense } from 'react'
import { BrowserRouter, Navigate, Route, Routes } from 'react-router'
import { Waiting } from '../components/waiting'
import { SignIn } from '../features/access/session/sign-in'
import { Inbox } from '../features/letters/inbox/inbox'
import { wantWords } from '../lib/i18n'
import { Guard } from './guard'
import { Missing } from './missing'
import { Shell } from './shell'

const FirstSignIn = lazy(async () => ({
  default: (await import('../features/access/session/first-sign-in')).FirstSignIn,
}))
const Tapal = lazy(async () => ({ default: (await import('../features/letters/tapal/tapal')).TapalPage }))
const Compose = lazy(async () => ({ default: (await import('../features/letters/compose/compose')).Compose }))
const Sent = lazy(async () => ({ default: (await import('../features/letters/sent/sent')).Sent }))
const Trace = lazy(async () => ({ default: (await import('../features/letters/trace/trace')).TracePage }))
const Ledger = lazy(async () => ({
  default: (await import('../features/letters/ledger/ledger')).LedgerPage,
}))
const Notices = lazy(async () => ({ default: (await import('../features/letters/notice/notices')).Notices }))
const Directory = lazy(async () => ({
  default: (await import('../features/directory/office/directory')).Directory,
}))
const Seat = lazy(async () => ({ default: (await import('../features/directory/seat/seat')).SeatPage }))
const Employee = lazy(async () => ({
  default: (await import('../features/directory/employee/employee')).EmployeePage,
}))
const Handover = lazy(async () => ({
  default: (await import('../features/directory/handover/handover')).HandoverPage,
}))
const Groups = lazy(async () => ({ default: (await import('../features/directory/group/groups')).Groups }))
const Group = lazy(async () => ({ default: (await import('../features/directory/group/group')).GroupPage }))
const Calendar = lazy(async () => ({
  default: (await import('../features/directory/calendar/calendar')).CalendarPage,
}))
const Levels = lazy(async () => ({
  default: (await import('../features/letters/service-level/levels')).LevelsPage,
}))
const Import = lazy(async () => ({
  default: (await import('../features/directory/import/import')).ImportPage,
}))

const Desk = lazy(async () => {
  const [{ DeskPage }] = await Promise.all([import('../features/operations/desk/desk'), wantWords('desk')])
  return { default: DeskPage }
})

const Endpoint = lazy(async () => {
  const [page] = await Promise.all([import('../features/operations/desk/endpoint'), wantWords('desk')])
  return { default: page.EndpointPage }
})

const later = (page: React.ReactNode) => <Suspense fallback={<Waiting />}>{page}</Suspense>

export function Router() {
  return (
    <BrowserRouter>
      <Routes>
        <Route path="/sign-in" element={<SignIn />} />
        <Route path="/first-sign-in" element={later(<FirstSignIn />)} />
        <Route element={<Guard />}>
          <Route element={<Shell />}>
            <Route index element={<Navigate to="/inbox" replace />} />
            <Route path="/inbox" element={<Inbox />} />
            <Route path="/tapals/:id" element={later(<Tapal />)} />
            <Route path="/compose" element={later(<Compose />)} />
            <Route path="/sent" element={later(<Sent />)} />
            <Route path="/dispatches/:id" element={later(<Trace />)} />
            <Route path="/dispatches/:id/recipients" element={later(<Ledger />)} />
            <Route path="/notices" element={later(<Notices />)} />
            <Route path="/directory" element={later(<Directory />)} />
            <Route path="/directory/:code" element={later(<Directory />)} />
            <Route path="/seats/:id" element={later(<Seat />)} />
            <Route path="/employees/:pen" element={later(<Employee />)} />
            <Route path="/handover" element={later(<Handover />)} />
            <Route path="/groups" element={later(<Groups />)} />
            <Route path="/groups/:id" element={later(<Group />)} />
            <Route path="/calendars" element={later(<Calendar />)} />
            <Route path="/calendars/:id" element={later(<Calendar />)} />
            <Route path="/service-levels" element={later(<Levels />)} />
            <Route path="/import" element={later(<Import />)} />
            <Route path="/operations" element={later(<Desk />)} />
            <Route path="/operations/endpoints/:id" element={later(<Endpoint />)} />
            <Route path="*" element={<Missing />} />
          </Route>
        </Route>
      </Routes>
    </BrowserRouter>
  )
}
