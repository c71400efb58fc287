import { useTranslation } from 'react-i18next'
import { FormDialog } from '../../../components/form-dialog'
import { type DayOrNow, When } from '../../../components/when'
import type { SeatDetail } from '../../../contract/directory'
import { seatName } from '../../../lib/names'
import { endOfDay } from '../../../lib/time'
import { useForm } from '../../../lib/use-form'
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
  const form = useForm({
    id: 'relieve',
    initial: { at: null as DayOrNow },
    rules: ({ at }) => ({ at: [at !== '', t('when.missing')] }),
    fieldOfCode: { 'charge-backwards': 'at' },
    mutation: useRelieve(),
    request: ({ at }) => ({ pen: holder.pen, seat: seat.id, ...(at && { at: endOfDay(at) }) }),
    done: () => done(t('charges.relieved', { name: holder.name })),
  })
  return (
    <FormDialog
      form={form}
      title={t('charges.relieve')}
      intro={t('charges.relieve-intro')}
      about={`${holder.name} · ${seatName(seat)}`}
      words={{ submit: t('charges.relieve'), busy: t('charges.busy') }}
      danger
      close={close}
    >
      <When {...form.field('at')} label={t('charges.until')} dayLabel={t('charges.last-day')} />
    </FormDialog>
  )
}
