// An employee: who it is, where to write to, and the seats held.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { Facts } from '../../../components/facts'
import { Fault } from '../../../components/fault'
import { MailButton } from '../../../components/mail-button'
import { SheetButton } from '../../../components/sheet-button'
import { PageTitle } from '../../../components/page-title'
import { Day } from '../../../components/time'
import { Waiting } from '../../../components/waiting'
import type { Employee } from '../../../contract/directory'
import { codeWords } from '../../../lib/code-words'
import { nameOf } from '../../../lib/names'
import { Channels } from './channels'
import { PhoneDialog } from './phone-dialog'
import { useCharges, useEmployeePage, useSetMail } from './queries'

export function EmployeePage() {
  const { t } = useTranslation()
  const employee = useEmployeePage(useParams()['pen'] ?? '')
  return (
    <>
      {!employee.data && <PageTitle>{t('employee.title')}</PageTitle>}
      {employee.isPending && <Waiting lines={4} />}
      {employee.isError && <Fault error={employee.error} retry={() => void employee.refetch()} />}
      {employee.data && <One key={employee.data.pen} employee={employee.data} />}
    </>
  )
}

function One({ employee }: { employee: Employee }) {
  const { t } = useTranslation()
  const [done, setDone] = useState('')
  const name = nameOf(employee)
  return (
    <>
      <PageTitle title={name}>{name}</PageTitle>
      <p className="under-title">
        <span>{employee.pen}</span>
        {employee.suspendedFrom && <span className="tag tag-bad">{t('employee.suspended')}</span>}
      </p>
      <p role="status" className="done-line">
        {done}
      </p>
      <div className="card-stack">
        <section className="card" aria-labelledby="employee-contact">
          <h2 id="employee-contact">{t('employee.contact')}</h2>
          <Facts
            facts={[
              [t('employee.name'), employee.name],
              [t('employee.nameMl'), employee.nameMl],
              [t('employee.phone'), employee.phone],
              [t('employee.email'), employee.email || t('mail.none')],
            ]}
          />
          {employee.may.change && (
            <MailButton
              of={employee}
              about={name}
              intro={t('mail.intro-employee')}
              useSetMail={useSetMail}
              done={setDone}
            />
          )}
          {employee.may.change && (
            <SheetButton of={employee} words={t('phone.title')} done={setDone}>
              {(asRead, acts) => <PhoneDialog employee={asRead} {...acts} />}
            </SheetButton>
          )}
        </section>
        {employee.channels && <Channels employee={employee} channels={employee.channels} done={setDone} />}
        <Charges pen={employee.pen} />
      </div>
    </>
  )
}

function Charges({ pen }: { pen: string }) {
  const { t } = useTranslation()
  const charges = useCharges(pen)
  return (
    <section className="card" aria-labelledby="employee-charges">
      <h2 id="employee-charges">{t('employee.charges')}</h2>
      {charges.isPending && <Waiting lines={2} />}
      {charges.isError && <Fault error={charges.error} retry={() => void charges.refetch()} />}
      {charges.data?.length === 0 && <p className="soft">{t('employee.charges-none')}</p>}
      <ul>
        {charges.data?.map(({ id, seat, kind, from, until, ended }) => (
          <li key={id}>
            <Link className="quiet-link" to={`/seats/${encodeURIComponent(seat)}`}>
              {seat}
            </Link>{' '}
            <span className="tag">{t(`charge.${kind}`)}</span>
            <span className="under">
              <Day at={from} /> – {until ? <Day at={until} /> : t('seat-page.until-now')}
              {ended && ` · ${codeWords('charge-end', ended, t)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
