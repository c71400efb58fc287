// Giving a seat to an employee, who is looked up by number and entered where nobody has it.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CHARGE_KINDS, type ChargeKind } from '../../../../domain/directory/charge/charge'
import { PEN } from '../../../../domain/directory/employee/fields'
import { FormDialog } from '../../../components/form-dialog'
import { SelectField } from '../../../components/select-field'
import { TextField } from '../../../components/text-field'
import { type DayOrNow, When } from '../../../components/when'
import type { SeatDetail } from '../../../contract/directory'
import { nameOf, seatName } from '../../../lib/names'
import { asProblem } from '../../../lib/problem'
import { startOfDay } from '../../../lib/time'
import { useForm } from '../../../lib/use-form'
import { useEmployee, useJoin } from './acts'
import { type EmployeeDraft, employeeRequest, employeeRules, NEW_EMPLOYEE, NewEmployee } from './new-employee'

interface Joining extends EmployeeDraft {
  pen: string
  kind: ChargeKind
  at: DayOrNow
}

const FIELD_OF_CODE = {
  'not-found': 'pen',
  'exists-already': 'pen',
  'employee-suspended': 'pen',
  'charge-held-already': 'pen',
  'charge-overlaps': 'kind',
  'charge-outside-seat': 'at',
} as const

interface Props {
  seat: SeatDetail
  close: () => void
  done: (words: string) => void
}

export function JoinDialog({ seat, close, done }: Props) {
  const { t } = useTranslation()
  const [pen, setPen] = useState('')
  const [entering, setEntering] = useState(false)
  const employee = useEmployee(pen)
  const unknown = employee.isError && asProblem(employee.error).code === 'not-found'
  const isNew = unknown && entering
  const form = useForm({
    id: 'join',
    initial: { pen: '', ...NEW_EMPLOYEE, kind: 'regular', at: null } as Joining,
    rules: (values) => ({
      pen: [
        PEN.test(pen) && (!unknown || entering),
        unknown ? t('problem.employee-unknown') : t('charges.pen-missing'),
      ],
      ...(isNew && employeeRules(values, (field) => t(`employee.fault.${field}`))),
      kind: [true, t('problem.charge-overlaps')],
      at: [values.at !== '', t('when.missing')],
    }),
    fieldOfCode: FIELD_OF_CODE,
    mutation: useJoin(),
    request: ({ kind, at, ...draft }) => ({
      seat: seat.id,
      pen,
      kind,
      ...(at && { at: startOfDay(at) }),
      ...(isNew && { employee: employeeRequest(pen, draft) }),
    }),
    done: (joined) => done(t('charges.joined', { name: nameOf(joined) })),
  })
  const penField = form.field('pen')
  return (
    <FormDialog
      form={form}
      title={t('charges.join')}
      intro={t('charges.join-intro')}
      about={seatName(seat)}
      words={{ submit: t('charges.join'), busy: t('charges.busy') }}
      close={close}
    >
      <TextField
        {...penField}
        label={t('charges.pen')}
        hint={t('handover.to-hint')}
        set={(text) => {
          penField.set(text)
          setPen(text.trim())
          setEntering(false)
        }}
      />
      <WhoJoins employee={employee} unknown={unknown && !entering} enter={() => setEntering(true)} />
      {isNew && <NewEmployee form={form} />}
      <SelectField
        {...form.field('kind')}
        label={t('charges.kind')}
        hint={t(`charges.kind-hint.${form.values.kind}`)}
        values={CHARGE_KINDS}
        words={(kind) => t(`charge.${kind}`)}
      />
      <When {...form.field('at')} label={t('charges.from')} dayLabel={t('charges.from-day')} />
    </FormDialog>
  )
}

interface WhoProps {
  employee: ReturnType<typeof useEmployee>
  /** Nobody has the number, and nobody is being entered under it. */
  unknown: boolean
  enter: () => void
}

/** Who has the number; where nobody has, the way to enter somebody. */
function WhoJoins({ employee, unknown, enter }: WhoProps) {
  const { t } = useTranslation()
  return (
    <div role="status" className="found-employee">
      {employee.data && (
        <p>
          <strong>{nameOf(employee.data)}</strong>
          {employee.data.suspendedFrom && <span className="tag tag-bad">{t('employee.suspended')}</span>}
        </p>
      )}
      {unknown && (
        <>
          <p className="soft">{t('employee.unknown')}</p>
          <button type="button" className="button button-small" onClick={enter}>
            {t('employee.enter')}
          </button>
        </>
      )}
    </div>
  )
}
