// The one-time code with which an employee signs in for the first time: made, and shown once.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../components/dialog'
import { Facts } from '../../../components/facts'
import { FormDialog } from '../../../components/form-dialog'
import { At } from '../../../components/time'
import type { SignInCode } from '../../../contract/directory'
import { useForm } from '../../../lib/use-form'
import { useSignInCode } from './acts'

interface Props {
  holder: { pen: string; name: string }
  close: () => void
}

export function CodeDialog({ holder, close }: Props) {
  const { t } = useTranslation()
  const code = useSignInCode()
  const form = useForm({
    id: 'code',
    initial: {},
    rules: () => ({}),
    mutation: code,
    request: () => holder.pen,
    // The code that comes is shown in place of the question.
    done: () => undefined,
  })
  const title = t('charges.code')
  if (code.data)
    return (
      <Dialog title={title} close={close}>
        <Shown code={code.data} holder={holder} close={close} />
      </Dialog>
    )
  return (
    <FormDialog
      form={form}
      title={title}
      intro={t('charges.code-intro')}
      about={`${holder.name} · ${holder.pen}`}
      words={{ submit: t('charges.code-submit'), busy: t('charges.busy') }}
      close={close}
    />
  )
}

function Shown({ code, holder, close }: Props & { code: SignInCode }) {
  const { t } = useTranslation()
  const [message, setMessage] = useState('')
  // Browsers give the clipboard to pages on https only; elsewhere the code is marked, ready to be copied by hand.
  const copy = () => {
    const codeElement = document.getElementById('sign-in-code')
    if (codeElement) window.getSelection()?.selectAllChildren(codeElement)
    const sayMarked = () => setMessage(t('charges.marked'))
    // Not there at all on plain http, whatever the type says.
    const clipboard = navigator.clipboard as Clipboard | undefined
    if (!clipboard) sayMarked()
    else void clipboard.writeText(code.code).then(() => setMessage(t('charges.copied')), sayMarked)
  }
  return (
    <>
      <p>{t('charges.code-tell', { name: holder.name })}</p>
      <p className="code-shown">
        <code id="sign-in-code">{code.code}</code>
        <button type="button" className="button" onClick={copy}>
          {t('charges.copy')}
        </button>
        <span role="status" className="soft">
          {message}
        </span>
      </p>
      <Facts
        facts={[
          [t('first.pen'), holder.pen],
          [t('charges.code-until'), <At key="until" at={code.expiresAt} />],
          [t('charges.code-where'), `${window.location.origin}/first-sign-in`, 'wide'],
        ]}
      />
      <p className="note note-wait">{t('charges.code-once')}</p>
      <div className="dialog-acts">
        <button type="button" className="button button-main" onClick={close}>
          {t('close')}
        </button>
      </div>
    </>
  )
}
