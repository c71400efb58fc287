import { type ReactNode, type SubmitEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from './dialog'
import { Fault } from './fault'

interface Props {
  title: string
  intro: string
  /** What it is about, such as the subject of a letter. */
  about?: string
  /** What went wrong with the last try, or null. */
  error: unknown
  /** On the button; `busy` while it is sent. */
  words: { submit: string; busy: string }
  danger?: boolean
  pending: boolean
  submit: () => void
  close: () => void
  children: ReactNode
}

/** The frame of every sheet that asks for something and sends it. */
export function FormDialog(props: Props) {
  const { title, intro, about, error, words, danger, pending, submit, close, children } = props
  const { t } = useTranslation()
  const form = useRef<HTMLFormElement>(null)
  // After a try that failed one stands where the fault is told.
  useEffect(() => {
    if (pending) return
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    wrong?.focus()
    if (!wrong) form.current?.querySelector('.fault, .field-fault')?.scrollIntoView({ block: 'nearest' })
  }, [pending])
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    submit()
  }
  return (
    <Dialog title={title} close={close}>
      <form ref={form} onSubmit={onSubmit} noValidate>
        {about && <p className="dialog-subject">{about}</p>}
        <p className="soft">{intro}</p>
        {error !== null && <Fault error={error} />}
        {children}
        <div className="dialog-acts">
          <button type="submit" className={danger ? 'button button-danger' : 'button button-main'}>
            {pending ? words.busy : words.submit}
          </button>
          <button type="button" className="button" onClick={close}>
            {t('cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
