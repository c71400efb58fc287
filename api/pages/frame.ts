// What every page has that the API draws itself: language, head, style. Plain HTML without script.

import { createHash } from 'node:crypto'
import type { Context } from 'koa'
import { STYLE } from './style'

/** Small pages stand in one language and lead to the other. */
export type PageLanguage = 'en' | 'ml'
export type Words = Readonly<Record<PageLanguage, string>>

/** Under a name that changes with it, so that it is fetched once. */
export const STYLE_ADDRESS = `/page.css?v=${createHash('sha256').update(STYLE).digest('hex').slice(0, 12)}`

const SERVICE: Words = {
  en: 'Kerala State Unified Communication Service',
  ml: 'കേരള സംസ്ഥാന ഏകീകൃത ആശയവിനിമയ സേവനം',
}
const OTHER = { en: { code: 'ml', name: 'മലയാളം' }, ml: { code: 'en', name: 'English' } } as const

/** Whether the caller is a person before a browser, who is shown a page. Who takes anything is a program. */
export function wantsPage(ctx: Context): boolean {
  return ctx.accepts('json', 'html') === 'html'
}

/** What the address asks for, else what the browser is set to, else English. */
export function languageOf(ctx: Context): PageLanguage {
  const lang = new URLSearchParams(ctx.querystring).get('lang')
  if (lang === 'en' || lang === 'ml') return lang
  return ctx.acceptsLanguages('en', 'ml') === 'ml' ? 'ml' : 'en'
}

/** A whole page. `title` and `body` are HTML. */
export function drawFrame(language: PageLanguage, title: string, body: string): string {
  const other = OTHER[language]
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">` +
    `<title>${title} – KCS</title><link rel="stylesheet" href="${STYLE_ADDRESS}"></head><body>` +
    `<header><p>${SERVICE[language]}</p>` +
    `<nav><a href="?lang=${other.code}" lang="${other.code}" hreflang="${other.code}">${other.name}</a></nav></header>` +
    `<main><h1>${title}</h1>${body}</main></body></html>`
  )
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text from outside, as HTML that shows it. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!)
}

/** What a browser is told of a page: it is kept nowhere, and its address, which may be a secret, travels nowhere. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
} as const
