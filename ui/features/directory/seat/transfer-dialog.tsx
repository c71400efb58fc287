import { useTranslation } from 'react-i18next'
import { CHARGE_KINDS, type ChargeKind } from '../../../../domain/directory/charge/charge'
import { FormDialog } from '../../../components/form-dialog'
import { OfficePicker } from '../../../components/office-picker'
import { SelectField } from '../../../components/select-field'
import { type DayOrNow, When } from '../../../components/when'
import type { SearchHit } from '../../../contract/directory'
import { nameOf, seatName } from '../../../lib/names'
import { startOfDay } from '../../../lib/time'
import { useForm } from '../../../lib/use-form'
import { useTransfer } from './acts'
import type { HolderDialogProps } from './relieve-dialog'

interface Transfer {
  to: SearchHit | null
  kind: ChargeKind
  at: DayOrNow
}

/** The holder leaves this seat and joins another at the same instant. */
export function TransferDialog({ seat, holder, close, done }: HolderDialogProps) {
  const { t } = useTranslation()
  const form = useForm({
    id: 'transfer',
    initial: { to: null, kind: 'regular', at: null } as Transfer,
    rules: ({ to, at }) => ({
      to: [to !== null, t('charges.to-missing')],
      at: [at !== '', t('when.missing')],
    }),
    fieldOfCode: {
      'seat-unknown': 'to',
      'charge-overlaps': 'to',
      'charge-held-already': 'to',
      'charge-outside-seat': 'at',
      'charge-backwards': 'at',
    },
    mutation: useTransfer(),
    request: ({ to, kind, at }) => ({
      pen: holder.pen,
      from: seat.id,
      to: to?.id ?? '',
      kind,
      ...(at && { at: startOfDay(at) }),
    }),
    done: (_result, { to }) =>
      done(t('charges.transferred', { name: holder.name, to: to ? nameOf(to) : '' })),
  })
  return (
    <FormDialog
      form={form}
      title={t('charges.transfer')}
      intro={t('charges.transfer-intro')}
      about={`${holder.name} · ${seatName(seat)}`}
      words={{ submit: t('charges.transfer-submit'), busy: t('charges.busy') }}
      close={close}
    >
      <OfficePicker {...form.field('to')} label={t('charges.to')} hint={t('charges.to-hint')} type="seat" />
      <SelectField
        {...form.field('kind')}
        label={t('charges.kind')}
        values={CHARGE_KINDS}
        words={(kind) => t(`charge.${kind}`)}
      />
      <When {...form.field('at')} label={t('charges.from')} dayLabel={t('charges.from-day')} />
    </FormDialog>
  )
}
