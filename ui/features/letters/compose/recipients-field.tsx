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
  const [said, setSaid] = useState('')
  const [all, setAll] = useState(false)
  const add = (fresh: DraftRecipient[]) => {
    const listed = new Set(recipients.map(({ kind, id }) => `${kind} ${id}`))
    const added = fresh.filter(({ kind, id }) => !listed.has(`${kind} ${id}`))
    change([...recipients, ...added])
    const [first] = added
    if (first && added.length === 1) setSaid(t('compose.added', { office: nameOf(first) }))
    else setSaid(t('picker.added-many', { count: added.length }))
  }
  const shown = recipients.slice(0, all ? undefined : SHOWN)
  return (
    <>
      <RecipientSearch fault={faults['recipients']} add={(one) => add([one])} />
      <RecipientSources
        recipients={recipients}
        add={add}
        remove={(office) => {
          const gone = recipients.find(({ kind, id }) => kind === 'office' && id === office)
          change(recipients.filter((each) => each !== gone))
          if (gone) setSaid(t('compose.removed', { office: nameOf(gone) }))
        }}
      />
      <p className="unseen" role="status">
        {said}
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
        {shown.map((recipient, index) => (
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
              setSaid(t('compose.removed', { office: nameOf(recipient) }))
              document.getElementById('recipients')?.focus()
            }}
          />
        ))}
      </ol>
      {shown.length < recipients.length && (
        <button type="button" className="button button-small" onClick={() => setAll(true)}>
          {t('picker.show-all', { count: recipients.length })}
        </button>
      )}
    </>
  )
}
