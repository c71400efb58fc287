import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form as FormState } from '../lib/use-form'
import { Dialog } from './dialog'
import { Form } from './form'

interface Props {
  form: Pick<FormState<object>, 'error' | 'pending' | 'submit'>
  title: string
  intro: string
  /** What it is about, such as the subject of a letter. */
  about?: string
  /** On the button; `busy` while it is sent. */
  words: { submit: string; busy: string }
  danger?: boolean
  close: () => void
  children?: ReactNode
}

/** The frame of every sheet that asks for something and sends it. */
export function FormDialog({ form, title, intro, about, words, danger, close, children }: Props) {
  const { t } = useTranslation()
  const head = (
    <>
      {about && <p className="dialog-subject">{about}</p>}
      <p className="soft">{intro}</p>
    </>
  )
  return (
    <Dialog title={title} close={close}>
      <Form form={form} head={head}>
        {children}
        <div className="dialog-acts">
          <button type="submit" className={danger ? 'button button-danger' : 'button button-main'}>
            {form.pending ? words.busy : words.submit}
          </button>
          <button type="button" className="button" onClick={close}>
            {t('cancel')}
          </button>
        </div>
      </Form>
    </Dialog>
  )
}
