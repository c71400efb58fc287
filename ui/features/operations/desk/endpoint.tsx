// One endpoint: how it stands, what it takes, the keys of its agent, and what was sent to its webhooks.

import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import './desk.css'
import { Missing } from '../../../app/missing'
import { Facts } from '../../../components/facts'
import { Fault } from '../../../components/fault'
import { PageTitle } from '../../../components/page-title'
import { Row, Table } from '../../../components/table'
import { takesFacts } from '../../../components/takes-facts'
import { At } from '../../../components/time'
import { Waiting } from '../../../components/waiting'
import type { DeskEndpoint } from '../../../contract/operations'
import { useHasRole } from '../../access/session/session'
import { DeskLetters } from './endpoint-letters'
import { useDeskEndpoint } from './queries'
import { Webhooks } from './webhooks'

export function EndpointPage() {
  const id = useParams()['id'] ?? ''
  return useHasRole('operator', 'admin') ? <EndpointView key={id} id={id} /> : <Missing />
}

function EndpointView({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data, isPending, isError, error, refetch } = useDeskEndpoint(id)
  return (
    <>
      <p>
        <Link to="/operations">{t('desk.title')}</Link>
      </p>
      <PageTitle>{`${t('desk.filter-endpoint')} ${id}`}</PageTitle>
      {isPending && <Waiting lines={4} />}
      {isError && <Fault error={error} retry={() => void refetch()} />}
      {data && <Standing seen={data} />}
      {data && <Keys keys={data.keys} />}
      {data && <DeskLetters endpoint={id} />}
      {data && <Webhooks endpoint={id} agent={data.agent?.id ?? ''} webhooks={data.webhooks} />}
    </>
  )
}

function Standing({ seen: { endpoint, agent } }: { seen: DeskEndpoint }) {
  const { t } = useTranslation()
  const { mechanism, address, state, by, reason, since, takes, asked } = endpoint
  const held = state === 'open' ? '' : `${by || 'KCS'}: ${reason}`
  return (
    <section className="card desk-section" aria-labelledby="endpoint-standing">
      <h2 id="endpoint-standing">{t('endpoint.standing')}</h2>
      <Facts
        facts={[
          [t('endpoint.agent'), agent && `${agent.name} (${agent.id})`, 'wide'],
          [t('endpoint.offices'), agent?.offices.join(', '), 'wide'],
          [t('endpoint.mechanism'), t(`mechanism.${mechanism}`), 'wide'],
          [t('desk.address'), address, 'wide'],
          [t('desk.column.status'), `${t(`desk.status.${state}`)}${held && ` · ${held}`}`, 'wide'],
          [t('endpoint.since'), since && <At key="since" at={since} />],
          [t('endpoint.two-secrets'), secretsUntil(endpoint)],
          [
            t('desk.column.success'),
            endpoint.lastSuccessAt && <At key="success" at={endpoint.lastSuccessAt} />,
          ],
          [t('endpoint.fetched'), endpoint.fetchedAt && <At key="fetched" at={endpoint.fetchedAt} />],
          [t('desk.asked'), asked && <At key="asked" at={asked.at} />],
          [t('desk.code'), asked?.fault],
        ]}
      />
      <h3>{t('desk.takes')}</h3>
      {takes === null ? <p>{t('desk.takes-unsaid')}</p> : <Facts facts={takesFacts(takes, t)} />}
    </section>
  )
}

function secretsUntil({ formerSecretUntil }: DeskEndpoint['endpoint']) {
  return formerSecretUntil && <At key="secrets" at={formerSecretUntil} />
}

function Keys({ keys }: Pick<DeskEndpoint, 'keys'>) {
  const { t } = useTranslation()
  if (keys.length === 0) return null
  const [begins, state, until] = [t('endpoint.key'), t('endpoint.key-state'), t('endpoint.key-until')]
  const wordsOf = ({ revokedAt, opens }: DeskEndpoint['keys'][number]) =>
    revokedAt !== null ? t('endpoint.key-ended') : opens ? t('endpoint.key-opens') : t('endpoint.key-expired')
  return (
    <section className="desk-section" aria-labelledby="endpoint-keys">
      <h2 id="endpoint-keys">{t('endpoint.keys')}</h2>
      <Table caption={t('endpoint.keys')} columns={[begins, state, until]}>
        {keys.map((key) => {
          const end = key.revokedAt ?? key.expiresAt
          return (
            <Row
              key={key.id}
              cells={[
                [begins, <code key="key">{key.prefix}…</code>],
                [state, wordsOf(key)],
                [until, end && <At at={end} />],
              ]}
            />
          )
        })}
      </Table>
    </section>
  )
}
