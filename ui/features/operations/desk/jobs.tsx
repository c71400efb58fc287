import { useTranslation } from 'react-i18next'
import { Fault } from '../../../components/fault'
import { Row, Table } from '../../../components/table'
import { At } from '../../../components/time'
import type { DeskJob } from '../../../contract/operations'
import type { Act } from './acts'
import { useJobs } from './queries'

/** The newest jobs, how far they are, and stopping one that is under way. */
export function Jobs({ act }: { act: (act: Act) => void }) {
  const { t } = useTranslation()
  const jobs = useJobs()
  return (
    <section className="desk-section" aria-labelledby="desk-jobs">
      <h2 id="desk-jobs">{t('desk.jobs')}</h2>
      {jobs.isError && <Fault error={jobs.error} retry={() => void jobs.refetch()} />}
      {jobs.data?.length === 0 && <p className="soft">{t('desk.jobs-none')}</p>}
      {jobs.data && jobs.data.length > 0 && (
        <Table
          caption={t('desk.jobs')}
          columns={[t('desk.what'), t('desk.job-of'), t('desk.job-progress'), t('desk.job-by')]}
        >
          {jobs.data.map((job) => (
            <Row
              key={job.id}
              cells={[
                [
                  t('desk.what'),
                  <>
                    {t(`desk.act.${job.act}`)}
                    <span className="under">
                      {job.way ?? ''} <At at={job.at} as="short" />
                    </span>
                  </>,
                ],
                [t('desk.job-of'), <Which key="which" job={job} />],
                [t('desk.job-progress'), <Progress key="progress" job={job} act={act} />],
                [
                  t('desk.job-by'),
                  <>
                    {job.by}
                    <span className="under">{job.reason}</span>
                  </>,
                ],
              ]}
            />
          ))}
        </Table>
      )}
    </section>
  )
}

function Which({ job: { letters, filter, perMinute } }: { job: DeskJob }) {
  const { t } = useTranslation()
  const { since, until, state, mechanism, ...texts } = filter ?? {}
  return (
    <>
      {letters !== null && t('desk.chosen', { count: letters })}
      {[state && t(`desk.state.${state}`), mechanism && t(`mechanism.${mechanism}`), ...Object.values(texts)]
        .filter(Boolean)
        .join(', ')}{' '}
      {since && <At at={since} as="short" />}
      {(since ?? until) && ' – '}
      {until && <At at={until} as="short" />}
      <span className="under">{t('desk.per-minute', { n: perMinute })}</span>
    </>
  )
}

function Progress({ job: { id, state, done, passed }, act }: { job: DeskJob; act: (act: Act) => void }) {
  const { t } = useTranslation()
  return (
    <>
      <span className="tag">{t(`desk.job-state.${state}`)}</span> {done}
      {passed > 0 && <span className="under">{t('desk.job-passed', { n: passed })}</span>}
      {state === 'under-way' && (
        <button
          type="button"
          className="button button-small"
          aria-label={`${t('desk.act.stop')}: ${id}`}
          onClick={() => act({ on: 'job', act: 'stop', id })}
        >
          {t('desk.act.stop')}
        </button>
      )}
    </>
  )
}
