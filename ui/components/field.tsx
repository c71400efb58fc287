// A labelled input with its hint and its fault, tied together for screen readers.

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export interface FieldProps {
  /** Id of the input; fault and hint get ids made from it. */
  id: string
  label: string
  hint?: string | undefined
  fault?: string | undefined
  optional?: boolean
  children: ReactNode
}

/** The attributes an input inside a Field carries. */
export function fieldAttributes({ id, hint, fault }: Pick<FieldProps, 'id' | 'hint' | 'fault'>) {
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return {
    id,
    ...(described && { 'aria-describedby': described }),
    ...(fault && { 'aria-invalid': true as const }),
  }
}

export function Field({ id, label, hint, fault, optional, children }: FieldProps) {
  const { t } = useTranslation()
  return (
    <div className={fault ? 'field field-wrong' : 'field'}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="soft"> ({t('optional')})</span>}
      </label>
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p className="field-fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
      {children}
    </div>
  )
}
