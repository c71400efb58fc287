// Which way each letter would go, to whom, and why; asked when one wants to know, and gone when the draft changes.

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Fault } from '../../../components/fault'
import { Row, Table } from '../../../components/table'
import { Waiting } from '../../../components/waiting'
import type { DryRun, DryRunRequest } from '../../../contract/letters'
import { systemName } from '../../../lib/code-words'
import type { Draft } from './draft'
import { routeCells } from './route-cells'
import { dryRunOf, useRoutes } from './route-query'

export function RoutePanel({ draft, seat }: { draft: Draft; seat: string }) {
  const { t } = useTranslation()
  const [request, setRequest] = useState<DryRunRequest | null>(null)
  const routes = useRoutes(request)
  useEffect(() => setRequest(null), [draft, seat])
  const none = draft.recipients.length === 0
  const rows = routes.data?.pages.flatMap((page) => page.items) ?? []
  const [first] = routes.data?.pages ?? []
  const columns = ['recipient', 'seat', 'way', 'why'] as const
  return (
    <section className="card route" aria-labelledby="compose-route">
      <h2 id="compose-route">{t('route.title')}</h2>
      <p className="soft">{t('route.intro')}</p>
      <button
        type="button"
        className="button"
        disabled={none}
        onClick={() => setRequest(dryRunOf(draft, seat))}
      >
        {t('route.show')}
      </button>
      <div role="status">
        {request && routes.isPending && <Waiting lines={3} />}
        {first && <Sum run={first} />}
      </div>
      {routes.isError && <Fault error={routes.error} />}
      {rows.length > 0 && (
        <Table
          caption={t('route.title')}
          className="route-table"
          columns={columns.map((column) => t(`route.column.${column}`))}
        >
          {rows.map((row, index) => (
            <Row key={index} cells={routeCells(row, t)} />
          ))}
        </Table>
      )}
      {routes.hasNextPage && (
        <button type="button" className="button" onClick={() => void routes.fetchNextPage()}>
          {t('more')}
        </button>
      )}
    </section>
  )
}

/** How many letters by which mechanism, and how many would be refused. */
function Sum({ run }: { run: DryRun }) {
  const { t } = useTranslation()
  const { byMechanism, refused } = run.counts
  return (
    <ul className="route-sum">
      <li>
        <strong>{t('compose.n-recipients', { count: run.total })}</strong>
      </li>
      {Object.entries(byMechanism).map(([mechanism, count]) => (
        <li key={mechanism}>
          {systemName(mechanism, t)} <span className="count">{count}</span>
        </li>
      ))}
      {refused > 0 && (
        <li>
          {t('route.refused')} <span className="count late">{refused}</span>
        </li>
      )}
    </ul>
  )
}
