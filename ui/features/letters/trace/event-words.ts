// One entry of a history in words.

import type { TFunction } from 'i18next'
import type { TapalEvent } from '../../../contract/letters'
import { currentLanguage } from '../../../lib/i18n'
import { date, timeOfDay } from '../../../lib/time'

/** Who did it. */
export function actorWords(actor: TapalEvent['actor'], t: TFunction): string {
  switch (actor.kind) {
    case 'kcs':
      return t('actor.kcs')
    case 'agent':
      return t('actor.agent', { name: actor.agent })
    case 'seat':
      return [actor.holder, actor.designation ?? actor.seat].filter(Boolean).join(', ')
    case 'operator':
      return t('actor.operator')
    case 'link':
      return actor.name ? t('actor.link-named', { name: actor.name }) : t('actor.link')
  }
}

/** Where it went: from desk to desk, or into a file. */
export function deskWords(desk: NonNullable<TapalEvent['desk']>): string {
  const way = desk.from ? `${desk.from} → ${desk.to}` : desk.to
  return desk.file ? `${way} · ${desk.file}` : way
}

/** The smaller facts of an entry: try, code, desk, level, what comes next. */
export function eventFacts(event: TapalEvent, t: TFunction): string[] {
  const at = event.dueAt ? { at: timeOfDay(event.dueAt, currentLanguage()) } : null
  const seat = event.escalation?.designation ?? event.escalation?.seat
  const level = event.escalation && { level: event.escalation.level }
  return [
    event.attempt ? t('trace.attempt', { n: event.attempt }) : '',
    event.code ?? '',
    event.desk ? deskWords(event.desk) : '',
    level ? (seat ? t('trace.level-to', { ...level, seat }) : t('trace.level', level)) : '',
    at && event.kind === 'attempt' ? t('trace.next-try', at) : '',
    at && event.kind === 'escalation' ? t('trace.due-at', at) : '',
    event.dueAt && event.kind === 'state'
      ? t('trace.due-at', { at: date(event.dueAt, currentLanguage()) })
      : '',
  ].filter(Boolean)
}
