import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '../../../components/form-dialog'
import type { Calendar, Holiday } from '../../../contract/directory'
import { nameOf } from '../../../lib/names'
import { useForm } from '../../../lib/use-form'
import { useChangeCalendar } from './queries'

interface Props {
  calendar: Calendar
  entry: Holiday
  close: () => void
  done: (words: string) => void
}

/** Takes a day to come off the list: offices work on it then. */
export function RemoveDialog({ calendar: shown, entry, close, done }: Props) {
  const { t } = useTranslation()
  const [calendar] = useState(shown)
  const form = useForm({
    id: 'remove',
    initial: {},
    rules: () => ({}),
    mutation: useChangeCalendar(calendar),
    request: () => ({
      years: calendar.years.map((list) => ({
        ...list,
        holidays: list.holidays.filter((one) => !isSame(one, entry)),
      })),
    }),
    done: () => done(t('calendar.removed', { name: nameOf(entry) })),
  })
  return (
    <FormDialog
      form={form}
      title={t('calendar.remove')}
      intro={t('calendar.remove-intro')}
      about={nameOf(entry)}
      words={{ submit: t('calendar.remove'), busy: t('charges.busy') }}
      danger
      close={close}
    />
  )
}

function isSame(one: Holiday, other: Holiday): boolean {
  const keyOf = ({ date, kind, districts = [] }: Holiday) => [date, kind, ...districts].join()
  return keyOf(one) === keyOf(other)
}
