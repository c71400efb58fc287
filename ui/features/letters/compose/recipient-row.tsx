// One recipient of the letter: which seat of an office, and for action or for information.

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { PURPOSES } from '../../../../domain/letters/dispatch/recipients'
import { Icon } from '../../../components/icon'
import type { Seat } from '../../../contract/directory'
import { get, query } from '../../../lib/http'
import { keys } from '../../../lib/keys'
import { nameOf, seatName } from '../../../lib/names'
import type { DraftRecipient } from './draft'

interface Props {
  id: string
  recipient: DraftRecipient
  /** Whether a seat of the office can be chosen. */
  withSeats: boolean
  fault?: string | undefined
  set: (part: Partial<DraftRecipient>) => void
  remove: () => void
}

export function RecipientRow({ id, recipient, withSeats, fault, set, remove }: Props) {
  const { t } = useTranslation()
  const office = nameOf(recipient)
  return (
    <li className={fault ? 'recipient-row field-wrong' : 'recipient-row'} id={`${id}-row`}>
      <span className="recipient-name">
        {office}
        <span className="under">
          {recipient.kind === 'group'
            ? t('picker.group-of', { count: recipient.count ?? 0 })
            : [recipient.id, recipient.under].filter(Boolean).join(' · ')}
        </span>
        {fault && (
          <span className="field-fault" id={`${id}-fault`}>
            {fault}
          </span>
        )}
      </span>
      {recipient.kind === 'office' && withSeats ? (
        <SeatOf id={id} recipient={recipient} fault={fault} set={set} />
      ) : (
        <span className="soft recipient-kind">
          {recipient.kind === 'office' ? t('compose.whole-office') : t(`picker.kind-${recipient.kind}`)}
        </span>
      )}
      <select
        id={recipient.kind === 'office' && withSeats ? undefined : id}
        aria-label={t('compose.purpose-of', { office })}
        value={recipient.purpose}
        onChange={(event) =>
          set({ purpose: PURPOSES.find((each) => each === event.target.value) ?? 'action' })
        }
      >
        {PURPOSES.map((purpose) => (
          <option key={purpose} value={purpose}>
            {t(`purpose.${purpose}`)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button-plain"
        aria-label={t('compose.remove-recipient', { office })}
        onClick={remove}
      >
        <Icon name="close" />
      </button>
    </li>
  )
}

type SeatProps = Pick<Props, 'id' | 'recipient' | 'fault' | 'set'>

function SeatOf({ id, recipient, fault, set }: SeatProps) {
  const { t } = useTranslation()
  const seats = useQuery({
    queryKey: keys.seats(recipient.id),
    queryFn: ({ signal }) => get<{ items: Seat[] }>(`/v1/seats${query({ office: recipient.id })}`, signal),
    staleTime: 300_000,
  })
  return (
    <select
      id={id}
      aria-label={t('compose.to-seat', { office: nameOf(recipient) })}
      aria-describedby={fault ? `${id}-fault` : undefined}
      aria-invalid={!!fault}
      value={recipient.seat}
      onChange={(event) => set({ seat: event.target.value })}
    >
      <option value="">{t('compose.whole-office')}</option>
      {(seats.data?.items ?? []).map((seat) => (
        <option key={seat.id} value={seat.id}>
          {seatName(seat)}
        </option>
      ))}
    </select>
  )
}
