// Recipients by a pasted list of codes; the codes that nobody has are shown, and stay in the field.

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PURPOSES, type Purpose } from '../../../../domain/letters/dispatch/recipients'
import { Fault } from '../../../components/fault'
import { Field, fieldAttributes } from '../../../components/field'
import { codesIn } from '../../../lib/codes'
import type { DraftRecipient } from './draft'
import { lookUp } from './look-up'

export function CodesField({ add }: { add: (recipients: DraftRecipient[]) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [purpose, setPurpose] = useState<Purpose>('action')
  const [unknown, setUnknown] = useState<string[]>([])
  const [message, setMessage] = useState('')
  const look = useMutation({
    mutationFn: lookUp,
    onSuccess: ({ recipients, unknownCodes }) => {
      if (recipients.length > 0) add(recipients.map((one) => ({ ...one, purpose })))
      setUnknown(unknownCodes)
      setText(unknownCodes.join('\n'))
      setMessage(t('picker.codes-added', { count: recipients.length }))
    },
  })
  const codes = codesIn(text)
  const fault = unknown.length > 0 ? t('picker.codes-unknown', { count: unknown.length }) : undefined
  const hint = t('picker.codes-hint')
  return (
    <div className="codes">
      {look.isError && <Fault error={look.error} />}
      <Field id="recipient-codes" label={t('picker.codes-label')} hint={hint} fault={fault}>
        <textarea
          {...fieldAttributes({ id: 'recipient-codes', hint, fault })}
          rows={5}
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setUnknown([])
            setMessage('')
          }}
        />
      </Field>
      <p role="status" className="soft">
        {message}
      </p>
      <div className="button-row">
        <select
          aria-label={t('facts.purpose')}
          className="codes-purpose"
          value={purpose}
          onChange={(event) => setPurpose(PURPOSES.find((each) => each === event.target.value) ?? 'action')}
        >
          {PURPOSES.map((each) => (
            <option key={each} value={each}>
              {t(`purpose.${each}`)}
            </option>
          ))}
        </select>
        <button
          type="button"
          className="button"
          aria-disabled={look.isPending || codes.length === 0}
          onClick={() => codes.length > 0 && !look.isPending && look.mutate(codes)}
        >
          {look.isPending ? t('picker.codes-busy') : t('picker.codes-add', { count: codes.length })}
        </button>
      </div>
    </div>
  )
}
