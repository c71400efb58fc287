// Handing over the charge of a seat: to give it with all that is open, to take one that was given, and what was before.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../../components/empty'
import { PageTitle } from '../../../components/page-title'
import { useSeat } from '../../access/session/seat'
import { useCard } from '../office/queries'
import { GiveSection } from './give-section'
import { OneSided } from './one-sided'
import { Past } from './past-handovers'
import { SeatsToTake } from './seats-to-take'
import './handover.css'

export function HandoverPage() {
  const { t } = useTranslation()
  const { seat } = useSeat()
  const [success, setSuccess] = useState('')
  const card = useCard(seat?.office.code ?? '', '')
  const head = card.data?.seats.some(({ id, role }) => id === seat?.id && role === 'head') ?? false
  return (
    <>
      <PageTitle>{t('handover.title')}</PageTitle>
      <p role="status" className="done-line">
        {success}
      </p>
      <div className="handover">
        <SeatsToTake done={setSuccess} />
        {seat ? (
          <>
            <GiveSection key={seat.id} seat={seat} done={setSuccess} />
            <Past seat={seat.id} />
            {head && card.data && <OneSided card={card.data} own={seat.id} done={setSuccess} />}
          </>
        ) : (
          <Empty icon="swap" text={t('handover.no-seat')} />
        )}
      </div>
    </>
  )
}
