// The charges of a seat for who decides on them: each present holder with what can be done, and giving the seat.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HolderPeriod, SeatDetail } from '../../../contract/directory'
import { nameOf } from '../../../lib/names'
import { useEmployee } from './acts'
import { CodeDialog } from './code-dialog'
import { JoinDialog } from './join-dialog'
import { holdsNow } from './periods'
import { useHolders } from './queries'
import { RelieveDialog } from './relieve-dialog'
import { TransferDialog } from './transfer-dialog'

interface Props {
  seat: SeatDetail
  done: (words: string) => void
}

export function Charges({ seat, done }: Props) {
  const { t } = useTranslation()
  const [giving, setGiving] = useState(false)
  const presentCharges = useHolders(seat.id).data?.filter(holdsNow)
  return (
    <section className="card no-print" aria-labelledby="seat-charges">
      <h2 id="seat-charges">{t('charges.title')}</h2>
      <ul className="charges">
        {presentCharges?.map((period) => (
          <One key={`${period.employee} ${period.from}`} seat={seat} period={period} done={done} />
        ))}
      </ul>
      <button
        type="button"
        className="button button-main"
        onClick={() => {
          done('')
          setGiving(true)
        }}
      >
        {t('charges.join')}
      </button>
      {giving && (
        <JoinDialog
          seat={seat}
          close={() => setGiving(false)}
          done={(words) => {
            setGiving(false)
            done(words)
          }}
        />
      )}
    </section>
  )
}

/** A holder of the seat. A charge that has its end set already is not ended again. */
function One({ seat, period, done }: Props & { period: HolderPeriod }) {
  const { t } = useTranslation()
  const employee = useEmployee(period.employee).data
  const [dialog, setDialog] = useState<'relieve' | 'transfer' | 'code' | null>(null)
  const holder = { pen: period.employee, name: employee ? nameOf(employee) : period.name }
  const ask = (act: typeof dialog) => {
    // What was said of the act before would be taken for this one's.
    done('')
    setDialog(act)
  }
  const close = () => setDialog(null)
  const say = (words: string) => {
    close()
    done(words)
  }
  return (
    <li aria-label={holder.name}>
      <strong>{holder.name}</strong> <span className="tag">{t(`charge.${period.kind}`)}</span>
      <span className="under">{holder.pen}</span>
      <span className="button-row">
        {period.until === null && (
          <>
            <button type="button" className="button button-small" onClick={() => ask('relieve')}>
              {t('charges.relieve')}
            </button>
            <button type="button" className="button button-small" onClick={() => ask('transfer')}>
              {t('charges.transfer')}
            </button>
          </>
        )}
        {employee?.hasLogin === false && (
          <button type="button" className="button button-small" onClick={() => ask('code')}>
            {t('charges.code')}
          </button>
        )}
      </span>
      {dialog === 'relieve' && <RelieveDialog seat={seat} holder={holder} close={close} done={say} />}
      {dialog === 'transfer' && <TransferDialog seat={seat} holder={holder} close={close} done={say} />}
      {dialog === 'code' && <CodeDialog holder={holder} close={close} />}
    </li>
  )
}
