import { useTranslation } from 'react-i18next'
import type { TapalState } from '../../../../domain/letters/tapal/states'
import { StateMark } from '../../../components/state-mark'
import { At } from '../../../components/time'
import { stateLooks } from '../../../components/state-shapes'
import type { Counts } from '../../../contract/letters'
import './progress.css'

const ORDER = Object.keys(stateLooks) as TapalState[]

/** The states that occur, in the order of a letter's way. */
export function statesOf(counts: Counts): [TapalState, number][] {
  return ORDER.flatMap((state): [TapalState, number][] => {
    const count = counts[state] ?? 0
    return count > 0 ? [[state, count]] : []
  })
}

interface Props {
  counts: Counts
  /** Since when changes may be missing; null where none is. */
  countedAt?: string | null
}

/** How many recipients are in which state, as a bar and in words. */
export function Progress({ counts, countedAt = null }: Props) {
  const { t } = useTranslation()
  const states = statesOf(counts)
  if (states.length === 0) return null
  return (
    <div className="progress">
      <svg className="progress-bar" height="10" width="100%" aria-hidden="true">
        {bars(states).map(({ state, x, width }) => (
          <rect key={state} className={stateLooks[state].tone} x={`${x}%`} width={`${width}%`} height="10" />
        ))}
      </svg>
      <ul className="progress-states" aria-label={t('trace.progress')}>
        {states.map(([state, count]) => (
          <li key={state}>
            <StateMark state={state} count={count} />
          </li>
        ))}
      </ul>
      {countedAt && (
        <p className="under">
          {t('ledger.as-of')} <At at={countedAt} as="short" />
        </p>
      )}
    </div>
  )
}

function bars(states: [TapalState, number][]) {
  const total = states.reduce((sum, [, count]) => sum + count, 0)
  let x = 0
  return states.map(([state, count]) => {
    const bar = { state, x, width: (100 * count) / total }
    x += bar.width
    return bar
  })
}
