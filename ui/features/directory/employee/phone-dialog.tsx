import { useTranslation } from 'react-i18next'
import { phoneFault } from '../../../../domain/common/text/phone'
import { FormDialog } from '../../../components/form-dialog'
import { TextField } from '../../../components/text-field'
import type { Employee } from '../../../contract/directory'
import { useForm } from '../../../lib/use-form'
import { nameOf } from '../../../lib/names'
import { useSetPhone } from './queries'

interface Props {
  employee: Employee
  close: () => void
  done: (words: string) => void
}

/** The telephone of an employee, to which messages go. */
export function PhoneDialog({ employee, close, done }: Props) {
  const { t } = useTranslation()
  const about = nameOf(employee)
  const form = useForm({
    id: 'phone',
    initial: { phone: employee.phone },
    rules: (values) => {
      const phone = values.phone.trim()
      return { phone: [phone === '' || phoneFault(phone) === null, t('employee.fault.phone')] }
    },
    mutation: useSetPhone(employee),
    request: (values) => values.phone.trim(),
    done: (_result, values) =>
      done(t(values.phone.trim() === '' ? 'phone.removed' : 'phone.done', { about })),
  })
  return (
    <FormDialog
      form={form}
      title={t('phone.title')}
      intro={t('phone.intro')}
      about={about}
      words={{ submit: t('groups.save'), busy: t('groups.save-busy') }}
      close={close}
    >
      <TextField {...form.field('phone')} label={t('employee.phone')} optional type="tel" />
    </FormDialog>
  )
}
