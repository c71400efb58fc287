// What is entered of an employee whom the directory does not know yet.

import { useTranslation } from 'react-i18next'
import { TextField } from '../../../components/text-field'
import type { EmployeeRequest } from '../../../contract/directory'

export interface EmployeeDraft {
  temporary: boolean
  name: string
  nameMl: string
  phone: string
  email: string
}

export const EMPLOYEE_FIELDS = ['name', 'nameMl', 'phone', 'email'] as const
export type EmployeeField = (typeof EMPLOYEE_FIELDS)[number]

export const emptyEmployee: EmployeeDraft = { temporary: false, name: '', nameMl: '', phone: '', email: '' }

/** DayOrNow a field holds what the service takes; empty ones are left out, but for the name. */
export const employeeFits: Readonly<Record<EmployeeField, (draft: EmployeeDraft) => boolean>> = {
  name: ({ name }) => name.trim() !== '' && name.trim().length <= 200,
  nameMl: ({ nameMl }) => nameMl.trim().length <= 200,
  phone: ({ phone }) => phone.trim() === '' || /^[+0-9][0-9 -]{4,19}$/.test(phone.trim()),
  email: ({ email }) => email.trim() === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()),
}

export function employeeRequest(pen: string, draft: EmployeeDraft): EmployeeRequest {
  const given = EMPLOYEE_FIELDS.map((field) => [field, draft[field].trim()]).filter(([, value]) => value)
  return { pen, name: draft.name.trim(), ...Object.fromEntries(given), temporary: draft.temporary }
}

interface Props {
  draft: EmployeeDraft
  set: (draft: EmployeeDraft) => void
  faultAt: (field: EmployeeField) => string | undefined
}

export function NewEmployee({ draft, set, faultAt }: Props) {
  const { t } = useTranslation()
  const field = (name: EmployeeField) => (
    <TextField
      id={`join-${name}`}
      label={t(`employee.${name}`)}
      fault={faultAt(name)}
      optional={name !== 'name'}
      type={name === 'phone' ? 'tel' : name === 'email' ? 'email' : 'text'}
      lang={name === 'nameMl' ? 'ml' : undefined}
      value={draft[name]}
      set={(value) => set({ ...draft, [name]: value })}
    />
  )
  return (
    <fieldset className="new-employee">
      <legend>{t('employee.new')}</legend>
      <label className="check">
        <input
          type="checkbox"
          checked={draft.temporary}
          onChange={(event) => set({ ...draft, temporary: event.target.checked })}
        />
        {t('employee.temporary')}
      </label>
      {field('name')}
      {field('nameMl')}
      <div className="field-row">
        {field('phone')}
        {field('email')}
      </div>
    </fieldset>
  )
}
