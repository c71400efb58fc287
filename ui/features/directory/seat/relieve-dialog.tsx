import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '../../../components/form-dialog'
import { type DayOrNow, When } from '../../../components/when'
import type { SeatDetail } from '../../../contract/directory'
import { toldAt } from '../../../lib/field-faults'
import { seatName } from '../../../lib/names'
import { endOfDay } from '../../../lib/time'
import { useRelieve } from './acts'

export interface HolderDialogProps {
  seat: SeatDetail
  holder: { pen: string; name: string }
  close: () => void
  done: (words: string) => void
}

/** Ends the charge of a holder, now or with a last day. */
export function RelieveDialog({ seat, holder, close, done }: HolderDialogProps) {
  const { t } = useTranslation()
  const relieve = useRelieve()
  const [when, setWhen] = useState<DayOrNow>(null)
  const [asked, setAsked] = useState(false)
  const told = toldAt(relieve.error, { at: t('when.missing') }, { 'charge-backwards': 'at' }, t)
  const fault = asked && when === '' ? t('when.missing') : told.text || undefined
  const submit = () => {
    setAsked(true)
    if (when === '') document.getElementById('relieve-at')?.focus()
    else if (!relieve.isPending)
      relieve.mutate(
        { pen: holder.pen, seat: seat.id, ...(when !== null && { at: endOfDay(when) }) },
        { onSuccess: () => done(t('charges.relieved', { name: holder.name })) },
      )
  }
  return (
    <FormDialog
      title={t('charges.relieve')}
      intro={t('charges.relieve-intro')}
      about={`${holder.name} · ${seatName(seat)}`}
      error={told.rest}
      words={{ submit: t('charges.relieve'), busy: t('charges.busy') }}
      danger
      pending={relieve.isPending}
      submit={submit}
      close={close}
    >
      <When
        id="relieve-at"
        label={t('charges.until')}
        dayLabel={t('charges.last-day')}
        fault={fault}
        when={when}
        set={setWhen}
      />
    </FormDialog>
  )
}
