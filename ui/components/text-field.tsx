import { Field, fieldAttributes } from './field'

interface Props {
  id: string
  label: string
  hint?: string | undefined
  fault?: string | undefined
  optional?: boolean
  type?: string
  autoComplete?: string
  lang?: 'ml'
  /** Ids of what is suggested. */
  list?: string | undefined
  /** The last day that can be chosen. */
  max?: string | undefined
  disabled?: boolean
  value: string
  set: (value: string) => void
}

/** One line of text with its label; names, numbers and codes are taken as they are typed. */
export function TextField(props: Props) {
  const {
    id,
    label,
    hint,
    fault,
    optional = false,
    type = 'text',
    autoComplete = 'off',
    lang,
    list,
    max,
    disabled,
  } = props
  return (
    <Field id={id} label={label} hint={hint} fault={fault} optional={optional}>
      <input
        {...fieldAttributes({ id, hint, fault })}
        type={type}
        autoComplete={autoComplete}
        autoCapitalize={autoComplete === 'off' ? undefined : 'none'}
        spellCheck={false}
        lang={lang}
        list={list}
        max={max}
        disabled={disabled}
        value={props.value}
        onChange={(event) => props.set(event.target.value)}
      />
    </Field>
  )
}
