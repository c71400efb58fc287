import { type ReactNode, useState } from 'react'

interface Props<Thing> {
  /** What is changed. */
  of: Thing
  words: string
  /** Told what was done; '' when the sheet is opened anew. */
  done: (words: string) => void
  /** The sheet, of the thing as it was when the sheet was opened. */
  children: (asRead: Thing, acts: { close: () => void; done: (words: string) => void }) => ReactNode
}

/** A button with its sheet, which is mounted anew at each opening. */
export function SheetButton<Thing>({ of, words, done, children }: Props<Thing>) {
  const [asRead, setAsRead] = useState<Thing | null>(null)
  const close = () => setAsRead(null)
  const open = () => {
    done('')
    setAsRead(of)
  }
  return (
    <>
      <p className="button-row card-acts no-print">
        <button type="button" className="button" onClick={open}>
          {words}
        </button>
      </p>
      {asRead &&
        children(asRead, {
          close,
          done: (said) => {
            close()
            done(said)
          },
        })}
    </>
  )
}
