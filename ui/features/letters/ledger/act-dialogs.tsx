// What the sender does with many recipients: reminds them, or takes the letter back from some.

import { useTranslation } from 'react-i18next'
import { MAX_REASON } from '../../../../domain/letters/dispatch/limits'
import { Check } from '../../../components/check'
import { FormDialog } from '../../../components/form-dialog'
import { SelectField } from '../../../components/select-field'
import { TextArea } from '../../../components/text-area'
import type { LedgerAct, Tally } from '../../../contract/letters'
import { useForm } from '../../../lib/use-form'
import { NONE, useBeginAct } from './queries'

interface Props {
  id: string
  tally: Tally
  /** The district that is looked at; empty for all. */
  district: string
  close: () => void
  done: (act: LedgerAct) => void
}

/** Reminds all, or those of a district. */
export function RemindDialog({ id, tally, district, close, done }: Props) {
  const { t } = useTranslation()
  const form = useForm({
    id: 'remind',
    initial: { district },
    rules: () => ({ district: [true, ''] }),
    mutation: useBeginAct(id, 'reminders'),
    request: (values, key) => ({ key, body: placeOf(values) }),
    done,
  })
  return (
    <FormDialog
      form={form}
      title={t('ledger.remind-title')}
      intro={t('ledger.remind-intro')}
      words={{ submit: t('ledger.remind-submit'), busy: t('ledger.busy') }}
      close={close}
    >
      <WhomField {...form.field('district')} tally={tally} />
    </FormDialog>
  )
}

/** Asks why and from whom, and takes the letter back from them. */
export function RecallPartDialog({ id, tally, district, close, done }: Props) {
  const { t } = useTranslation()
  const form = useForm({
    id: 'recall-part',
    initial: { district, reason: '', alsoDelivered: false },
    rules: ({ reason }) => ({
      district: [true, ''],
      alsoDelivered: [true, ''],
      reason: [reason.trim() !== '', t('ledger.recall-missing')],
    }),
    mutation: useBeginAct(id, 'part-recalls'),
    request: ({ reason, alsoDelivered, ...values }, key) => ({
      key,
      body: { ...placeOf(values), reason: reason.trim(), alsoDelivered },
    }),
    done,
  })
  const also = form.field('alsoDelivered')
  return (
    <FormDialog
      form={form}
      title={t('ledger.recall-title')}
      intro={t('ledger.recall-intro')}
      words={{ submit: t('ledger.recall-submit'), busy: t('ledger.busy') }}
      danger
      close={close}
    >
      <WhomField {...form.field('district')} tally={tally} />
      <Check label={t('ledger.recall-also')} checked={also.value} set={also.set} />
      <TextArea {...form.field('reason')} label={t('ledger.recall-reason')} maxLength={MAX_REASON} />
    </FormDialog>
  )
}

const placeOf = ({ district }: { district: string }) => (district === '' ? {} : { district })

interface WhomProps {
  id: string
  value: string
  set: (value: string) => void
  tally: Tally
}

function WhomField({ tally, ...field }: WhomProps) {
  const { t } = useTranslation()
  return (
    <SelectField
      {...field}
      label={t('ledger.whom')}
      values={['', ...tally.districts.map(({ district }) => district || NONE)]}
      words={(one) => (one === '' ? t('ledger.whom-all') : one === NONE ? t('ledger.no-district') : one)}
    />
  )
}
