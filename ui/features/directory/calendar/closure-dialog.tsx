import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CLOSURE_REASONS, type ClosureReason } from '../../../../domain/common/clock/calendar'
import { FormDialog } from '../../../components/form-dialog'
import { SelectField } from '../../../components/select-field'
import { TextField } from '../../../components/text-field'
import type { Calendar, Closure } from '../../../contract/directory'
import { nameOf } from '../../../lib/names'
import { instantOf, today, tomorrow } from '../../../lib/time'
import { useForm } from '../../../lib/use-form'
import { districtsOf } from './districts'
import { useChangeCalendar } from './queries'

interface Props {
  calendar: Calendar
  close: () => void
  done: (words: string) => void
}

/** Declares offices closed, from today on, with the reason and whose order it is. */
export function ClosureDialog({ calendar: shown, close, done }: Props) {
  const { t } = useTranslation()
  const [calendar] = useState(shown)
  const form = useForm({
    id: 'closure',
    initial: () => ({
      from: `${today()}T00:00`,
      until: tomorrow(),
      reason: 'hartal' as ClosureReason,
      ...{ name: '', nameMl: '', by: '', districts: '' },
    }),
    rules: ({ from, until, name, by }) => ({
      from: [from >= today(), t('calendar.from-missing')],
      until: [until > from.slice(0, 10), t('calendar.until-missing')],
      name: [name.trim() !== '', t('calendar.name-missing')],
      by: [by.trim() !== '', t('calendar.by-missing')],
    }),
    fieldOfCode: {
      'effective-in-past': ['from', t('calendar.from-missing')],
      'span-invalid': ['until', t('calendar.until-missing')],
    },
    mutation: useChangeCalendar(calendar),
    request: ({ from, districts, ...closure }) => ({
      closures: [
        ...calendar.closures.map(plain),
        {
          ...closure,
          from: instantOf(from),
          ...districtsOf(districts),
        },
      ],
    }),
    done: (_calendar, { name }) => done(t('calendar.closed', { name })),
  })
  return (
    <FormDialog
      form={form}
      title={t('calendar.close')}
      intro={t('calendar.close-intro')}
      words={{ submit: t('calendar.close'), busy: t('charges.busy') }}
      danger
      close={close}
    >
      <SelectField
        {...form.field('reason')}
        label={t('calendar.closure-kind')}
        values={CLOSURE_REASONS}
        words={(one) => t(`calendar.closure-reason.${one}`)}
      />
      <TextField {...form.field('name')} label={t('calendar.name')} hint={t('calendar.name-hint')} />
      <TextField {...form.field('nameMl')} label={t('calendar.name-ml')} lang="ml" optional />
      <TextField {...form.field('from')} label={t('calendar.closed-from')} type="datetime-local" />
      <TextField {...form.field('until')} label={t('calendar.closed-until')} type="date" />
      <TextField {...form.field('by')} label={t('calendar.by')} />
      <TextField
        {...form.field('districts')}
        label={t('calendar.districts')}
        hint={t('calendar.districts-hint')}
        optional
      />
    </FormDialog>
  )
}

/** Has offices closed until another day to come. */
export function EndDialog({ calendar: shown, closure, close, done }: Props & { closure: Closure }) {
  const { t } = useTranslation()
  const [calendar] = useState(shown)
  const form = useForm({
    id: 'end',
    initial: { until: closure.until },
    rules: ({ until }) => ({ until: [until >= tomorrow(), t('calendar.end-missing')] }),
    fieldOfCode: { 'effective-in-past': ['until', t('calendar.end-missing')] },
    mutation: useChangeCalendar(calendar),
    request: ({ until }) => ({
      closures: calendar.closures.map((one) => ({
        ...plain(one),
        until: one.from === closure.from && one.by === closure.by ? until : one.until,
      })),
    }),
    done: () => done(t('calendar.end-changed', { name: nameOf(closure) })),
  })
  return (
    <FormDialog
      form={form}
      title={t('calendar.other-end')}
      intro={t('calendar.end-intro')}
      about={nameOf(closure)}
      words={{ submit: t('calendar.other-end'), busy: t('charges.busy') }}
      close={close}
    >
      <TextField {...form.field('until')} label={t('calendar.closed-until')} type="date" />
    </FormDialog>
  )
}

function plain({ declaredAt: _declaredAt, ...closure }: Closure): Omit<Closure, 'declaredAt'> {
  return closure
}
