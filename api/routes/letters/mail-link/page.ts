// The page of a mail link: the letter's facts, its documents and the form. Plain HTML without script.

import type { Dispatch } from '../../../../domain/letters/dispatch/record'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import type { Party } from '../../common/directory-names'
import { type Label, LABELS } from './labels'

export interface PageFacts {
  token: string
  tapal: Tapal
  dispatch: Dispatch
  sender: Party
  recipient: Party
  /** The letter lies there to be taken, was taken, or cannot be taken any more. */
  shows: 'form' | 'taken' | 'closed'
  /** What was wrong with the last try. */
  fault?: { title: string; remedy: string }
}

export function drawPage(facts: PageFacts): string {
  const { dispatch, sender, recipient, tapal, token } = facts
  const rows: [Label, string][] = [
    ['from', names(sender)],
    ['to', names(recipient)],
    ['number', escape(dispatch.letterNumber)],
    ['date', escape(dispatch.letterDate)],
    ['subject', escape(dispatch.subject)],
  ]
  const parts = {
    form: () => form(token, facts.fault),
    taken: () => note('taken', `<strong>${escape(tapal.diary?.number ?? '')}</strong>`),
    closed: () => note('closed', ''),
  }
  const readable = facts.shows === 'closed' ? '' : documents(token, dispatch)
  return frame(
    `<h1>${both('title')}</h1><dl>${rows.map(([label, value]) => `<dt>${both(label)}</dt><dd>${value}</dd>`).join('')}</dl>` +
      `${readable}${parts[facts.shows]()}`,
  )
}

/** A page for what cannot be shown as a letter. */
export function drawFault({ title, remedy }: { title: string; remedy: string }): string {
  return frame(`<h1>${both('fault')}</h1><p role="alert">${escape(title)} ${escape(remedy)}</p>`)
}

function documents(token: string, dispatch: Dispatch): string {
  const links = dispatch.documents.map(
    ({ sha256, name }) =>
      `<li><a href="/take/${encodeURIComponent(token)}/documents/${sha256}">${escape(name)}</a></li>`,
  )
  return `<h2>${both('documents')}</h2><ul>${links.join('')}</ul>`
}

function form(token: string, fault: PageFacts['fault']): string {
  const alert = fault ? `<p role="alert">${escape(fault.title)} ${escape(fault.remedy)}</p>` : ''
  return (
    `<h2>${both('take')}</h2>${alert}<form method="post" action="/take/${encodeURIComponent(token)}">` +
    `<p><label for="n">${both('diaryNumber')}</label><br><input id="n" name="diaryNumber" required maxlength="60"></p>` +
    `<p><label for="d">${both('diaryDate')}</label><br><input id="d" name="diaryDate" type="date"></p>` +
    `<p><button type="submit">${both('send')}</button></p></form>`
  )
}

function note(label: Label, more: string): string {
  return `<p role="status">${both(label)} ${more}</p>`
}

function names(party: Party): string {
  const titles = party.name === party.nameMl ? [party.name] : [party.name, party.nameMl]
  return titles.map(escape).join('<br>')
}

function both(label: Label): string {
  const { en, ml } = LABELS[label]
  return `<span lang="ml">${ml}</span> / <span lang="en">${en}</span>`
}

function frame(body: string): string {
  return (
    '<!doctype html><html lang="ml"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    '<meta name="robots" content="noindex"><title>KCS</title><link rel="stylesheet" href="/take.css"></head>' +
    `<body><main>${body}</main></body></html>`
  )
}

/** The style of the page; a file of its own, for the policy allows no styles inside the page. */
export const STYLE = `body{font-family:system-ui,sans-serif;line-height:1.5;margin:0;background:#f4f4f2;color:#1a1a1a}
main{max-width:42rem;margin:2rem auto;padding:1.5rem;background:#fff;border:1px solid #c9c9c4}
h1{font-size:1.3rem}h2{font-size:1.05rem;margin-top:1.5rem}dt{color:#555}dd{margin:0 0 .6rem}
input{font:inherit;padding:.4rem;border:1px solid #666;min-width:16rem}
button{font:inherit;padding:.5rem 1.2rem;background:#0b4f6c;color:#fff;border:0;min-height:2.75rem}
[role=alert]{border-left:4px solid #a40000;padding-left:.6rem}[role=status]{border-left:4px solid #1c6b2a;padding-left:.6rem}
`

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!)
}
