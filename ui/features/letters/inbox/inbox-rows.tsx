// The rows of an inbox. On narrow screens each row is a card; the roles keep it a table for screen readers.

import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { InboxView } from '../../../../domain/letters/tapal/inbox'
import { StateMark } from '../../../components/state-mark'
import { Age, At, Due } from '../../../components/time'
import type { Tapal } from '../../../contract/letters'
import { query } from '../../../lib/http'
import { nameOf, seatName } from '../../../lib/names'

interface RowsProps {
  tapals: Tapal[]
  view: InboxView
  acknowledge: (tapal: Tapal) => void
  refuse: (tapal: Tapal) => void
}

const columns = ['state', 'subject', 'from', 'received', 'due', 'holder'] as const

export function Rows({ tapals, view, ...acts }: RowsProps) {
  const { t } = useTranslation()
  return (
    <table className="table inbox-table" role="table">
      <caption className="unseen">{t('inbox.caption', { view: t(`inbox.view.${view}`) })}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column} scope="col" role="columnheader">
              {t(`facts.${column}`)}
            </th>
          ))}
          <th scope="col" role="columnheader">
            {t('inbox.actions')}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {tapals.map((tapal) => (
          <Row key={tapal.id} tapal={tapal} view={view} {...acts} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ tapal, view, acknowledge, refuse }: Omit<RowsProps, 'tapals'> & { tapal: Tapal }) {
  const { t } = useTranslation()
  const subject = { subject: tapal.subject }
  return (
    <tr role="row" data-row data-unread={tapal.state === 'delivered' || undefined}>
      <td role="cell" className="cell-state">
        <StateMark state={tapal.state} />
        {tapal.escalations > 0 && <span className="tag tag-bad">{t('inbox.escalated-mark')}</span>}
      </td>
      <td role="cell" className="cell-subject">
        <Link
          to={`/tapals/${tapal.id}${query({ view: view === 'all' ? undefined : view })}`}
          data-row-link
          className="subject"
        >
          {tapal.subject}
        </Link>
        <span className="under">
          {t(`kind.${tapal.kind}`)} · {tapal.letterNumber}
          {tapal.inwardNumber && ` · ${t('facts.inward-number')} ${tapal.inwardNumber}`}
        </span>
        <span className="tags">
          {tapal.urgency !== 'normal' && <span className="tag tag-bad">{t(`urgency.${tapal.urgency}`)}</span>}
          {tapal.purpose === 'information' && <span className="tag">{t('purpose.information')}</span>}
        </span>
      </td>
      <td role="cell" data-label={t('facts.from')}>
        {nameOf(tapal.sender)}
        <span className="under">{seatName(tapal.sender)}</span>
      </td>
      <td role="cell" data-label={t('facts.received')}>
        {tapal.receivedAt && (
          <>
            <At at={tapal.receivedAt} as="short" />
            <span className="under">
              <Age since={tapal.receivedAt} />
            </span>
          </>
        )}
      </td>
      <td role="cell" data-label={t('facts.due')}>
        {tapal.dueAt ? <Due at={tapal.dueAt} /> : <span className="soft">—</span>}
      </td>
      <td role="cell" data-label={t('facts.holder')}>
        {tapal.holder ?? seatName(tapal.recipient)}
        {tapal.desk && <span className="under">{tapal.desk.to}</span>}
      </td>
      <td role="cell" className="cell-acts">
        {tapal.acts.includes('acknowledgement') && (
          <button
            type="button"
            className="button button-small button-main"
            aria-label={t('inbox.acknowledge-this', subject)}
            onClick={() => acknowledge(tapal)}
          >
            {t('inbox.acknowledge')}
          </button>
        )}
        {tapal.acts.includes('refusal') && (
          <button
            type="button"
            className="button button-small"
            aria-label={t('inbox.refuse-this', subject)}
            onClick={() => refuse(tapal)}
          >
            {t('inbox.refuse')}
          </button>
        )}
      </td>
    </tr>
  )
}
