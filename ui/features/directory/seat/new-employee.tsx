// What is entered of an employee whom the directory does not know yet.

import { useTranslation } from 'react-i18next'
import { mailAddressFault } from '../../../../domain/common/text/mail-address'
import { phoneFault } from '../../../../domain/common/text/phone'
import { MAX_NAME } from '../../../../domain/directory/employee/fields'
import { Check } from '../../../components/check'
import { TextField } from '../../../components/text-field'
import type { EmployeeRequest } from '../../../contract/directory'
import type { Form, Rules } from '../../../lib/use-form'

const TEXTS = ['name', 'nameMl', 'phone', 'email'] as const

export const NEW_EMPLOYEE = { temporary: false, name: '', nameMl: '', phone: '', email: '' }
export type EmployeeDraft = typeof NEW_EMPLOYEE

/** What the service takes; empty fields are left out, but for the name. */
export function employeeRules(draft: EmployeeDraft, words: (field: (typeof TEXTS)[number]) => string) {
  const [name, nameMl, phone, email] = TEXTS.map((field) => draft[field].trim()) as [
    string,
    string,
    string,
    string,
  ]
  return {
    name: [name !== '' && name.length <= MAX_NAME, words('name')],
    nameMl: [nameMl.length <= MAX_NAME, words('nameMl')],
    phone: [phone === '' || phoneFault(phone) === null, words('phone')],
    email: [email === '' || mailAddressFault(email) === null, words('email')],
  } satisfies Rules<keyof EmployeeDraft>
}

export function employeeRequest(pen: string, draft: EmployeeDraft): EmployeeRequest {
  const texts = TEXTS.map((field) => [field, draft[field].trim()]).filter(([, value]) => value)
  return { pen, name: draft.name.trim(), ...Object.fromEntries(texts), temporary: draft.temporary }
}

export function NewEmployee({ form }: { form: Pick<Form<EmployeeDraft>, 'field'> }) {
  const { t } = useTranslation()
  const temporary = form.field('temporary')
  return (
    <fieldset className="new-employee">
      <legend>{t('employee.new')}</legend>
      <Check label={t('employee.temporary')} checked={temporary.value} set={temporary.set} />
      <TextField {...form.field('name')} label={t('employee.name')} />
      <TextField {...form.field('nameMl')} label={t('employee.nameMl')} optional lang="ml" />
      <div className="field-row">
        <TextField {...form.field('phone')} label={t('employee.phone')} optional type="tel" />
        <TextField {...form.field('email')} label={t('employee.email')} optional type="email" />
      </div>
    </fieldset>
  )
}
