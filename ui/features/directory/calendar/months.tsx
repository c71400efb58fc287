// The twelve months of a year: which days offices are closed, by sign and word and not by colour alone.

import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../lib/i18n'
import { nameOf } from '../../../lib/names'
import { today } from '../../../lib/time'
import { type DayMark, dayName, monthName, type ShownDay, weekdayNames, weeksOf } from './year'

/** What stands beside the number of a day; the legend says what it means. */
const SIGNS: Record<DayMark, string> = {
  plain: '',
  weekday: '–',
  holiday: '●',
  closure: '■',
  'half-day': '◐',
  local: '◇',
  restricted: '○',
}
const MARKS = ['holiday', 'local', 'half-day', 'restricted', 'closure', 'weekday'] as const

/** The signs of the grid and what they mean. */
export function Legend() {
  const { t } = useTranslation()
  return (
    <ul className="calendar-legend">
      {MARKS.map((mark) => (
        <li key={mark}>
          <span className={`calendar-sign day-${mark}`} aria-hidden="true">
            {SIGNS[mark]}
          </span>
          {t(`calendar.mark.${mark}`)}
        </li>
      ))}
    </ul>
  )
}

export function Months({ months }: { months: readonly ShownDay[][] }) {
  return (
    <div className="calendar-months">
      {months.map((days, month) => (
        <Month key={days[0]?.date ?? month} days={days} month={month} />
      ))}
    </div>
  )
}

function Month({ days, month }: { days: readonly ShownDay[]; month: number }) {
  const language = currentLanguage()
  return (
    <table className="calendar-month">
      <caption>{monthName(month, language)}</caption>
      <thead>
        <tr>
          {weekdayNames(language).map(({ short, long }) => (
            <th key={long} scope="col" abbr={long}>
              <span aria-hidden="true">{short}</span>
              <span className="unseen">{long}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(days).map((week, index) => (
          <tr key={index}>
            {week.map((day, at) => (day ? <Day key={day.date} day={day} /> : <td key={at} />))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({ day: { date, mark, named } }: { day: ShownDay }) {
  const { t } = useTranslation()
  if (mark === 'plain')
    return <td className={date === today() ? 'day-today' : undefined}>{Number(date.slice(8))}</td>
  const words = [t(`calendar.mark.${mark}`), ...named.map(nameOf)].join(', ')
  const isToday = date === today() ? ' day-today' : ''
  return (
    <td className={`day-${mark}${isToday}`} title={`${dayName(date, currentLanguage())}: ${words}`}>
      {Number(date.slice(8))}
      <span className="calendar-sign" aria-hidden="true">
        {SIGNS[mark]}
      </span>
      <span className="unseen">{words}</span>
    </td>
  )
}
