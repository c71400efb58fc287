import { useTranslation } from 'react-i18next'
import type { DispatchState } from '../../domain/letters/dispatch/dispatch'
import type { TapalState } from '../../domain/letters/tapal/states'
import { stateLooks } from './state-shapes'

function Shape({ state }: { state: TapalState | DispatchState }) {
  return (
    <svg className="shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={stateLooks[state].path} />
    </svg>
  )
}

/** The state of a tapal by shape and word; with a count where it stands for several. */
export function StateMark({ state, count }: { state: TapalState; count?: number }) {
  const { t } = useTranslation()
  return (
    <span className={`mark ${stateLooks[state].tone}`} data-state={state}>
      <Shape state={state} />
      {t(`state.${state}`)}
      {count !== undefined && <span className="mark-count">{count}</span>}
    </span>
  )
}

/** The state of a dispatch as a whole. */
export function DispatchMark({ state }: { state: DispatchState }) {
  const { t } = useTranslation()
  return (
    <span className={`mark ${state === 'closed' ? 'good' : stateLooks[state].tone}`} data-state={state}>
      <Shape state={state} />
      {t(`dispatch-state.${state}`)}
    </span>
  )
}
