// All service levels, each with what it is for, its times, since when, and what it said before.

import { useTranslation } from 'react-i18next'
import { LEVEL_CLOCKS } from '../../../../domain/letters/dispatch/dispatch'
import { isEnd } from '../../../../domain/letters/service-level/level'
import { Row, Table } from '../../../components/table'
import type { ServiceLevel } from '../../../contract/letters'
import { currentLanguage } from '../../../lib/i18n'
import { nameOf } from '../../../lib/names'
import { date } from '../../../lib/time'
import { conditionWords, termWords } from './level-words'

interface Props {
  levels: readonly ServiceLevel[]
  /** What may be done with a level; null where the reader may not. */
  acts: { change: (level: ServiceLevel) => void; end: (level: ServiceLevel) => void } | null
}

export function LevelTable({ levels, acts }: Props) {
  const { t } = useTranslation()
  return (
    <Table
      caption={t('levels.title')}
      className="levels"
      columns={[
        t('levels.level'),
        t('levels.for'),
        t('levels.times'),
        t('levels.valid'),
        ...(acts ? [t('levels.acts')] : []),
      ]}
    >
      {levels.map((level) => (
        <Row
          key={level.id}
          cells={[
            [t('levels.level'), <Name level={level} />],
            [t('levels.for'), <Lines lines={conditionWords(level.when, t)} />],
            [t('levels.times'), <Times text={level} />],
            [t('levels.valid'), <Valid level={level} />],
            ...(acts
              ? [
                  [
                    t('levels.acts'),
                    <span className="level-acts">
                      <button type="button" className="button" onClick={() => acts.change(level)}>
                        {t('levels.change')}
                        <span className="unseen">: {nameOf(level)}</span>
                      </button>
                      {!hasEnded(level) && (
                        <button type="button" className="button" onClick={() => acts.end(level)}>
                          {t('levels.end')}
                          <span className="unseen">: {nameOf(level)}</span>
                        </button>
                      )}
                    </span>,
                  ] as const,
                ]
              : []),
          ]}
        />
      ))}
    </Table>
  )
}

function hasEnded(level: ServiceLevel): boolean {
  return isEnd(level) || (level.until !== null && level.until <= new Date().toISOString())
}

function Name({ level }: { level: ServiceLevel }) {
  const { t } = useTranslation()
  return (
    <>
      {nameOf(level)}
      <span className="under">{t('levels.version', { id: level.id, version: level.version })}</span>
      {level.source && <span className="under">{t('levels.source-is', { source: level.source })}</span>}
    </>
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="level-lines">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

type Text = Pick<ServiceLevel, 'terms' | 'escalateEverySeconds'>

function Times({ text: { terms, escalateEverySeconds } }: { text: Text }) {
  const { t } = useTranslation()
  const lines = LEVEL_CLOCKS.flatMap((clock) => {
    const term = terms[clock]
    return term ? [`${t(`levels.clock.${clock}`)}: ${termWords(term)}`] : []
  })
  const every = termWords({ amount: escalateEverySeconds, unit: 'seconds' })
  return <Lines lines={[...lines, `${t('levels.every')}: ${every}`]} />
}

function Valid({ level }: { level: ServiceLevel }) {
  const { t } = useTranslation()
  const language = currentLanguage()
  const { from, until, earlier } = level
  return (
    <>
      {isEnd(level)
        ? t('levels.ends-on', { until: date(from, language) })
        : until === null
          ? t('levels.from-day', { from: date(from, language) })
          : t('levels.from-until', { from: date(from, language), until: date(until, language) })}
      {earlier.length > 0 && (
        <details>
          <summary>{t('levels.earlier', { count: earlier.length })}</summary>
          {earlier.toReversed().map((text) => (
            <div key={text.version} className="level-earlier">
              <strong>{t('levels.version-only', { version: text.version })}</strong>
              <Lines lines={conditionWords(text.when, t)} />
              <Times text={text} />
            </div>
          ))}
        </details>
      )}
    </>
  )
}
