// To whom a letter goes: offices found by name, each as a whole or one of its seats, for action or for information.

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon'
import { OfficePicker } from '../../components/office-picker'
import type { Purpose, Seat } from '../../lib/contract'
import { get, query } from '../../lib/http'
import { keys } from '../../lib/keys'
import { nameOf, seatName } from '../../lib/names'
import { randomKey } from '../../lib/random-key'
import type { DraftRecipient } from './draft'
import type { Faults } from './faults'

interface Props {
  recipients: DraftRecipient[]
  faults: Faults
  change: (recipients: DraftRecipient[]) => void
}

const PURPOSES: readonly Purpose[] = ['action', 'information']

export function RecipientsField({ recipients, faults, change }: Props) {
  const { t } = useTranslation()
  const [said, setSaid] = useState('')
  const set = (row: string, part: Partial<DraftRecipient>) =>
    change(recipients.map((each) => (each.row === row ? { ...each, ...part } : each)))
  return (
    <>
      <OfficePicker
        id="recipients"
        label={t('compose.add')}
        hint={t('compose.add-hint')}
        fault={faults['recipients']}
        choose={({ code, name, nameMl, mechanism }) => {
          const office = { code, name, nameMl, mechanism }
          change([...recipients, { row: randomKey(), office, seat: '', purpose: 'action' }])
          setSaid(t('compose.added', { office: nameOf(office) }))
        }}
      />
      <p className="unseen" role="status">
        {said}
      </p>
      {recipients.length === 0 && <p className="soft">{t('compose.recipients-none')}</p>}
      <ol className="recipient-rows">
        {recipients.map((recipient, index) => (
          <RecipientRow
            key={recipient.row}
            id={`recipient-${index}`}
            recipient={recipient}
            fault={faults[`recipient-${index}`]}
            set={(part) => set(recipient.row, part)}
            remove={() => {
              change(recipients.filter(({ row }) => row !== recipient.row))
              setSaid(t('compose.removed', { office: nameOf(recipient.office) }))
              document.getElementById('recipients')?.focus()
            }}
          />
        ))}
      </ol>
    </>
  )
}

interface RowProps {
  id: string
  recipient: DraftRecipient
  fault?: string | undefined
  set: (part: Partial<DraftRecipient>) => void
  remove: () => void
}

function RecipientRow({ id, recipient, fault, set, remove }: RowProps) {
  const { t } = useTranslation()
  const seats = useQuery({
    queryKey: keys.seats(recipient.office.code),
    queryFn: ({ signal }) =>
      get<{ items: Seat[] }>(`/v1/seats${query({ office: recipient.office.code })}`, signal),
    staleTime: 300_000,
  })
  const office = nameOf(recipient.office)
  return (
    <li className={fault ? 'recipient-row field-wrong' : 'recipient-row'}>
      <span className="recipient-name">
        {office}
        <span className="under">
          {recipient.office.code}
          {recipient.office.mechanism && ` · ${t(`mechanism.${recipient.office.mechanism}`)}`}
        </span>
        {fault && (
          <span className="field-fault" id={`${id}-fault`}>
            {fault}
          </span>
        )}
      </span>
      <select
        id={id}
        aria-label={t('compose.to-seat', { office })}
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
      <select
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
