import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { isAgentSystem, isRegisteredSystem, settingNames } from '../../../../domain/letters/systems'
import { DESK_STATES } from '../../../../domain/operations/desk/desk'
import { Facts } from '../../../components/facts'
import { Row, Table } from '../../../components/table'
import { takesFacts } from '../../../components/takes-facts'
import { Age, At } from '../../../components/time'
import type { SystemHealth } from '../../../contract/operations'
import type { Sheet } from './sheet'

interface Props {
  systems: readonly SystemHealth[]
  ask: (sheet: Sheet) => void
}

/** How each system stands, with what can be done with it. */
export function HealthTable({ systems, ask }: Props) {
  const { t } = useTranslation()
  const column = (name: 'system' | 'status' | 'queue' | 'trouble' | 'success' | 'acts') =>
    t(`desk.column.${name}`)
  return (
    <Table
      caption={t('desk.systems')}
      className="desk-systems"
      columns={[
        column('system'),
        column('status'),
        column('queue'),
        column('trouble'),
        column('success'),
        column('acts'),
      ]}
    >
      {systems.map((one) => (
        <Row
          key={one.id}
          cells={[
            [column('system'), <Name key="name" one={one} />],
            [column('status'), <Status key="status" one={one} />],
            [
              column('queue'),
              <>
                {one.queued}
                <Oldest key="oldest" since={one.queuedSince} />
              </>,
            ],
            [column('trouble'), <Trouble key="trouble" one={one} />],
            [column('success'), one.lastSuccessAt && <At at={one.lastSuccessAt} />],
            [column('acts'), <Acts key="acts" one={one} ask={ask} />],
          ]}
        />
      ))}
    </Table>
  )
}

function Name({ one }: { one: SystemHealth }) {
  const { t } = useTranslation()
  return (
    <>
      <Link to={`/operations/endpoints/${encodeURIComponent(one.id)}`}>{one.id}</Link>
      <span className="under">{t(`mechanism.${one.mechanism}`)}</span>
      <span className="under">{one.address}</span>
      {one.state === 'paused' && one.temporal && (
        <a className="under" href={one.temporal} target="_blank" rel="noreferrer">
          {t('desk.run')}
        </a>
      )}
      <Takes one={one} />
    </>
  )
}

/** What its system says that it takes: letters beside it go by the next way of their office. */
function Takes({ one: { id, takes, asked } }: { one: SystemHealth }) {
  const { t } = useTranslation()
  if (asked === null) return null
  return (
    <details className="desk-takes">
      <summary aria-label={`${t('desk.takes')}: ${id}`}>{t('desk.takes')}</summary>
      {takes === null ? t('desk.takes-unsaid') : <Facts facts={takesFacts(takes, t)} />}
      <span className="under">
        {t('desk.asked')}: <At at={asked.at} /> {asked.fault}
      </span>
    </details>
  )
}

function Status({ one }: { one: SystemHealth }) {
  const { t } = useTranslation()
  if (one.state === 'open') return <span className="tag">{t('desk.status.open')}</span>
  return (
    <>
      <span className="tag tag-bad">{t(`desk.status.${one.state}`)}</span>
      <span className="under">
        {one.by || 'KCS'}: {one.reason} {one.pausedAt && <At at={one.pausedAt} />}
      </span>
    </>
  )
}

function Oldest({ since }: { since: string | null }) {
  const { t } = useTranslation()
  return (
    since && (
      <span className="under">
        {t('desk.oldest')}: <Age since={since} />
      </span>
    )
  )
}

/** Letters of the desk by state, the age of the oldest, and what went wrong how often. */
function Trouble({ one }: { one: SystemHealth }) {
  const { t } = useTranslation()
  const states = DESK_STATES.filter((state) => one.letters[state] > 0)
  if (states.length === 0) return null
  return (
    <>
      {states.map((state) => `${t(`desk.state.${state}`)}: ${one.letters[state]}`).join(', ')}
      <Oldest since={one.oldest} />
      <span className="under">{one.faults.map(({ code, count }) => `${code} (${count})`).join(', ')}</span>
    </>
  )
}

function Acts({ one, ask }: { one: SystemHealth } & Pick<Props, 'ask'>) {
  const { t } = useTranslation()
  const { id, state, mechanism } = one
  const isAgent = isAgentSystem(mechanism)
  const button = (act: 'pause' | 'resume' | 'gone' | 'address' | 'secret', sheet: Sheet) => (
    <button
      key={act}
      type="button"
      className="button button-small"
      aria-label={`${t(`desk.act.${act}`)}: ${id}`}
      onClick={() => ask(sheet)}
    >
      {t(`desk.act.${act}`)}
    </button>
  )
  const turn = state === 'open' ? 'pause' : 'resume'
  return (
    <span className="desk-acts">
      {button(turn, { on: 'endpoint', act: turn, id })}
      {isAgent && button('address', { on: 'address', system: one })}
      {isAgent && settingNames(mechanism).length > 0 && button('secret', { on: 'secret', system: one })}
      {isRegisteredSystem(mechanism) &&
        state !== 'gone' &&
        button('gone', { on: 'endpoint', act: 'gone', id })}
    </span>
  )
}
