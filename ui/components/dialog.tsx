import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon'

/** A modal sheet on the browser's own dialog: it holds the focus and gives it back; Escape and × close it. */
export function Dialog({
  title,
  close,
  children,
}: {
  title: string
  close: () => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  const sheet = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useLayoutEffect(() => {
    const element = sheet.current
    if (element && !element.open) {
      element.showModal()
      // The first field, where there is one: the browser would take the × instead.
      element.querySelector<HTMLElement>('input, select, textarea')?.focus()
    }
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={sheet}
      className="dialog"
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
    >
      <div className="dialog-head">
        <h2 id={heading}>{title}</h2>
        <button type="button" className="button-plain" onClick={close} aria-label={t('close')}>
          <Icon name="close" />
        </button>
      </div>
      {children}
    </dialog>
  )
}
