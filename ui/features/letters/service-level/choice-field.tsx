import { useTranslation } from 'react-i18next'
import { Check } from '../../../components/check'

interface Props<Value extends string> {
  label: string
  values: readonly Value[]
  words: (value: Value) => string
  chosen: readonly Value[]
  set: (chosen: Value[]) => void
}

/** Some of a few values, in a part that is opened where it is needed; none means that it does not matter. */
export function ChoiceField<Value extends string>({ label, values, words, chosen, set }: Props<Value>) {
  const { t } = useTranslation()
  const said = chosen.length > 0 ? chosen.map(words).join(', ') : t('levels.any')
  return (
    <details className="level-choice" open={chosen.length > 0}>
      <summary>
        {label}: {said}
      </summary>
      <div role="group" aria-label={label}>
        {values.map((value) => (
          <Check
            key={value}
            label={words(value)}
            checked={chosen.includes(value)}
            set={(on) => set(values.filter((one) => (one === value ? on : chosen.includes(one))))}
          />
        ))}
      </div>
    </details>
  )
}
