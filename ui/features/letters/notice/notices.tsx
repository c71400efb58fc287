// The notices of a seat: tapals overdue, letters refused or stuck.

import { useEffect, useState } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Empty } from '../../../components/empty'
import { Fault } from '../../../components/fault'
import { PageTitle } from '../../../components/page-title'
import { At } from '../../../components/time'
import { Waiting } from '../../../components/waiting'
import type { Notice } from '../../../contract/letters'
import { useSeat } from '../../access/session/seat'
import { useSession } from '../../access/session/session'
import { markSeen, useNotices, useSeenUntil } from './queries'
import './notices.css'

export function Notices() {
  const { t } = useTranslation()
  const { seat } = useSeat()
  const notices = useNotices(seat?.id ?? null)
  return (
    <>
      <PageTitle>{t('notices.title')}</PageTitle>
      <OwnChannels />
      {notices.isPending && <Waiting />}
      {notices.isError && <Fault error={notices.error} retry={() => void notices.refetch()} />}
      {notices.data?.length === 0 && (
        <Empty icon="bell" text={t('notices.empty')} hint={t('notices.empty-hint')} />
      )}
      {notices.data && notices.data.length > 0 && (
        <List key={seat?.id} seat={seat?.id ?? ''} notices={notices.data} />
      )}
    </>
  )
}

/** Leads to where one chooses by what one is told. */
function OwnChannels() {
  const { t } = useTranslation()
  const pen = useSession().data?.account.pen
  if (pen === undefined) return null
  return (
    <p className="soft">
      <Link to={`/employees/${encodeURIComponent(pen)}`}>{t('notices.channels')}</Link>
    </p>
  )
}

/** The address that took nothing; or the channel by its name. */
function addressOf({ kind, address }: Notice, t: TFunction): string {
  return kind === 'channel-refused' ? t(`channels.name.${address}`, { defaultValue: address }) : address
}

function List({ seat, notices }: { seat: string; notices: Notice[] }) {
  const until = useSeenUntil(seat)
  // What was new when the page was opened stays marked while it is open.
  const [before] = useState(until)
  const newest = notices.reduce((latest, { at }) => (at > latest ? at : latest), '')
  useEffect(() => markSeen(seat, newest), [seat, newest])
  return (
    <ul className="notices">
      {notices.map((notice) => (
        <Item key={notice.id} notice={notice} fresh={notice.at > before} />
      ))}
    </ul>
  )
}

function Item({ notice, fresh }: { notice: Notice; fresh: boolean }) {
  const { t } = useTranslation()
  return (
    <li className={fresh ? 'card notice notice-new' : 'card notice'}>
      <p className="notice-what">
        {fresh && <span className="tag tag-bad">{t('notices.new')}</span>}
        {t(`notices.kind.${notice.kind}`)}
        {notice.level > 0 && <span className="soft"> · {t('notices.level', { level: notice.level })}</span>}
      </p>
      <p className="soft">
        <At at={notice.at} />
        {notice.endpoint && ` · ${notice.endpoint}`}
        {notice.address && ` · ${addressOf(notice, t)}`}
      </p>
      <p className="notice-links">
        {notice.tapal && <Link to={`/tapals/${notice.tapal}`}>{t('notices.to-tapal')}</Link>}
        {/* The receiving side gets the notice of an overdue tapal too; it sees the tapal and not the whole letter. */}
        {notice.dispatch && (notice.kind !== 'overdue' || !notice.tapal) && (
          <Link to={`/dispatches/${notice.dispatch}`}>{t('notices.to-trace')}</Link>
        )}
      </p>
    </li>
  )
}
