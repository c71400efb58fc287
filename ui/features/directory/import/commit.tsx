// What an import would do, in numbers, and the button that does it.

import { useTranslation } from 'react-i18next'
import type { ImportMode } from '../../../../domain/directory/import/names'
import type { ImportReport } from '../../../contract/directory'

interface Props {
  report: ImportReport
  mode: ImportMode
  written: boolean
  pending: boolean
  commit: () => void
}

const COUNTS = ['rows', 'added', 'changed', 'ended', 'unchanged', 'bad'] as const

export function Commit({ report, mode, written, pending, commit }: Props) {
  const { t } = useTranslation()
  const changes = report.added + report.changed + report.ended
  const blocked = report.bad > 0 && mode === 'all-or-nothing'
  return (
    <section className="card import-sum" aria-labelledby="import-sum">
      <h2 id="import-sum">{written ? t('import.done') : t('import.would')}</h2>
      <dl className="import-counts">
        {COUNTS.map((name) => (
          <div key={name} className={name === 'bad' && report.bad > 0 ? 'import-bad' : undefined}>
            <dt>{t(`import.count.${name}`)}</dt>
            <dd>{report[name]}</dd>
          </div>
        ))}
      </dl>
      {written && (
        <p className="done" role="status">
          {t('import.written', { count: changes })}
        </p>
      )}
      {!written && changes === 0 && report.bad === 0 && <p className="note">{t('import.nothing')}</p>}
      {!written && blocked && <p className="note note-wait">{t('import.blocked')}</p>}
      {!written && changes > 0 && !blocked && (
        <button
          type="button"
          className="button button-main"
          aria-disabled={pending}
          onClick={() => !pending && commit()}
        >
          {pending ? t('import.busy') : t('import.submit', { count: changes })}
        </button>
      )}
    </section>
  )
}
