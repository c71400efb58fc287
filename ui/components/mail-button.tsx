import { useState } from 'react'
import type { UseMutationResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { MailDialog } from './mail-dialog'

interface Props<Thing, Result> {
  /** Whose address it is. */
  of: Thing
  about: string
  intro: string
  /** The hook that sets the address of the thing. */
  useSetMail: (of: Thing) => UseMutationResult<Result, Error, string>
  done: (words: string) => void
}

/** The button for a mail address, with its sheet. */
export function MailButton<Thing extends { email: string }, Result>(props: Props<Thing, Result>) {
  const { of, done } = props
  const { t } = useTranslation()
  // As it was when the sheet was opened.
  const [asRead, setAsRead] = useState<Thing | null>(null)
  return (
    <>
      <p className="button-row card-acts no-print">
        <button
          type="button"
          className="button"
          onClick={() => {
            done('')
            setAsRead(of)
          }}
        >
          {t('mail.title')}
        </button>
      </p>
      {asRead && (
        <Sheet
          {...props}
          of={asRead}
          close={() => setAsRead(null)}
          done={(words) => {
            setAsRead(null)
            done(words)
          }}
        />
      )}
    </>
  )
}

/** Mounted anew at each opening, so that nothing of the last one is left. */
function Sheet<Thing extends { email: string }, Result>({
  of,
  about,
  intro,
  useSetMail,
  close,
  done,
}: Props<Thing, Result> & { close: () => void }) {
  const mutation = useSetMail(of)
  return (
    <MailDialog about={about} intro={intro} email={of.email} mutation={mutation} close={close} done={done} />
  )
}
