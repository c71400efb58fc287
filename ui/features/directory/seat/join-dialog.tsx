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
import { toldAt } from '../../../lib/field-faults'
import { nameOf, seatName } from '../../../lib/names'
import { asProblem } from '../../../lib/problem'
import { startOfDay } from '../../../lib/time'
import { useEmployee, useJoin } from './acts'
import { EMPLOYEE_FIELDS, employeeFits, employeeRequest, emptyEmployee, NewEmployee } from './new-employee'

const FIELDS = ['pen', ...EMPLOYEE_FIELDS, 'kind', 'at'] as const
type JoinField = (typeof FIELDS)[number]

const PLACES = {
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
  const join = useJoin()
  const [typed, setPen] = useState('')
  const [entering, setEntering] = useState(false)
  const [draft, setDraft] = useState(emptyEmployee)
  const [kind, setKind] = useState<ChargeKind>('regular')
  const [when, setWhen] = useState<DayOrNow>(null)
  const [asked, setAsked] = useState(false)
  const pen = typed.trim()
  const found = useEmployee(pen)
  const unknown = found.isError && asProblem(found.error).code === 'not-found'
  const employee = unknown && entering ? employeeRequest(pen, draft) : undefined

  const fits = (field: JoinField): boolean => {
    if (field === 'pen') return PEN.test(pen) && (!unknown || entering)
    if (field === 'at') return when !== ''
    return field === 'kind' || !employee || employeeFits[field](draft)
  }
  const words: Readonly<Record<JoinField, string>> = {
    pen: unknown ? t('problem.employee-unknown') : t('charges.pen-missing'),
    name: t('employee.fault.name'),
    nameMl: t('employee.fault.nameMl'),
    phone: t('employee.fault.phone'),
    email: t('employee.fault.email'),
    kind: t('problem.charge-overlaps'),
    at: t('when.missing'),
  }
  const told = toldAt(join.error, words, PLACES, t)
  const faultAt = (field: JoinField): string | undefined => {
    if (asked && !fits(field)) return words[field]
    return told.place === field ? told.text : undefined
  }
  const submit = () => {
    setAsked(true)
    const wrong = FIELDS.find((field) => !fits(field))
    if (wrong) document.getElementById(`join-${wrong}`)?.focus()
    else if (!join.isPending)
      join.mutate(
        {
          seat: seat.id,
          pen,
          kind,
          ...(when && { at: startOfDay(when) }),
          ...(employee && { employee }),
        },
        { onSuccess: (known) => done(t('charges.joined', { name: nameOf(known) })) },
      )
  }
  return (
    <FormDialog
      title={t('charges.join')}
      intro={t('charges.join-intro')}
      about={seatName(seat)}
      error={told.rest}
      words={{ submit: t('charges.join'), busy: t('charges.busy') }}
      pending={join.isPending}
      submit={submit}
      close={close}
    >
      <TextField
        id="join-pen"
        label={t('charges.pen')}
        hint={t('handover.to-hint')}
        fault={faultAt('pen')}
        value={typed}
        set={(value) => {
          setPen(value)
          setEntering(false)
          join.reset()
        }}
      />
      <div role="status" className="found-employee">
        {found.data && (
          <p>
            <strong>{nameOf(found.data)}</strong>
            {found.data.suspendedFrom && <span className="tag tag-bad">{t('employee.suspended')}</span>}
          </p>
        )}
        {unknown && !entering && (
          <>
            <p className="soft">{t('employee.unknown')}</p>
            <button type="button" className="button button-small" onClick={() => setEntering(true)}>
              {t('employee.enter')}
            </button>
          </>
        )}
      </div>
      {employee && <NewEmployee draft={draft} set={setDraft} faultAt={faultAt} />}
      <SelectField
        id="join-kind"
        label={t('charges.kind')}
        hint={t(`charges.kind-hint.${kind}`)}
        fault={faultAt('kind')}
        values={CHARGE_KINDS}
        words={(each) => t(`charge.${each}`)}
        value={kind}
        set={(value) => {
          setKind(value)
          join.reset()
        }}
      />
      <When
        id="join-at"
        label={t('charges.from')}
        dayLabel={t('charges.from-day')}
        fault={faultAt('at')}
        when={when}
        set={setWhen}
      />
    </FormDialog>
  )
}
