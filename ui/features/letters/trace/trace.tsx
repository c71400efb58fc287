// The trace of a letter: where it is with each recipient, moving while one looks.

import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { statesBefore, type TapalState } from '../../../../domain/letters/tapal/states'
import { Facts } from '../../../components/facts'
import { Fault } from '../../../components/fault'
import { Icon } from '../../../components/icon'
import { PageTitle } from '../../../components/page-title'
import { DispatchMark } from '../../../components/state-mark'
import { At, Day } from '../../../components/time'
import { Waiting } from '../../../components/waiting'
import type { Dispatch, Tapal, Trace } from '../../../contract/letters'
import { nameOf, seatName, subjectOf } from '../../../lib/names'
import { useSeat } from '../../access/session/seat'
import { Progress, statesOf } from './progress'
import { useTrace } from './queries'
import { RecallDialog } from './recall-dialog'
import { RecipientCard } from './recipient-card'
import { useChanges } from './use-changes'
import './trace.css'

/** Up to so many recipients are shown with their history unfolded. */
const UNFOLDED = 10
/** Whoever has not acknowledged the letter can lose it again. */
const RECALLABLE = statesBefore('recalled')

export function TracePage() {
  const { t } = useTranslation()
  const id = useParams()['id'] ?? ''
  const trace = useTrace(id)
  return (
    <>
      <p className="back no-print">
        <Link to="/sent">
          <Icon name="back" />
          {t('trace.back')}
        </Link>
      </p>
      {!trace.isSuccess && <PageTitle>{t('trace.title')}</PageTitle>}
      {trace.isPending && <Waiting lines={6} />}
      {trace.isError && <Fault error={trace.error} retry={() => void trace.refetch()} />}
      {trace.data && (
        <Whole
          key={id}
          pages={trace.data.pages}
          more={trace.hasNextPage ? () => void trace.fetchNextPage() : null}
        />
      )}
    </>
  )
}

function Whole({ pages, more }: { pages: Trace[]; more: (() => void) | null }) {
  const { t } = useTranslation()
  const tapals = useMemo(() => pages.flatMap((page) => page.tapals), [pages])
  const [state, setState] = useState<TapalState | ''>('')
  const changes = useChanges(tapals)
  const [first] = pages
  if (!first) return null
  const { dispatch } = first
  const tapalsShown = tapals.filter((tapal) => state === '' || tapal.state === state)
  return (
    <>
      <PageTitle title={`${t('trace.title')}: ${subjectOf(dispatch, t)}`}>{subjectOf(dispatch, t)}</PageTitle>
      <div className="under-title">
        <DispatchMark state={dispatch.state} />
        <span>{dispatch.letterNumber}</span>
      </div>
      {dispatch.masked && <p className="note">{t('masked.hint')}</p>}
      <Summary dispatch={dispatch} tapals={tapals} url={first.workflow.url} />
      <p className="unseen" role="status">
        {changes}
      </p>
      <div className="trace-tools">
        <h2>
          {t('facts.recipients')} <span className="count">{dispatch.recipients}</span>
        </h2>
        {dispatch.recipients > UNFOLDED && (
          <Link className="button no-print" to={`/dispatches/${dispatch.id}/recipients`}>
            {t('ledger.open')}
          </Link>
        )}
        {tapals.length > UNFOLDED && (
          <label className="no-print">
            <span className="unseen">{t('trace.filter')}</span>
            <select value={state} onChange={(event) => setState(event.target.value as TapalState | '')}>
              <option value="">{t('trace.filter-all')}</option>
              {statesOf(dispatch.counts).map(([each, count]) => (
                <option key={each} value={each}>
                  {t(`state.${each}`)} ({count})
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {tapals.length === 0 && <p className="note">{t('trace.waiting')}</p>}
      <div className="recipients">
        {tapalsShown.map((tapal) => (
          <RecipientCard key={tapal.id} tapal={tapal} open={tapals.length <= UNFOLDED} />
        ))}
      </div>
      {more && (
        <button type="button" className="button no-print" onClick={more}>
          {t('more')}
        </button>
      )}
    </>
  )
}

function Summary({ dispatch, tapals, url }: { dispatch: Dispatch; tapals: Tapal[]; url: string | null }) {
  const { t } = useTranslation()
  const { seats } = useSeat()
  const [recalling, setRecalling] = useState(false)
  const [recalled, setRecalled] = useState(false)
  return (
    <section className="card trace-summary" aria-label={t('tapal.details')}>
      <Progress counts={dispatch.counts} countedAt={dispatch.countedAt} />
      <Facts
        facts={[
          [t('facts.from'), `${nameOf(dispatch.sender)} · ${seatName(dispatch.sender)}`, 'wide'],
          [t('facts.kind'), t(`kind.${dispatch.kind}`)],
          [t('facts.letter-date'), <Day key="date" at={dispatch.letterDate} />],
          [t('facts.despatch-number'), dispatch.number],
          [t('facts.file-number'), dispatch.fileNumber],
          [t('facts.urgency'), dispatch.urgency === 'normal' ? null : t(`urgency.${dispatch.urgency}`)],
          [t('facts.sent'), <At key="sent" at={dispatch.acceptedAt} />],
          [t('facts.closed'), dispatch.closedAt && <At at={dispatch.closedAt} />],
          [t('facts.documents'), !dispatch.masked && <Documents key="documents" dispatch={dispatch} />],
        ]}
      />
      <p role="status" className={recalled ? 'done' : 'unseen'}>
        {recalled ? t('trace.recalled') : ''}
      </p>
      <div className="button-row no-print">
        {url && (
          <a className="button" href={url} target="_blank" rel="noreferrer">
            <Icon name="link" />
            {t('trace.temporal')}
          </a>
        )}
        <button type="button" className="button" onClick={() => window.print()}>
          <Icon name="print" />
          {t('trace.print')}
        </button>
        {seats.some(({ id }) => id === dispatch.sender.seat) && recallable(dispatch, tapals) && (
          <button type="button" className="button button-danger-quiet" onClick={() => setRecalling(true)}>
            {t('trace.recall')}
          </button>
        )}
      </div>
      {recalling && (
        <RecallDialog
          id={dispatch.id}
          close={() => setRecalling(false)}
          done={() => {
            setRecalling(false)
            setRecalled(true)
          }}
        />
      )}
    </section>
  )
}

/** Until the letter is completed or recalled, and as long as somebody has not taken it yet. */
function recallable(dispatch: Dispatch, tapals: Tapal[]): boolean {
  if (dispatch.closedAt !== null || dispatch.recalledAt !== null) return false
  return tapals.length === 0 || tapals.some(({ state }) => RECALLABLE.includes(state))
}

function Documents({ dispatch }: { dispatch: Dispatch }) {
  return (
    <>
      {dispatch.documents.map((document) => (
        <a
          key={document.sha256}
          className="document-link"
          href={`/v1/documents/${document.sha256}/content`}
          target="_blank"
          rel="noreferrer"
        >
          {document.name}
        </a>
      ))}
    </>
  )
}
