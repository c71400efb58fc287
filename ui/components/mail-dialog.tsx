import type { UseMutationResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { mailAddressFault } from '../../domain/common/text/mail-address'
import { useForm } from '../lib/use-form'
import { FormDialog } from './form-dialog'
import { TextField } from './text-field'

interface Props<Result> {
  /** Whose address it is. */
  about: string
  intro: string
  email: string
  /** Takes the new address; '' takes it away. */
  mutation: UseMutationResult<Result, Error, string>
  close: () => void
  done: (words: string) => void
}

/** The address to which notices go. */
export function MailDialog<Result>({ about, intro, email, mutation, close, done }: Props<Result>) {
  const { t } = useTranslation()
  const form = useForm({
    id: 'mail',
    initial: { email },
    rules: (values) => {
      const address = values.email.trim()
      return { email: [address === '' || mailAddressFault(address) === null, t('employee.fault.email')] }
    },
    mutation,
    request: (values) => values.email.trim(),
    done: (_result, values) => done(t(values.email.trim() === '' ? 'mail.removed' : 'mail.done', { about })),
  })
  return (
    <FormDialog
      form={form}
      title={t('mail.title')}
      intro={intro}
      about={about}
      words={{ submit: t('groups.save'), busy: t('groups.save-busy') }}
      close={close}
    >
      <TextField {...form.field('email')} label={t('employee.email')} optional type="email" />
    </FormDialog>
  )
}
