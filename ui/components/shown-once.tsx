import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** A code or secret that is shown this once, with a button that copies it. `id` is that of its element. */
export function ShownOnce({ id, text }: { id: string; text: string }) {
  const { t } = useTranslation()
  const [message, setMessage] = useState('')
  // Browsers give the clipboard to pages on https only; elsewhere the text is marked, ready to be copied by hand.
  const copy = () => {
    const textElement = document.getElementById(id)
    if (textElement) window.getSelection()?.selectAllChildren(textElement)
    const sayMarked = () => setMessage(t('charges.marked'))
    // Not there at all on plain http, whatever the type says.
    const clipboard = navigator.clipboard as Clipboard | undefined
    if (!clipboard) sayMarked()
    else void clipboard.writeText(text).then(() => setMessage(t('charges.copied')), sayMarked)
  }
  return (
    <p className="code-shown">
      <code id={id}>{text}</code>
      <button type="button" className="button" onClick={copy}>
        {t('charges.copy')}
      </button>
      <span role="status" className="soft">
        {message}
      </span>
    </p>
  )
}
