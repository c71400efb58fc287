// What a seat has sent, and how far each letter is.

import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { DISPATCH_STATES, type DispatchState } from '../../../../domain/letters/dispatch/dispatch'
import { Empty } from '../../../components/empty'
import { Fault } from '../../../components/fault'
import { PageTitle } from '../../../components/page-title'
import { DispatchMark } from '../../../components/state-mark'
import { At } from '../../../components/time'
import { Waiting } from '../../../components/waiting'
import type { Dispatch, DispatchPage } from '../../../contract/letters'
import { get, query } from '../../../lib/http'
import { keys } from '../../../lib/keys'
import { useSeat } from '../../access/session/seat'
import { Progress } from '../trace/progress'

function useSent(seat: string | null, state: DispatchState | undefined) {
  return useInfiniteQuery({
    queryKey: keys.sent(seat ?? '', state ?? 'all'),
    queryFn: ({ pageParam, signal }) =>
      get<DispatchPage>(
        `/v1/dispatches${query({ seat: seat ?? '', state, limit: '30', cursor: pageParam })}`,
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: seat !== null,
  })
}

export function Sent() {
  const { t } = useTranslation()
  const { seat } = useSeat()
  const [parameters] = useSearchParams()
  const state = DISPATCH_STATES.find((filter) => filter === parameters.get('state'))
  const sentPages = useSent(seat?.id ?? null, state)
  const dispatches = sentPages.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageTitle>{t('sent.title')}</PageTitle>
      {!seat && <Empty icon="sent" text={t('seat.none')} />}
      {seat && (
        <nav className="tabs" aria-label={t('sent.filter')}>
          {[undefined, ...DISPATCH_STATES].map((filter) => (
            <Link
              key={filter ?? 'all'}
              to={`/sent${query({ state: filter })}`}
              aria-current={filter === state ? 'page' : undefined}
            >
              {filter ? t(`dispatch-state.${filter}`) : t('sent.all')}
            </Link>
          ))}
        </nav>
      )}
      {seat && sentPages.isPending && <Waiting lines={6} />}
      {sentPages.isError && <Fault error={sentPages.error} retry={() => void sentPages.refetch()} />}
      {sentPages.isSuccess && dispatches.length === 0 && (
        <Empty icon="sent" text={state ? t('sent.empty-filter') : t('sent.empty')} />
      )}
      {dispatches.length > 0 && <SentTable dispatches={dispatches} />}
      {sentPages.hasNextPage && (
        <button type="button" className="button" onClick={() => void sentPages.fetchNextPage()}>
          {t('more')}
        </button>
      )}
    </>
  )
}

const columns = ['state', 'subject', 'sent', 'recipients'] as const

function SentTable({ dispatches }: { dispatches: Dispatch[] }) {
  const { t } = useTranslation()
  return (
    <table className="table" role="table">
      <caption className="unseen">{t('sent.caption')}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column} scope="col" role="columnheader">
              {t(`facts.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {dispatches.map((dispatch) => (
          <tr key={dispatch.id} role="row" data-row>
            <td role="cell" className="cell-state">
              <DispatchMark state={dispatch.state} />
            </td>
            <td role="cell" className="cell-subject">
              <Link className="subject" to={`/dispatches/${dispatch.id}`}>
                {dispatch.subject}
              </Link>
              <span className="under">
                {t(`kind.${dispatch.kind}`)} · {dispatch.letterNumber}
                {dispatch.number && ` · ${t('facts.despatch-number')} ${dispatch.number}`}
              </span>
            </td>
            <td role="cell" data-label={t('facts.sent')}>
              <At at={dispatch.acceptedAt} as="short" />
            </td>
            <td role="cell" data-label={t('facts.recipients')} className="cell-progress">
              <span className="under">{t('compose.n-recipients', { count: dispatch.recipients })}</span>
              <Progress counts={dispatch.counts} countedAt={dispatch.countedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
