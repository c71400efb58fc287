// Instants and spans that stay true while one looks at them.

import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../lib/i18n'
import { date, dateTime, dateTimeExact, dateTimeShort, dueWords, span } from '../lib/time'
import { useNow } from '../lib/use-now'

const words = { full: dateTime, short: dateTimeShort, exact: dateTimeExact }

/** An instant as date and time in Kerala; `short` leaves the present year out, `exact` gives seconds. */
export function At({ at, as = 'full' }: { at: string; as?: keyof typeof words }) {
  useTranslation()
  return <time dateTime={at}>{words[as](at, currentLanguage())}</time>
}

/** A day. */
export function Day({ at }: { at: string }) {
  useTranslation()
  return <time dateTime={at}>{date(at, currentLanguage())}</time>
}

/** How long ago an instant was. */
export function Age({ since }: { since: string }) {
  const { t } = useTranslation()
  return <>{span(useNow() - new Date(since).getTime(), t)}</>
}

/** What is left until an instant; late is marked by a shape and a word. */
export function Due({ at }: { at: string }) {
  const { t } = useTranslation()
  const { text, late } = dueWords(at, useNow(), t)
  return (
    <span className={late ? 'due late' : 'due'}>
      {late && (
        <svg className="shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d="M8 1.500 15 14H1zM8 6v4M8 11.800v.400" />
        </svg>
      )}
      {text}
    </span>
  )
}
