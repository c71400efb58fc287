import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Row, Table } from '../../../components/table'
import { At } from '../../../components/time'
import type { Dispatch, LedgerAct, Tally } from '../../../contract/letters'
import { useSeat } from '../../access/session/seat'
import { RecallPartDialog, RemindDialog } from './act-dialogs'
import { useActs } from './queries'

interface Props {
  letter: Dispatch
  tally: Tally
  /** The district that is looked at; empty for all. */
  district: string
}

/** The sender reminds those who have not acknowledged the letter, or takes it back from some. */
export function Acts({ letter, tally, district }: Props) {
  const { t } = useTranslation()
  const { seats } = useSeat()
  const [asked, setAsked] = useState<'remind' | 'recall' | null>(null)
  const [begun, setBegun] = useState<LedgerAct | null>(null)
  const isSender = seats.some(({ id }) => id === letter.sender.seat)
  const { 'on-the-way': onTheWay, 'not-taken': notTaken, failed } = tally.standings
  const ask = (act: 'remind' | 'recall') => {
    setBegun(null)
    setAsked(act)
  }
  const dialog = {
    ...{ id: letter.id, tally, district, close: () => setAsked(null) },
    done: (act: LedgerAct) => {
      setAsked(null)
      setBegun(act)
    },
  }
  return (
    <>
      <p role="status" className="done-line">
        {begun && begunWords(begun)}
      </p>
      {isSender && letter.closedAt === null && (
        <div className="button-row no-print">
          {tally.owing > 0 && (
            <button type="button" className="button button-main" onClick={() => ask('remind')}>
              {t('ledger.remind', { count: tally.owing })}
            </button>
          )}
          {onTheWay + notTaken + failed > 0 && letter.recalledAt === null && (
            <button type="button" className="button button-danger-quiet" onClick={() => ask('recall')}>
              {t('ledger.recall')}
            </button>
          )}
        </div>
      )}
      {asked === 'remind' && <RemindDialog {...dialog} />}
      {asked === 'recall' && <RecallPartDialog {...dialog} />}
    </>
  )

  function begunWords({ done, expected }: LedgerAct): string {
    return done === null ? t('ledger.begun', { count: expected }) : t('ledger.done', { count: done })
  }
}

/** What was done so before, newest first. */
export function ActsBefore({ id }: { id: string }) {
  const { t } = useTranslation()
  const acts = useActs(id)
  if (!acts.data || acts.data.length === 0) return null
  return (
    <section aria-labelledby="ledger-acts">
      <h2 id="ledger-acts">{t('ledger.acts')}</h2>
      <ActTable acts={acts.data} />
    </section>
  )
}

function ActTable({ acts }: { acts: readonly LedgerAct[] }) {
  const { t } = useTranslation()
  const whom = ({ district }: LedgerAct) =>
    district === null ? t('ledger.whom-all') : district || t('ledger.no-district')
  return (
    <Table
      caption={t('ledger.acts')}
      columns={[t('ledger.what'), t('ledger.when'), t('ledger.whom'), t('ledger.came-to')]}
    >
      {acts.map((act) => (
        <Row
          key={act.id}
          cells={[
            [
              t('ledger.what'),
              <>
                {t(`ledger.kind.${act.kind}`)}
                {act.reason && <span className="under">{act.reason}</span>}
              </>,
            ],
            [t('ledger.when'), <At key="at" at={act.at} as="short" />],
            [t('ledger.whom'), [whom(act), act.department].filter(Boolean).join(' · ')],
            [
              t('ledger.came-to'),
              act.done === null ? t('ledger.under-way', { count: act.expected }) : String(act.done),
            ],
          ]}
        />
      ))}
    </Table>
  )
}
