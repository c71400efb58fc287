// The page of a mail link: the letter's facts, its documents and the form.

import type { ErrorCode, FieldError } from '../../../../domain/common/error'
import { errorEntry } from '../../../../domain/common/error'
import type { Dispatch } from '../../../../domain/letters/dispatch/record'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import { faultWords } from '../../../pages/fault-words'
import { drawFrame, escape, type PageLanguage } from '../../../pages/frame'
import type { Party } from '../../common/directory-names'
import { type Field, FIELDS, isField, type Label, LABELS } from './labels'

/** What was wrong with the last try, and what was entered. */
export interface LastTry {
  code: ErrorCode
  errors: readonly FieldError[]
  entered: Readonly<Record<string, string>>
}

export interface PageFacts {
  language: PageLanguage
  token: string
  tapal: Tapal
  dispatch: Dispatch
  sender: Party
  recipient: Party
  /** The letter lies there to be taken, was taken, or cannot be taken any more. */
  shows: 'form' | 'taken' | 'closed'
  /** The last day that a diary may be of, in Kerala. */
  today: string
  fault?: LastTry
}

export function drawPage(facts: PageFacts): string {
  const say = (label: Label) => LABELS[label][facts.language]
  const parts = {
    form: () => letterFacts(facts, say) + documents(facts, say) + form(facts, say),
    taken: () => takenNote(facts, say) + letterFacts(facts, say) + documents(facts, say),
    closed: () =>
      `<div class="note" role="status"><p>${say('closedWhy')}</p></div>${letterFacts(facts, say)}`,
  }
  const titles = { form: 'title', taken: 'taken', closed: 'closed' } as const
  return drawFrame(facts.language, say(titles[facts.shows]), alert(facts) + parts[facts.shows]())
}

type Say = (label: Label) => string

function letterFacts({ dispatch, sender, recipient, language }: PageFacts, say: Say): string {
  const rows: [Label, string][] = [
    ['from', nameOf(sender, language)],
    ['to', nameOf(recipient, language)],
    ['number', dispatch.letterNumber],
    ['date', dispatch.letterDate],
    ['subject', dispatch.subject],
  ]
  return `<dl>${rows.map(([label, value]) => `<dt>${say(label)}</dt><dd>${escape(value)}</dd>`).join('')}</dl>`
}

function documents({ token, dispatch }: PageFacts, say: Say): string {
  const links = dispatch.documents.map(
    ({ sha256, name }) =>
      `<li><a href="/take/${encodeURIComponent(token)}/documents/${sha256}">${escape(name)}</a></li>`,
  )
  return `<h2>${say('documents')}</h2><ul>${links.join('')}</ul>`
}

function takenNote({ tapal }: PageFacts, say: Say): string {
  const number = escape(tapal.diary?.number ?? '')
  return (
    `<div class="note" role="status"><p>${say('takenWith')}: <strong>${number}</strong></p>` +
    `<p>${say('takenRest')}</p></div>`
  )
}

function form(facts: PageFacts, say: Say): string {
  const { token, language, today } = facts
  return (
    `<h2>${say('take')}</h2><form method="post" novalidate action="/take/${encodeURIComponent(token)}?lang=${language}">` +
    field(
      facts,
      'diaryNumber',
      { label: say('diaryNumber'), hint: say('diaryNumberHint') },
      'maxlength="60" required',
    ) +
    field(
      facts,
      'diaryDate',
      { label: say('diaryDate'), hint: say('diaryDateHint') },
      `type="date" max="${today}"`,
    ) +
    field(facts, 'takenBy', { label: say('takenBy') }, 'maxlength="120" required autocomplete="name"') +
    `<button type="submit">${say('send')}</button></form>`
  )
}

/** One entry with its label, its hint and what is wrong with it. */
function field(
  { language, fault }: PageFacts,
  name: Field,
  { label, hint }: { label: string; hint?: string },
  attributes: string,
): string {
  const isWrong = wrongFields(fault).includes(name)
  const described = [...(hint ? [`${name}-hint`] : []), ...(isWrong ? [`${name}-wrong`] : [])]
  const value = fault?.entered[name] ?? ''
  return (
    `<label for="${name}">${label}</label>${hint ? `<p class="hint" id="${name}-hint">${hint}</p>` : ''}` +
    `<input id="${name}" name="${name}" ${attributes} value="${escape(value)}"` +
    `${described.length > 0 ? ` aria-describedby="${described.join(' ')}"` : ''}${isWrong ? ' aria-invalid="true"' : ''}>` +
    `${isWrong ? `<p class="wrong" id="${name}-wrong">${FIELDS[name][language]}</p>` : ''}`
  )
}

function alert({ fault, language }: PageFacts): string {
  if (!fault) return ''
  const { title, remedy } = faultWords(fault.code, errorEntry(fault.code).kind)
  const links = wrongFields(fault).map((name) => `<p><a href="#${name}">${FIELDS[name][language]}</a></p>`)
  return (
    `<div class="fault" role="alert"><p><strong>${title[language]}</strong></p><p>${remedy[language]}</p>` +
    `${links.join('')}</div>`
  )
}

function wrongFields(fault: LastTry | undefined): Field[] {
  const names = (fault?.errors ?? []).map(({ pointer }) => pointer.slice(1))
  return [...new Set(names)].filter(isField)
}

function nameOf(party: Party, language: PageLanguage): string {
  return (language === 'ml' && party.nameMl) || party.name
}
