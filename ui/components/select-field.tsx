import { Field, fieldAttributes } from './field'

interface Props<Value extends string> {
  id: string
  label: string
  hint?: string | undefined
  fault?: string | undefined
  values: readonly Value[]
  words: (value: Value) => string
  value: Value
  set: (value: Value) => void
}

/** One of a few values, chosen from a list. */
export function SelectField<Value extends string>(props: Props<Value>) {
  const { id, label, hint, fault, values, words, value, set } = props
  return (
    <Field id={id} label={label} hint={hint} fault={fault}>
      <select
        {...fieldAttributes({ id, hint, fault })}
        value={value}
        onChange={(event) => set(values.find((each) => each === event.target.value) ?? value)}
      >
        {values.map((each) => (
          <option key={each} value={each}>
            {words(each)}
          </option>
        ))}
      </select>
    </Field>
  )
}
