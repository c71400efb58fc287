import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OFFICE_KINDS, type OfficeKind } from '../../../../domain/directory/office/kinds'
import { FormDialog } from '../../../components/form-dialog'
import { SelectField } from '../../../components/select-field'
import { TextField } from '../../../components/text-field'
import { toldAt } from '../../../lib/field-faults'
import { nameOf } from '../../../lib/names'
import { useEnterOffice } from './changes'
import type { OfficeDialogProps } from './office-acts'

const FIELDS = [
  'code',
  'name',
  'nameMl',
  'department',
  'district',
  'email',
  'phone',
  'headSeat',
  'headMl',
] as const
type OfficeField = (typeof FIELDS)[number]
type Draft = Record<OfficeField, string>

const fits: Readonly<Partial<Record<OfficeField, (draft: Draft) => boolean>>> = {
  code: ({ code }) => /^[^\s/]{1,60}$/u.test(code.trim()),
  name: ({ name }) => name.trim() !== '',
  email: ({ email }) => email.trim() === '' || /^[^\s@]+@[^\s@]+$/.test(email.trim()),
}

/** Enters an office below the one of the card, with the seat of its head where one is named. */
export function EnterDialog({ card, close, done }: OfficeDialogProps) {
  const { t } = useTranslation()
  const enter = useEnterOffice()
  const { code: parent, department, district } = card.office
  const [draft, setDraft] = useState<Draft>(() => ({
    ...{ code: '', name: '', nameMl: '', email: '', phone: '', headSeat: '', headMl: '' },
    ...{ department, district },
  }))
  const [kind, setKind] = useState<OfficeKind>('office')
  const [asked, setAsked] = useState(false)
  const words = {
    code: t('office-acts.fault.code'),
    name: t('office-acts.fault.name'),
    email: t('office-acts.fault.email'),
    ...{ nameMl: t('office-acts.fault.long'), phone: t('office-acts.fault.long') },
    ...{ department: t('office-acts.fault.long'), district: t('office-acts.fault.long') },
    ...{ headSeat: t('office-acts.fault.long'), headMl: t('office-acts.fault.long') },
  }
  const told = toldAt<OfficeField>(enter.error, words, { 'exists-already': 'code' }, t)
  const wrong = (field: OfficeField) => fits[field]?.(draft) === false
  const submit = () => {
    setAsked(true)
    const first = FIELDS.find(wrong)
    if (first) document.getElementById(`enter-${first}`)?.focus()
    else if (!enter.isPending) {
      const { code, name, headSeat, headMl, ...rest } = draft
      const given = Object.entries(rest).flatMap(([field, value]) =>
        value.trim() ? [[field, value.trim()]] : [],
      )
      enter.mutate(
        {
          code: code.trim(),
          name: name.trim(),
          parent,
          kind,
          ...(Object.fromEntries(given) as Partial<Omit<Draft, 'headSeat' | 'headMl'>>),
          ...(headSeat.trim() && {
            headSeat: { designation: headSeat.trim(), designationMl: headMl.trim() },
          }),
        },
        { onSuccess: () => done(t('office-acts.entered', { office: name.trim() }), code.trim()) },
      )
    }
  }
  const field = (name: OfficeField, label: string, hint?: string) => (
    <TextField
      id={`enter-${name}`}
      label={label}
      hint={hint}
      fault={asked && wrong(name) ? words[name] : told.place === name ? told.text : undefined}
      optional={name !== 'code' && name !== 'name'}
      lang={name === 'nameMl' || name === 'headMl' ? 'ml' : undefined}
      value={draft[name]}
      set={(value) => {
        setDraft({ ...draft, [name]: value })
        if (told.place === name) enter.reset()
      }}
    />
  )
  return (
    <FormDialog
      title={t('office-acts.enter')}
      intro={t('office-acts.enter-intro')}
      about={nameOf(card.office)}
      error={told.rest}
      words={{ submit: t('office-acts.enter-submit'), busy: t('charges.busy') }}
      pending={enter.isPending}
      submit={submit}
      close={close}
    >
      {field('code', t('office.code'), t('office-acts.code-hint'))}
      {field('name', t('employee.name'))}
      {field('nameMl', t('employee.nameMl'))}
      <SelectField
        id="enter-kind"
        label={t('office.kind')}
        values={OFFICE_KINDS}
        words={(each) => t(`office-kind.${each}`)}
        value={kind}
        set={setKind}
      />
      <div className="field-row">
        {field('department', t('office.department'))}
        {field('district', t('office.district'))}
      </div>
      <div className="field-row">
        {field('email', t('office.email'))}
        {field('phone', t('office.phone'))}
      </div>
      {field('headSeat', t('office-acts.head'), t('office-acts.head-hint'))}
      {draft.headSeat.trim() && field('headMl', t('office-acts.head-ml'))}
    </FormDialog>
  )
}
