import { useTranslation } from 'react-i18next'
import { CODE } from '../../../../domain/common/text/code'
import {
  detailFits,
  eachDetail,
  ENTERED_DETAILS,
  hasPattern,
  type OfficeDetail,
} from '../../../../domain/directory/office/details'
import { OFFICE_KINDS, type OfficeKind } from '../../../../domain/directory/office/kinds'
import { FormDialog } from '../../../components/form-dialog'
import { SelectField } from '../../../components/select-field'
import { TextField } from '../../../components/text-field'
import type { OfficeRequest } from '../../../contract/directory'
import { nameOf } from '../../../lib/names'
import { useForm } from '../../../lib/use-form'
import { useEnterOffice } from './changes'
import type { OfficeDialogProps } from './office-dialog'

const EMPTY = {
  code: '',
  name: '',
  nameMl: '',
  kind: 'office' as OfficeKind,
  department: '',
  district: '',
  ...eachDetail(() => ''),
  headSeat: '',
  headMl: '',
}
type Draft = typeof EMPTY

/** Empty fields are left out, but for code and name. */
function requestOf({ kind, headSeat, headMl, ...texts }: Draft, parent: string): OfficeRequest {
  const filled = Object.entries(texts).flatMap(([field, text]) => (text.trim() ? [[field, text.trim()]] : []))
  return {
    ...(Object.fromEntries(filled) as Partial<typeof texts>),
    code: texts.code.trim(),
    name: texts.name.trim(),
    parent,
    kind,
    ...(headSeat.trim() && {
      headSeat: { designation: headSeat.trim(), designationMl: headMl.trim() },
    }),
  }
}

/** Enters an office below the one of the card, with the seat of its head where one is named. */
export function EnterDialog({ card, close, done }: OfficeDialogProps) {
  const { t } = useTranslation()
  const { code: parent, department, district } = card.office
  const long = t('office-acts.fault.long')
  const faultOf = (name: OfficeDetail) => (hasPattern(name) ? t(`office-acts.fault.${name}`) : long)
  const form = useForm({
    id: 'enter',
    initial: { ...EMPTY, department, district },
    rules: ({ code, name, ...draft }) => ({
      code: [CODE.test(code.trim()), t('office-acts.fault.code')],
      name: [name.trim() !== '', t('office-acts.fault.name')],
      // Of these the service alone says how long they may be.
      nameMl: [true, long],
      department: [true, long],
      district: [true, long],
      ...eachDetail((_, each) => [detailFits(each, draft[each].trim()), faultOf(each)] as const),
      headSeat: [true, long],
      headMl: [true, long],
    }),
    fieldOfCode: { 'exists-already': 'code' },
    mutation: useEnterOffice(),
    request: (draft) => requestOf(draft, parent),
    done: (_office, { code, name }) => done(t('office-acts.entered', { office: name.trim() }), code.trim()),
  })
  return (
    <FormDialog
      form={form}
      title={t('office-acts.enter')}
      intro={t('office-acts.enter-intro')}
      about={nameOf(card.office)}
      words={{ submit: t('office-acts.enter-submit'), busy: t('charges.busy') }}
      close={close}
    >
      <TextField {...form.field('code')} label={t('office.code')} hint={t('office-acts.code-hint')} />
      <TextField {...form.field('name')} label={t('employee.name')} />
      <TextField {...form.field('nameMl')} label={t('employee.nameMl')} optional lang="ml" />
      <SelectField
        {...form.field('kind')}
        label={t('office.kind')}
        values={OFFICE_KINDS}
        words={(kind) => t(`office-kind.${kind}`)}
      />
      <div className="field-row">
        <TextField {...form.field('department')} label={t('office.department')} optional />
        <TextField {...form.field('district')} label={t('office.district')} optional />
      </div>
      <div className="field-row">
        {ENTERED_DETAILS.map((name) => (
          <TextField key={name} {...form.field(name)} label={t(`office.${name}`)} optional />
        ))}
      </div>
      <TextField
        {...form.field('headSeat')}
        label={t('office-acts.head')}
        hint={t('office-acts.head-hint')}
        optional
      />
      {form.values.headSeat.trim() && (
        <TextField {...form.field('headMl')} label={t('office-acts.head-ml')} optional lang="ml" />
      )}
    </FormDialog>
  )
}
