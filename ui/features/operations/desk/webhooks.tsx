// The webhooks of an agent: how far each has come, and its log with what the address returned; a change is sent again.

import { useTranslation } from 'react-i18next'
import { Facts } from '../../../components/facts'
import { Fault } from '../../../components/fault'
import { Row, Table } from '../../../components/table'
import { At } from '../../../components/time'
import type { DeskWebhook, WebhookDelivery } from '../../../contract/operations'
import { useResend } from './acts'

interface Props {
  endpoint: string
  agent: string
  webhooks: readonly DeskWebhook[]
}

export function Webhooks({ endpoint, agent, webhooks }: Props) {
  const { t } = useTranslation()
  if (webhooks.length === 0) return null
  return (
    <section className="desk-section" aria-labelledby="endpoint-webhooks">
      <h2 id="endpoint-webhooks">{t('endpoint.webhooks')}</h2>
      {webhooks.map((one) => (
        <Webhook key={one.id} endpoint={endpoint} agent={agent} one={one} />
      ))}
    </section>
  )
}

function Webhook({ endpoint, agent, one }: Omit<Props, 'webhooks'> & { one: DeskWebhook }) {
  const { t } = useTranslation()
  const resend = useResend(endpoint)
  const { id, url, state, death, diedAt, sentUpTo, last, failures, nextAttemptAt, formerSecretUntil } = one
  const dead = death === null ? '' : ` · ${death}`
  return (
    <section className="card desk-section" aria-labelledby={id}>
      <h3 id={id}>{id}</h3>
      <Facts
        facts={[
          [t('desk.address'), url, 'wide'],
          [t('desk.column.status'), `${t(`endpoint.webhook-${state}`)}${dead}`],
          [t('endpoint.since'), diedAt && <At key="died" at={diedAt} />],
          [t('endpoint.sent'), `${sentUpTo} / ${last}`],
          [t('endpoint.failures'), failures > 0 && failures],
          [t('desk.next-try'), nextAttemptAt && <At key="next" at={nextAttemptAt} />],
          [t('endpoint.two-secrets'), formerSecretUntil && <At key="secrets" at={formerSecretUntil} />],
        ]}
      />
      {resend.isError && <Fault error={resend.error} />}
      <p role="status">{resend.data && t('endpoint.resent', { answer: cameOf(resend.data) })}</p>
      <Log
        of={one}
        isBusy={resend.isPending}
        resend={(number) => resend.mutate({ agent, webhook: id, number })}
      />
    </section>
  )
}

/** The status of the answer, or the fault that came instead. */
const cameOf = ({ status, fault }: WebhookDelivery): string => fault ?? `HTTP ${status}`

interface LogProps {
  of: DeskWebhook
  isBusy: boolean
  resend: (number: number) => void
}

function Log({ of: { id, deliveries }, isBusy, resend }: LogProps) {
  const { t } = useTranslation()
  if (deliveries.length === 0) return <p>{t('endpoint.no-deliveries')}</p>
  const [change, at, came] = [t('endpoint.change'), t('desk.when'), t('endpoint.came')]
  const caption = `${t('endpoint.log')}: ${id}`
  return (
    <Table caption={caption} columns={[change, at, came, t('desk.column.acts')]}>
      {deliveries.map((one) => (
        <Row
          key={one.number ?? 'ping'}
          cells={[
            [
              change,
              <>
                {one.number === null ? '' : `${one.number} `}
                {one.kind}
              </>,
            ],
            [
              at,
              <>
                <At at={one.at} as="exact" />
                <span className="under">{t('desk.try-of', { n: one.tries })}</span>
              </>,
            ],
            [
              came,
              <>
                <span className={one.taken ? 'tag' : 'tag tag-bad'}>{cameOf(one)}</span>
                {one.answer && <span className="under">{one.answer}</span>}
              </>,
            ],
            [
              t('desk.column.acts'),
              one.number !== null && <Again key="again" {...{ one, isBusy, resend }} />,
            ],
          ]}
        />
      ))}
    </Table>
  )
}

function Again({ one, isBusy, resend }: Omit<LogProps, 'of'> & { one: WebhookDelivery }) {
  const { t } = useTranslation()
  const { number } = one
  return (
    <button
      type="button"
      className="button button-small"
      aria-label={`${t('endpoint.resend')}: ${number}`}
      disabled={isBusy}
      onClick={() => number !== null && resend(number)}
    >
      {t('endpoint.resend')}
    </button>
  )
}
