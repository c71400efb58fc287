import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HOLIDAY_KINDS, type HolidayKind, yearOf } from '../../../../domain/common/clock/calendar'
import { FormDialog } from '../../../components/form-dialog'
import { SelectField } from '../../../components/select-field'
import { TextField } from '../../../components/text-field'
import type { Calendar, Holiday } from '../../../contract/directory'
import { tomorrow } from '../../../lib/time'
import { useForm } from '../../../lib/use-form'
import { districtsOf } from './districts'
import { useChangeCalendar } from './queries'

interface Props {
  calendar: Calendar
  close: () => void
  done: (words: string) => void
}

/** Adds a holiday or a half day of a day to come, on the version of the calendar that was shown. */
export function EntryDialog({ calendar: shown, close, done }: Props) {
  const { t } = useTranslation()
  const [calendar] = useState(shown)
  const form = useForm({
    id: 'entry',
    initial: {
      date: '',
      kind: 'public' as HolidayKind,
      name: '',
      nameMl: '',
      districts: '',
      closesAt: '13:15',
    },
    rules: ({ date, name }) => ({
      date: [date >= tomorrow(), t('calendar.day-missing')],
      name: [name.trim() !== '', t('calendar.name-missing')],
    }),
    fieldOfCode: { 'effective-in-past': ['date', t('calendar.day-missing')] },
    mutation: useChangeCalendar(calendar),
    request: ({ date, kind, name, nameMl, districts, closesAt }) => ({
      years: withEntry(calendar, {
        ...{ date, kind, name, nameMl },
        ...districtsOf(districts),
        ...(kind === 'half-day' ? { closesAt } : {}),
      }),
    }),
    done: (_calendar, { name }) => done(t('calendar.added', { name })),
  })
  const kind = form.field('kind')
  return (
    <FormDialog
      form={form}
      title={t('calendar.add')}
      intro={t('calendar.add-intro')}
      words={{ submit: t('calendar.add'), busy: t('charges.busy') }}
      close={close}
    >
      <TextField {...form.field('date')} label={t('calendar.day')} type="date" />
      <SelectField
        {...kind}
        label={t('calendar.kind')}
        values={HOLIDAY_KINDS}
        words={(one) => t(`calendar.holiday.${one}`)}
      />
      {kind.value === 'half-day' && (
        <TextField {...form.field('closesAt')} label={t('calendar.closes-at')} type="time" />
      )}
      <TextField {...form.field('name')} label={t('calendar.name')} />
      <TextField {...form.field('nameMl')} label={t('calendar.name-ml')} lang="ml" optional />
      <TextField
        {...form.field('districts')}
        label={t('calendar.districts')}
        hint={t('calendar.districts-hint')}
        optional
      />
    </FormDialog>
  )
}

/** The years with one more entry; a year without a list gets one that is provisional, for its order is not entered. */
function withEntry({ years }: Calendar, entry: Holiday): Calendar['years'] {
  const year = yearOf(entry.date)
  const list = years.find((one) => one.year === year) ?? { year, holidays: [], provisional: true }
  return [...years.filter((one) => one !== list), { ...list, holidays: [...list.holidays, entry] }]
}
