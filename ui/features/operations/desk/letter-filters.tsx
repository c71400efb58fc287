import { useTranslation } from 'react-i18next'
import { MECHANISMS } from '../../../../domain/letters/systems'
import { DESK_STATES } from '../../../../domain/operations/desk/desk'
import { SelectField } from '../../../components/select-field'
import { TextField } from '../../../components/text-field'
import type { SystemHealth } from '../../../contract/operations'
import { instantOf } from '../../../lib/time'

/** Which letters are listed; an empty text is no condition. Instants are local ones of Kerala. */
export const NO_CONDITIONS = {
  state: '',
  mechanism: '',
  endpoint: '',
  code: '',
  office: '',
  since: '',
  until: '',
}
export type Conditions = typeof NO_CONDITIONS

/** The conditions that are given, as the service takes them. */
export function filterOf({ since, until, ...texts }: Conditions): Record<string, string> {
  const all = { ...texts, since: since && instantOf(since), until: until && instantOf(until) }
  const entries = Object.entries(all).map(([name, value]) => [name, value.trim()] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}

interface Props {
  systems: readonly SystemHealth[]
  value: Conditions
  set: (value: Conditions) => void
}

/** The letters of the desk by state, system, cause, office and age. */
export function LetterFilters({ systems, value, set }: Props) {
  const { t } = useTranslation()
  const field = (name: keyof Conditions) => ({
    id: `desk-${name}`,
    value: value[name],
    set: (text: string) => set({ ...value, [name]: text }),
  })
  return (
    <div className="desk-filters">
      <SelectField
        {...field('state')}
        label={t('desk.filter-state')}
        values={['', ...DESK_STATES]}
        words={(state) => (state === '' ? t('desk.all') : t(`desk.state.${state}`))}
        value={DESK_STATES.find((state) => state === value.state) ?? ''}
      />
      <SelectField
        {...field('mechanism')}
        label={t('desk.filter-system')}
        values={['', ...MECHANISMS]}
        words={(mechanism) => (mechanism === '' ? t('desk.all') : t(`mechanism.${mechanism}`))}
        value={MECHANISMS.find((mechanism) => mechanism === value.mechanism) ?? ''}
      />
      <SelectField
        {...field('endpoint')}
        label={t('desk.filter-endpoint')}
        values={['', ...systems.map(({ id }) => id)]}
        words={(id) => (id === '' ? t('desk.all') : id)}
      />
      <TextField {...field('code')} label={t('desk.code')} />
      <TextField {...field('office')} label={t('desk.filter-office')} />
      <TextField {...field('since')} label={t('desk.filter-since')} type="datetime-local" />
      <TextField {...field('until')} label={t('desk.filter-until')} type="datetime-local" />
    </div>
  )
}
