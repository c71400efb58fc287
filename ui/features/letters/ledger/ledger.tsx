// The recipients of a letter: how many stand how, by district and department, and each of them in a list.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'react-router'
import { Empty } from '../../../components/empty'
import { Fault } from '../../../components/fault'
import { Icon } from '../../../components/icon'
import { PageTitle } from '../../../components/page-title'
import { DispatchMark } from '../../../components/state-mark'
import { Waiting } from '../../../components/waiting'
import type { Dispatch, Tally } from '../../../contract/letters'
import { query } from '../../../lib/http'
import { nameOf, subjectOf } from '../../../lib/names'
import { useSettled } from '../../../lib/use-settled'
import { Progress } from '../trace/progress'
import { Acts, ActsBefore } from './acts'
import { LedgerFilters } from './ledger-filters'
import { NO_QUESTION, NONE, pathOf, type Question, useLedger, useLetter, useTally } from './queries'
import { RecipientRows } from './recipient-rows'
import { ShareTable } from './share-table'
import './ledger.css'

export function LedgerPage() {
  const { t } = useTranslation()
  const id = useParams()['id'] ?? ''
  const letter = useLetter(id)
  const tally = useTally(id, letter.data ? letter.data.closedAt !== null : false)
  const isWaiting = letter.isPending || tally.isPending
  const failed = letter.isError ? letter : tally.isError ? tally : null
  return (
    <>
      <p className="back no-print">
        <Link to={`/dispatches/${id}`}>
          <Icon name="back" />
          {t('ledger.back')}
        </Link>
      </p>
      {!letter.isSuccess && <PageTitle>{t('ledger.title')}</PageTitle>}
      {isWaiting && !failed && <Waiting lines={6} />}
      {failed && <Fault error={failed.error} retry={() => void failed.refetch()} />}
      {letter.data && tally.data && <Whole key={id} letter={letter.data} tally={tally.data} />}
    </>
  )
}

/** What is asked for stands in the address, so that a list can be sent to somebody. */
function useQuestion(): [Question, (question: Question) => void] {
  const [parameters, setParameters] = useSearchParams()
  const question = Object.fromEntries(
    Object.keys(NO_QUESTION).map((name) => [name, parameters.get(name) ?? '']),
  ) as Question
  const set = (next: Question) => setParameters(query(next), { replace: true })
  return [question, set]
}

function Whole({ letter, tally }: { letter: Dispatch; tally: Tally }) {
  const { t } = useTranslation()
  const [question, setQuestion] = useQuestion()
  const subject = subjectOf(letter, t)
  const here = `/dispatches/${letter.id}/recipients`
  return (
    <>
      <PageTitle title={`${t('ledger.title')}: ${subject}`}>{subject}</PageTitle>
      <div className="under-title">
        <DispatchMark state={letter.state} />
        <span>{letter.letterNumber}</span>
      </div>
      <section className="card ledger-summary" aria-label={t('trace.progress')}>
        <Progress counts={tally.counts} countedAt={tally.asOf} />
        <p className="soft">
          {t('ledger.total', { count: tally.recipients })} · {t('ledger.owing', { count: tally.owing })}
        </p>
        <Acts letter={letter} tally={tally} district={question.district} />
      </section>
      <Shares tally={tally} here={here} />
      <ActsBefore id={letter.id} />
      <h2 id="ledger-list">
        {t('facts.recipients')} <span className="count">{tally.recipients}</span>
      </h2>
      <LedgerFilters tally={tally} value={question} set={setQuestion} />
      <List id={letter.id} question={question} />
    </>
  )
}

function Shares({ tally, here }: { tally: Tally; here: string }) {
  const { t } = useTranslation()
  const [by, setBy] = useState<'district' | 'department'>('district')
  const linkTo = (of: string, standing?: string) => `${here}${query({ [by]: of, standing })}#ledger-list`
  const districts = tally.districts.map(({ district, ...sums }) => ({
    ...sums,
    of: district || NONE,
    name: district || t('ledger.no-district'),
  }))
  const departments = tally.departments.map(({ department, ...share }) => ({
    ...share,
    of: department || NONE,
    name: department === '' ? t('ledger.no-department') : nameOf(share),
  }))
  return (
    <>
      <div className="button-row ledger-by no-print" role="group" aria-label={t('ledger.by')}>
        {(['district', 'department'] as const).map((one) => (
          <button
            key={one}
            type="button"
            className="button button-small"
            aria-pressed={one === by}
            onClick={() => setBy(one)}
          >
            {t(`ledger.by-${one}`)}
          </button>
        ))}
      </div>
      <ShareTable
        caption={t(`ledger.${by}`)}
        shares={by === 'district' ? districts : departments}
        standings={tally.standings}
        linkTo={linkTo}
      />
    </>
  )
}

function List({ id, question }: { id: string; question: Question }) {
  const { t } = useTranslation()
  const settled = useSettled(question.office, 300)
  const asked = { ...question, office: settled.trim() }
  const pages = useLedger(id, asked)
  const entries = pages.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      {pages.isPending && <Waiting lines={6} />}
      {pages.isError && <Fault error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isSuccess && entries.length === 0 && <Empty icon="sent" text={t('ledger.none')} />}
      {entries.length > 0 && <RecipientRows entries={entries} />}
      <div className="button-row no-print">
        {pages.hasNextPage && (
          <button type="button" className="button" onClick={() => void pages.fetchNextPage()}>
            {t('more')}
          </button>
        )}
        <a className="button" href={`${pathOf(id)}/recipients/export${query(asked)}`} download>
          {t('ledger.export')}
        </a>
      </div>
    </>
  )
}
