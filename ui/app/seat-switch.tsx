import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { standsIn, useSeat } from '../features/access/session/seat'
import { nameOf, seatName } from '../lib/names'

/** Shows the seat one acts for, and changes it where several are held. */
export function SeatSwitch() {
  const { t } = useTranslation()
  const { seat, seats, choose } = useSeat()
  const { pathname } = useLocation()
  const navigate = useNavigate()
  if (!seat) return null
  if (seats.length === 1)
    return (
      <p className="seat">
        <span className="seat-label">{t('seat.label')}</span>
        <span className="seat-name">
          {seatName(seat)} · {nameOf(seat.office)}
          {standsIn(seat) && ` (${t('seat.vacant')})`}
        </span>
      </p>
    )
  const change = (id: string) => {
    choose(id)
    // A tapal or trace belongs to the seat left behind, and ?seat= in the address would hold it.
    void navigate(
      /^\/((inbox|sent|compose|notices|handover|import)$|(directory|seats|groups)(\/|$))/.test(pathname)
        ? pathname
        : '/inbox',
    )
  }
  return (
    <p className="seat">
      <label className="seat-label" htmlFor="seat">
        {t('seat.label')}
      </label>
      <select id="seat" value={seat.id} onChange={(event) => change(event.target.value)}>
        {seats.map((each) => (
          <option key={each.id} value={each.id}>
            {seatName(each)} · {nameOf(each.office)}
            {standsIn(each) && ` (${t('seat.vacant')})`}
          </option>
        ))}
      </select>
    </p>
  )
}
