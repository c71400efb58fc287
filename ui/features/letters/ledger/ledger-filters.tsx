import { useTranslation } from 'react-i18next'
import { LEDGER_STANDINGS } from '../../../../domain/letters/ledger/standing'
import { SelectField } from '../../../components/select-field'
import { TextField } from '../../../components/text-field'
import type { Tally } from '../../../contract/letters'
import { nameOf } from '../../../lib/names'
import { NONE, type Question } from './queries'

interface Props {
  tally: Tally
  value: Question
  set: (value: Question) => void
}

/** The recipients by how they stand, where they are, and who they are. */
export function LedgerFilters({ tally, value, set }: Props) {
  const { t } = useTranslation()
  const field = <Name extends keyof Question>(name: Name) => ({
    id: `ledger-${name}`,
    value: value[name],
    set: (text: string) => set({ ...value, [name]: text }),
  })
  const departments = new Map(tally.departments.map((one) => [one.department || NONE, one]))
  const departmentWords = (code: string): string => {
    const one = departments.get(code)
    return code === NONE || !one ? t('ledger.no-department') : nameOf(one)
  }
  return (
    <div className="ledger-filters no-print">
      <SelectField
        {...field('standing')}
        label={t('ledger.stands')}
        values={['', ...LEDGER_STANDINGS]}
        words={(one) => (one === '' ? t('ledger.all') : t(`ledger.standing.${one}`))}
        value={LEDGER_STANDINGS.find((one) => one === value.standing) ?? ''}
      />
      <SelectField
        {...field('district')}
        label={t('ledger.district')}
        values={['', ...tally.districts.map(({ district }) => district || NONE)]}
        words={(one) => (one === '' ? t('ledger.all') : one === NONE ? t('ledger.no-district') : one)}
      />
      <SelectField
        {...field('department')}
        label={t('ledger.department')}
        values={['', ...departments.keys()]}
        words={(one) => (one === '' ? t('ledger.all') : departmentWords(one))}
      />
      <TextField {...field('office')} label={t('ledger.office')} hint={t('ledger.office-hint')} />
    </div>
  )
}
