import { useTranslation } from 'react-i18next'
import { StateMark } from '../../../components/state-mark'
import { At } from '../../../components/time'
import type { TapalEvent } from '../../../contract/letters'
import { span } from '../../../lib/time'
import './history.css'
import { codeWords } from '../../../lib/code-words'
import { actorWords, eventFacts } from './event-words'

/** The entries of a tapal, newest first, each with how long it stayed as it was before the next. */
export function History({ events }: { events: readonly TapalEvent[] }) {
  const { t } = useTranslation()
  const ordered = [...events].sort((a, b) => b.sequence - a.sequence)
  return (
    <ol className="history" reversed>
      {ordered.map((event, index) => {
        const later = ordered[index - 1]
        const stay = later ? new Date(later.at).getTime() - new Date(event.at).getTime() : 0
        return (
          <li key={event.sequence} className={`entry entry-${event.kind}`} data-sequence={event.sequence}>
            <p className="entry-what">
              {event.kind === 'state' ? (
                <StateMark state={event.state} />
              ) : (
                <span className="tag">{t(`event.${event.kind}`)}</span>
              )}
              <span>{codeWords('cause', event.cause, t)}</span>
            </p>
            {eventFacts(event, t).length > 0 && (
              <p className="entry-facts">{eventFacts(event, t).join(' · ')}</p>
            )}
            <p className="entry-when">
              <At at={event.at} as="exact" /> · {actorWords(event.actor, t)}
              {stay >= 1000 && ` · ${t('trace.here', { span: span(stay, t) })}`}
            </p>
          </li>
        )
      })}
    </ol>
  )
}
