import { useTranslation } from 'react-i18next'
import { Row, Table } from '../../../components/table'
import { StateMark } from '../../../components/state-mark'
import { At, Day, Due } from '../../../components/time'
import type { LedgerEntry } from '../../../contract/letters'
import { nameOf, seatName } from '../../../lib/names'

/** Recipients, one row each. */
export function RecipientRows({ entries }: { entries: readonly LedgerEntry[] }) {
  const { t } = useTranslation()
  const columns = {
    office: t('ledger.office'),
    place: t('ledger.district'),
    state: t('facts.state'),
    received: t('facts.received'),
    number: t('facts.diary-number'),
  }
  return (
    <Table caption={t('facts.recipients')} columns={Object.values(columns)}>
      {entries.map((entry) => (
        <Row
          key={entry.id}
          cells={[
            [columns.office, <Office key="office" entry={entry} />],
            [
              columns.place,
              <>
                {entry.district || t('ledger.no-district')}
                {entry.department && <span className="under">{entry.department}</span>}
              </>,
            ],
            [columns.state, <State key="state" entry={entry} />],
            [columns.received, entry.deliveredAt && <At at={entry.deliveredAt} as="short" />],
            [
              columns.number,
              entry.diary && (
                <>
                  {entry.diary.number} · <Day at={entry.diary.date} />
                </>
              ),
            ],
          ]}
        />
      ))}
    </Table>
  )
}

function Office({ entry: { recipient, purpose } }: { entry: LedgerEntry }) {
  const { t } = useTranslation()
  return (
    <>
      {nameOf(recipient)}
      <span className="under">
        {[recipient.office, seatName(recipient), t(`purpose.${purpose}`)].filter(Boolean).join(' · ')}
      </span>
    </>
  )
}

function State({ entry: { state, parked, owes, dueAt } }: { entry: LedgerEntry }) {
  const { t } = useTranslation()
  return (
    <>
      <StateMark state={state} />
      {parked && <span className="under">{t('ledger.parked')}</span>}
      {owes && state === 'delivered' && dueAt && (
        <span className="under">
          <Due at={dueAt} />
        </span>
      )}
    </>
  )
}
