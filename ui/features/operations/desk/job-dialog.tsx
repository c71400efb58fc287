// One act on letters: why, how many in a minute, and for another way by which.

import { useTranslation } from 'react-i18next'
import { LETTER_REFUSALS } from '../../../../domain/letters/routing/refusal'
import { type DeskAct, MAX_PER_MINUTE, USUAL_PER_MINUTE } from '../../../../domain/operations/desk/desk'
import { FormDialog } from '../../../components/form-dialog'
import { SelectField } from '../../../components/select-field'
import type { SystemHealth } from '../../../contract/operations'
import { useForm } from '../../../lib/use-form'
import { type Said, useBeginJob } from './acts'
import { isReason, ReasonField } from './reason-field'

/** An act on letters that were ticked, or on all that conditions find. */
export type Chosen = { act: DeskAct } & ({ letters: string[] } | { filter: Record<string, string> })

const RATES = [60, USUAL_PER_MINUTE, MAX_PER_MINUTE].map(String)
/** What the system of a named way does not take is said at the way. */
const REFUSED = Object.fromEntries(LETTER_REFUSALS.map((code) => [code, 'way'] as const))
/** By the present profile of each office. */
const PRESENT = ''

interface Props {
  chosen: Chosen
  systems: readonly SystemHealth[]
  close: () => void
  done: (said: Said) => void
}

export function JobDialog({ chosen, systems, close, done }: Props) {
  const { t } = useTranslation()
  const { act, ...which } = chosen
  const letters = 'letters' in which ? which.letters : null
  const form = useForm({
    id: 'desk-job',
    initial: { way: PRESENT, rate: String(USUAL_PER_MINUTE), reason: '' },
    rules: ({ reason }) => ({ reason: [isReason(reason), t('desk.reason-missing')] }),
    fieldOfCode: REFUSED,
    mutation: useBeginJob(),
    request: ({ way, rate, reason }, key) => ({
      act,
      ...which,
      ...(way !== PRESENT && { way }),
      perMinute: Number(rate),
      reason: reason.trim(),
      key,
    }),
    done: ({ state, done: n, passed }) =>
      done((inWords) => inWords(state === 'under-way' ? 'desk.job' : 'desk.job-done', { done: n, passed })),
  })
  const ways = systems.filter(({ state }) => state !== 'gone').map(({ id }) => id)
  const many = letters === null || letters.length > 1
  const about =
    letters === null
      ? t('desk.found')
      : letters.length > 1
        ? t('desk.chosen', { count: letters.length })
        : letters[0]
  return (
    <FormDialog
      form={form}
      title={t(`desk.act.${act}`)}
      intro={t(`desk.act-intro.${act}`)}
      about={about ?? ''}
      words={{ submit: t(`desk.act.${act}`), busy: t('desk.busy') }}
      danger={act === 'give-up'}
      close={close}
    >
      {act === 'reroute' && (
        <SelectField
          {...form.field('way')}
          label={t('desk.way')}
          values={[PRESENT, ...ways]}
          words={(way) => (way === PRESENT ? t('desk.way-present') : way)}
        />
      )}
      {many && (
        <SelectField
          {...form.field('rate')}
          label={t('desk.rate')}
          values={RATES}
          words={(n) => t('desk.per-minute', { n })}
        />
      )}
      <ReasonField field={form.field('reason')} />
    </FormDialog>
  )
}
