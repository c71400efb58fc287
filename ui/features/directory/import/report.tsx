// The rows that are wrong, each with what to do, and the differences field by field.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Row, Table } from '../../../components/table'
import type { BadRow, Difference, ImportReport } from '../../../contract/directory'
import { ChangeMark } from './change-mark'

const PAGE = 100

export function Report({ report }: { report: ImportReport }) {
  const { t } = useTranslation()
  const { errors, differences } = report
  const changes = report.added + report.changed + report.ended
  return (
    <>
      {errors.length > 0 && <BadRows rows={errors} bad={report.bad} />}
      {differences.length > 0 && (
        <section aria-labelledby="differences">
          <h2 id="differences" className="list-title">
            {t('import.differences')} <span className="count">{changes}</span>
          </h2>
          {changes > differences.length && (
            <p className="soft">{t('import.first', { count: differences.length })}</p>
          )}
          <Differences differences={differences} />
        </section>
      )}
    </>
  )
}

function BadRows({ rows, bad }: { rows: BadRow[]; bad: number }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(PAGE)
  const columns = ['line', 'column', 'value', 'fault', 'remedy'] as const
  return (
    <section aria-labelledby="bad-rows">
      <h2 id="bad-rows" className="list-title">
        {t('import.bad-rows')} <span className="count late">{bad}</span>
      </h2>
      <Table caption={t('import.bad-rows')} columns={columns.map((column) => t(`import.column.${column}`))}>
        {rows.slice(0, shown).map((row, index) => (
          <Row
            key={index}
            cells={[
              [t('import.column.line'), `${t('import.column.line')} ${row.line}`],
              [t('import.column.column'), row.column],
              [t('import.column.value'), row.value && <code className="value">{row.value}</code>],
              [t('import.column.fault'), <span key="fault">{row.detail || row.code}</span>],
              [t('import.column.remedy'), row.remedy],
            ]}
          />
        ))}
      </Table>
      <More all={rows.length} shown={shown} more={() => setShown(shown + PAGE)} />
    </section>
  )
}

function Differences({ differences }: { differences: Difference[] }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(PAGE)
  return (
    <>
      <Table
        caption={t('import.differences')}
        columns={[t('import.column.change'), t('import.column.key'), t('import.column.fields')]}
      >
        {differences.slice(0, shown).map((each) => (
          <Row
            key={`${each.change} ${each.key}`}
            cells={[
              [t('import.column.change'), <ChangeMark key="mark" change={each.change} />],
              [t('import.column.key'), each.key],
              [t('import.column.fields'), <Fields key="fields" difference={each} />],
            ]}
          />
        ))}
      </Table>
      <More all={differences.length} shown={shown} more={() => setShown(shown + PAGE)} />
    </>
  )
}

function More({ all, shown, more }: { all: number; shown: number; more: () => void }) {
  const { t } = useTranslation()
  if (all <= shown) return null
  return (
    <button type="button" className="button" onClick={more}>
      {t('more')}
    </button>
  )
}

/** Each field from → to; of what is added only what it becomes. */
function Fields({ difference }: { difference: Difference }) {
  const { t } = useTranslation()
  return (
    <dl className="diff">
      {Object.entries(difference.fields).map(([name, { from, to }]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {difference.change !== 'added' && (
              <>
                <del>{from ?? '—'}</del> <span aria-hidden="true">→</span>
                <span className="unseen">{t('import.becomes')}</span>{' '}
              </>
            )}
            <ins>{to ?? '—'}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
