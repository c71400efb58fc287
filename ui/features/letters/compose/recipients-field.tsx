// To whom a letter goes: offices, seats and groups, found by name, in the tree, among the groups or by their codes.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../components/icon'
import { nameOf } from '../../../lib/names'
import { type DraftRecipient, letterCount } from './draft'
import type { Faults } from './faults'
import { RecipientRow } from './recipient-row'
import { RecipientSearch } from './recipient-search'
import { RecipientSources } from './recipient-sources'

interface Props {
  recipients: DraftRecipient[]
  faults: Faults
  change: (recipients: DraftRecipient[]) => void
}

/** So many rows are drawn at first; a pasted list may have thousands. */
const SHOWN = 50
/** The seats of each office are fetched for lists up to so many. */
const WITH_SEATS = 20

export function RecipientsField({ recipients, faults, change }: Props) {
  const { t } = useTranslation()
  const [message, setMessage] = useState('')
  const [all, setAll] = useState(false)
  const add = (fresh: DraftRecipient[]) => {
    const presentKeys = new Set(recipients.map(({ kind, id }) => `${kind} ${id}`))
    const newRecipients = fresh.filter(({ kind, id }) => !presentKeys.has(`${kind} ${id}`))
    change([...recipients, ...newRecipients])
    const [first] = newRecipients
    if (first && newRecipients.length === 1) setMessage(t('compose.added', { office: nameOf(first) }))
    else setMessage(t('picker.added-many', { count: newRecipients.length }))
  }
  const recipientsShown = recipients.slice(0, all ? undefined : SHOWN)
  return (
    <>
      <RecipientSearch fault={faults['recipients']} add={(one) => add([one])} />
      <RecipientSources
        recipients={recipients}
        add={add}
        remove={(office) => {
          const removed = recipients.find(({ kind, id }) => kind === 'office' && id === office)
          change(recipients.filter((each) => each !== removed))
          if (removed) setMessage(t('compose.removed', { office: nameOf(removed) }))
        }}
      />
      <p className="unseen" role="status">
        {message}
      </p>
      {recipients.length === 0 && <p className="soft">{t('compose.recipients-none')}</p>}
      {recipients.length > 0 && (
        <div className="recipients-sum">
          <p>
            <strong>{t('compose.n-recipients', { count: letterCount(recipients) })}</strong>
          </p>
          <button type="button" className="button button-small" onClick={() => change([])}>
            <Icon name="close" />
            {t('picker.clear')}
          </button>
        </div>
      )}
      <ol className="recipient-rows">
        {recipientsShown.map((recipient, index) => (
          <RecipientRow
            key={recipient.row}
            id={`recipient-${index}`}
            recipient={recipient}
            withSeats={recipients.length <= WITH_SEATS}
            fault={faults[`recipient-${index}`]}
            set={(part) =>
              change(recipients.map((each) => (each.row === recipient.row ? { ...each, ...part } : each)))
            }
            remove={() => {
              change(recipients.filter(({ row }) => row !== recipient.row))
              setMessage(t('compose.removed', { office: nameOf(recipient) }))
              document.getElementById('recipients')?.focus()
            }}
          />
        ))}
      </ol>
      {recipientsShown.length < recipients.length && (
        <button type="button" className="button button-small" onClick={() => setAll(true)}>
          {t('picker.show-all', { count: recipients.length })}
        </button>
      )}
    </>
  )
}
