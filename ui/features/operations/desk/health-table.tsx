import { useTranslation } from 'react-i18next'
import { Row, Table } from '../../../components/table'
import { Age, At } from '../../../components/time'
import { DESK_STATES } from '../../../../domain/operations/desk/desk'
import type { SystemHealth } from '../../../contract/operations'
import type { Act } from './queries'

/** How each system stands, with what can be done with it. */
export function HealthTable({ systems, act }: { systems: SystemHealth[]; act: (act: Act) => void }) {
  const { t } = useTranslation()
  const column = (name: 'system' | 'status' | 'queue' | 'trouble' | 'success' | 'acts') =>
    t(`desk.column.${name}`)
  return (
    <Table
      caption={t('desk.systems')}
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
            [
              column('system'),
              <>
                {one.id}
                <span className="under">{t(`mechanism.${one.mechanism}`)}</span>
              </>,
            ],
            [
              column('status'),
              <>
                <span className={one.state === 'open' ? 'tag' : 'tag tag-bad'}>
                  {t(`desk.status.${one.state}`)}
                </span>
                {one.state !== 'open' && (
                  <span className="under">
                    {one.by || 'KCS'}: {one.reason} {one.pausedAt && <At at={one.pausedAt} />}
                  </span>
                )}
              </>,
            ],
            [
              column('queue'),
              <>
                {one.queued} {one.queuedSince && <Age since={one.queuedSince} />}
              </>,
            ],
            [
              column('trouble'),
              <>
                {DESK_STATES.filter((state) => one.letters[state] > 0)
                  .map((state) => `${t(`desk.state.${state}`)}: ${one.letters[state]}`)
                  .join(', ')}
                <span className="under">
                  {one.faults.map(({ code, count }) => `${code} (${count})`).join(', ')}
                </span>
              </>,
            ],
            [column('success'), one.lastSuccessAt && <At at={one.lastSuccessAt} />],
            [
              column('acts'),
              <>
                {(one.state === 'open' ? (['pause'] as const) : (['resume'] as const)).map((name) => (
                  <button
                    key={name}
                    type="button"
                    className="button"
                    aria-label={`${t(`desk.act.${name}`)}: ${one.id}`}
                    onClick={() => act({ on: 'endpoint', act: name, id: one.id })}
                  >
                    {t(`desk.act.${name}`)}
                  </button>
                ))}
                {one.agent !== null && one.state !== 'gone' && (
                  <button
                    type="button"
                    className="button"
                    aria-label={`${t('desk.act.gone')}: ${one.id}`}
                    onClick={() => act({ on: 'endpoint', act: 'gone', id: one.id })}
                  >
                    {t('desk.act.gone')}
                  </button>
                )}
              </>,
            ],
          ]}
        />
      ))}
    </Table>
  )
}
