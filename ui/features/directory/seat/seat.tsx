// A seat: what it is, who acts for it now and why, and who held it when.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { AsOf, useAsOf } from '../../../components/as-of'
import { Facts } from '../../../components/facts'
import { Fault } from '../../../components/fault'
import { Icon } from '../../../components/icon'
import { MailButton } from '../../../components/mail-button'
import { PageTitle } from '../../../components/page-title'
import { Waiting } from '../../../components/waiting'
import type { SeatDetail } from '../../../contract/directory'
import { codeWords } from '../../../lib/code-words'
import { nameOf, seatName } from '../../../lib/names'
import { reasonWords } from '../../../lib/reasons'
import { useCard } from '../office/queries'
import { Charges } from './charges'
import { Holders } from './holders'
import { useSeatDetail, useSetMail } from './queries'

export function SeatPage() {
  const { t } = useTranslation()
  const id = useParams()['id'] ?? ''
  const { at } = useAsOf()
  const seat = useSeatDetail(id, at)
  return (
    <>
      <p className="back no-print">
        <Link to={seat.data ? `/directory/${encodeURIComponent(seat.data.office)}` : '/directory'}>
          <Icon name="back" />
          {t('seat-page.back')}
        </Link>
      </p>
      {!seat.data && <PageTitle>{t('office.seat')}</PageTitle>}
      {seat.isPending && <Waiting lines={4} />}
      {seat.isError && <Fault error={seat.error} retry={() => void seat.refetch()} />}
      {seat.data && <One key={seat.data.id} seat={seat.data} at={at} />}
    </>
  )
}

function One({ seat, at }: { seat: SeatDetail; at: string }) {
  const { t } = useTranslation()
  const card = useCard(seat.office, at).data
  const [success, setSuccess] = useState('')
  const { acting, reason } = seat.duty
  return (
    <>
      <PageTitle title={seatName(seat)}>{seatName(seat)}</PageTitle>
      <p className="under-title">
        <Link to={`/directory/${encodeURIComponent(seat.office)}`}>
          {card ? nameOf(card.office) : seat.office}
        </Link>
        <span>{seat.id}</span>
      </p>
      <AsOf />
      <p role="status" className="done-line">
        {success}
      </p>
      <div className="seat-page">
        <div className="seat-side">
          <section className="card" aria-labelledby="seat-now">
            <h2 id="seat-now">{t('seat-page.now')}</h2>
            <p className="seat-holder">{acting ?? t('seat-page.nobody')}</p>
            <p className="soft">{reasonWords(reason, t)}</p>
            <Facts
              facts={[
                [t('office.role'), codeWords('seat-role', seat.role, t)],
                [t('seat-page.wing'), seat.wing],
                [t('seat-page.section'), seat.section],
                [t('seat-page.above'), seat.reportsTo && <SeatLink id={seat.reportsTo} />],
                [t('seat-page.link-officer'), seat.linkOfficer && <SeatLink id={seat.linkOfficer} />],
                [t('seat-page.services'), seat.services.join(', ')],
                [t('seat-page.post'), seat.sanctionedPost],
                [t('employee.email'), seat.email || (seat.may.change && t('mail.none'))],
              ]}
            />
            {seat.may.change && !at && (
              <MailButton
                of={seat}
                about={seatName(seat)}
                intro={t('mail.intro-seat')}
                useSetMail={useSetMail}
                done={setSuccess}
              />
            )}
          </section>
          {seat.may.charges && !at && <Charges seat={seat} done={setSuccess} />}
        </div>
        <Holders seat={seat.id} />
      </div>
    </>
  )
}

function SeatLink({ id }: { id: string }) {
  return (
    <Link className="quiet-link" to={`/seats/${encodeURIComponent(id)}`}>
      {id}
    </Link>
  )
}
