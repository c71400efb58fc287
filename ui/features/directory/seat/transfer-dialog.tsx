import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CHARGE_KINDS, type ChargeKind } from '../../../../domain/directory/charge/charge'
import { FormDialog } from '../../../components/form-dialog'
import { OfficePicker } from '../../../components/office-picker'
import { SelectField } from '../../../components/select-field'
import { type DayOrNow, When } from '../../../components/when'
import type { Found } from '../../../contract/directory'
import { toldAt } from '../../../lib/field-faults'
import { nameOf, seatName } from '../../../lib/names'
import { startOfDay } from '../../../lib/time'
import { useTransfer } from './acts'
import type { HolderDialogProps } from './relieve-dialog'

const PLACES = {
  'seat-unknown': 'to',
  'charge-overlaps': 'to',
  'charge-held-already': 'to',
  'charge-outside-seat': 'at',
  'charge-backwards': 'at',
} as const

/** The holder leaves this seat and joins another at the same instant. */
export function TransferDialog({ seat, holder, close, done }: HolderDialogProps) {
  const { t } = useTranslation()
  const transfer = useTransfer()
  const [to, setTo] = useState<Found | null>(null)
  const [kind, setKind] = useState<ChargeKind>('regular')
  const [when, setWhen] = useState<DayOrNow>(null)
  const [asked, setAsked] = useState(false)
  const words = { to: t('charges.to-missing'), at: t('when.missing') }
  const told = toldAt(transfer.error, words, PLACES, t)
  const submit = () => {
    setAsked(true)
    if (!to) document.getElementById('transfer-to')?.focus()
    else if (when === '') document.getElementById('transfer-at')?.focus()
    else if (!transfer.isPending)
      transfer.mutate(
        { pen: holder.pen, from: seat.id, to: to.id, kind, ...(when !== null && { at: startOfDay(when) }) },
        { onSuccess: () => done(t('charges.transferred', { name: holder.name, to: nameOf(to) })) },
      )
  }
  const at = (place: 'to' | 'at') => (told.place === place ? told.text : undefined)
  return (
    <FormDialog
      title={t('charges.transfer')}
      intro={t('charges.transfer-intro')}
      about={`${holder.name} · ${seatName(seat)}`}
      error={told.rest}
      words={{ submit: t('charges.transfer-submit'), busy: t('charges.busy') }}
      pending={transfer.isPending}
      submit={submit}
      close={close}
    >
      <OfficePicker
        id="transfer-to"
        label={t('charges.to')}
        hint={t('charges.to-hint')}
        fault={asked && !to ? words.to : at('to')}
        type="seat"
        choose={(found) => {
          setTo(found)
          transfer.reset()
        }}
        keep
      />
      {to && (
        <p className="soft">
          → {nameOf(to)}, {to.office} ({to.id})
        </p>
      )}
      <SelectField
        id="transfer-kind"
        label={t('charges.kind')}
        values={CHARGE_KINDS}
        words={(each) => t(`charge.${each}`)}
        value={kind}
        set={setKind}
      />
      <When
        id="transfer-at"
        label={t('charges.from')}
        dayLabel={t('charges.from-day')}
        fault={asked && when === '' ? words.at : at('at')}
        when={when}
        set={setWhen}
      />
    </FormDialog>
  )
}
