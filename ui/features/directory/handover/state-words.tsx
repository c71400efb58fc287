import type { TFunction } from 'i18next'
import type { DispatchState } from '../../../../domain/letters/dispatch/dispatch'
import type { TapalState } from '../../../../domain/letters/tapal/states'
import { DispatchMark, StateMark } from '../../../components/state-mark'
import { stateLooks } from '../../../components/state-shapes'
import type { Handover, OpenItem } from '../../../contract/directory'

/** The state of an open item by shape and word; one we have no shape for by its code. */
export function openState({ kind, state }: OpenItem, _t: TFunction) {
  if (!(state in stateLooks)) return state
  return kind === 'tapal' ? (
    <StateMark state={state as TapalState} />
  ) : (
    <DispatchMark state={state as DispatchState} />
  )
}

/** The state of a handover in words. */
export function handoverState({ state, oneSided }: Handover, t: TFunction): string {
  return oneSided ? t('handover.state.one-sided') : t(`handover.state.${state}`)
}
