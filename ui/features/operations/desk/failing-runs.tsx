import { useTranslation } from 'react-i18next'
import { Fault } from '../../../components/fault'
import { Row, Table } from '../../../components/table'
import { Age, At } from '../../../components/time'
import { useFailingRuns } from './queries'

/** Runs whose code fails again and again, the longest first, and what to do; nothing where there are none. */
export function FailingRuns() {
  const { t } = useTranslation()
  const { data: runs, isError, error, refetch } = useFailingRuns()
  if (isError) return <Fault error={error} retry={() => void refetch()} />
  if (!runs?.length) return null
  const [which, cause, since] = [t('desk.failing-of'), t('desk.failing-cause'), t('desk.failing-since')]
  return (
    <section className="desk-section" aria-labelledby="desk-failing">
      <h2 id="desk-failing">{t('desk.failing')}</h2>
      <p className="note note-wait">{t('desk.failing-hint')}</p>
      <Table caption={t('desk.failing')} columns={[which, cause, since, t('desk.run')]}>
        {runs.map((run) => (
          <Row
            key={`${run.case} ${run.subject}`}
            cells={[
              [
                which,
                <>
                  {run.subject}
                  <span className="under">{run.case}</span>
                </>,
              ],
              [cause, run.cause],
              [
                since,
                <>
                  <At at={run.since} as="short" />
                  <span className="under">
                    <Age since={run.since} />
                  </span>
                </>,
              ],
              [
                t('desk.run'),
                run.temporal && (
                  <a
                    href={run.temporal}
                    target="_blank"
                    rel="noreferrer"
                    aria-label={`${t('desk.failing-look')}: ${run.subject}`}
                  >
                    {t('desk.failing-look')}
                  </a>
                ),
              ],
            ]}
          />
        ))}
      </Table>
    </section>
  )
}
