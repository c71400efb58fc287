import type { FieldState } from '../lib/use-form'
import { Field, fieldAttributes } from './field'

interface Props extends FieldState<string> {
  label: string
  hint?: string | undefined
  optional?: boolean
  rows?: number
  maxLength?: number
}

/** Text of several lines with its label. */
export function TextArea({ id, label, hint, fault, optional, rows = 3, maxLength, value, set }: Props) {
  return (
    <Field id={id} label={label} hint={hint} fault={fault} optional={optional ?? false}>
      <textarea
        {...fieldAttributes({ id, hint, fault })}
        rows={rows}
        maxLength={maxLength}
        value={value}
        onChange={(event) => set(event.target.value)}
      />
    </Field>
  )
}
