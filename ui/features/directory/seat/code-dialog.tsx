// The one-time code with which an employee signs in for the first time: made, and shown once.

import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../components/dialog'
import { Facts } from '../../../components/facts'
import { FormDialog } from '../../../components/form-dialog'
import { ShownOnce } from '../../../components/shown-once'
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
  return (
    <>
      <p>{t('charges.code-tell', { name: holder.name })}</p>
      <ShownOnce id="sign-in-code" text={code.code} />
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
