// The way of a tapal at a glance: the stages every letter goes through, which are behind it, and where it left the way.

import { useTranslation } from 'react-i18next'
import type { TapalState } from '../../../../domain/letters/tapal/states'
import type { Tapal } from '../../../contract/letters'

const STEPS = ['routed', 'delivered', 'acknowledged', 'opened', 'closed'] as const

/** How many steps are behind a tapal in a state; endings count from what its history reached. */
const stepsReached: Partial<Record<TapalState, number>> = {
  routed: 1,
  'handed-over': 1,
  delivered: 2,
  acknowledged: 3,
  opened: 4,
  'in-process': 4,
  closed: 5,
}

export function stepsBehind(tapal: Pick<Tapal, 'state' | 'history'>): number {
  const states = [tapal.state, ...(tapal.history ?? []).map((event) => event.state)]
  return Math.max(1, ...states.map((state) => stepsReached[state] ?? 0))
}

export function Journey({ tapal }: { tapal: Tapal }) {
  const { t } = useTranslation()
  const behind = stepsBehind(tapal)
  const steps = tapal.purpose === 'information' ? STEPS.slice(0, Math.max(2, behind)) : STEPS
  return (
    <ol className="journey" aria-label={t('trace.journey')}>
      {steps.map((step, index) => {
        const isDone = index < behind
        const words = { step: t(`trace.steps.${step}`) }
        return (
          <li key={step} className={isDone ? 'step step-done' : 'step'}>
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
              <circle cx="8" cy="8" r="6.500" />
              {isDone && <path d="M5 8l2.200 2.200L11 6" />}
            </svg>
            <span className="step-word" aria-hidden="true">
              {words.step}
            </span>
            <span className="unseen">
              {isDone ? t('trace.step-done', words) : t('trace.step-open', words)}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
