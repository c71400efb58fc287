import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '../../../components/form-dialog'
import { TextField } from '../../../components/text-field'
import type { ServiceLevel } from '../../../contract/letters'
import { nameOf } from '../../../lib/names'
import { startOfDay, today } from '../../../lib/time'
import { useForm } from '../../../lib/use-form'
import { useEndLevel } from './queries'

interface Props {
  level: ServiceLevel
  close: () => void
  done: (words: string) => void
}

/** Ends a service level now, or on a day to come; letters that were accepted keep their times. */
export function EndDialog({ level: shown, close, done }: Props) {
  const { t } = useTranslation()
  const [level] = useState(shown)
  const form = useForm({
    id: 'level-end',
    initial: () => ({ until: today() }),
    rules: ({ until }) => ({ until: [until >= today(), t('levels.until-missing')] }),
    fieldOfCode: { 'span-invalid': 'until', 'effective-in-past': 'until' },
    mutation: useEndLevel(level),
    request: ({ until }) => (until === today() ? {} : { until: startOfDay(until) }),
    done: () => done(t('levels.ended', { name: nameOf(level) })),
  })
  return (
    <FormDialog
      form={form}
      title={t('levels.end')}
      intro={t('levels.end-intro')}
      about={nameOf(level)}
      words={{ submit: t('levels.end'), busy: t('charges.busy') }}
      danger
      close={close}
    >
      <TextField
        {...form.field('until')}
        label={t('levels.until')}
        hint={t('levels.until-hint')}
        type="date"
      />
    </FormDialog>
  )
}
