import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** A code or secret that is shown this once, with a button that copies it. `id` is that of its element. */
export function ShownOnce({ id, text }: { id: string; text: string }) {
  const { t } = useTranslation()
  const [said, setSaid] = useState('')
  // Browsers give the clipboard to pages on https only; elsewhere the text is marked, ready to be copied by hand.
  const copy = () => {
    const shown = document.getElementById(id)
    if (shown) window.getSelection()?.selectAllChildren(shown)
    const marked = () => setSaid(t('charges.marked'))
    // Not there at all on plain http, whatever the type says.
    const clipboard = navigator.clipboard as Clipboard | undefined
    if (!clipboard) marked()
    else void clipboard.writeText(text).then(() => setSaid(t('charges.copied')), marked)
  }
  return (
    <p className="code-shown">
      <code id={id}>{text}</code>
      <button type="button" className="button" onClick={copy}>
        {t('charges.copy')}
      </button>
      <span role="status" className="soft">
        {said}
      </span>
    </p>
  )
}
