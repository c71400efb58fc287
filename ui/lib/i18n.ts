// The two languages of the portal; the words of each are fetched when it is shown, and those of the operator's desk with it.

import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../domain/letters/dispatch/dispatch'
import type en from '../i18n/en.json'
import type enDesk from '../i18n/en-desk.json'
import { lasting } from './storage'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en & typeof enDesk }
  }
}

/** Words that any page may need, and those of pages that few people ever see. */
const catalogues = {
  en: { all: () => import('../i18n/en.json'), desk: () => import('../i18n/en-desk.json') },
  ml: { all: () => import('../i18n/ml.json'), desk: () => import('../i18n/ml-desk.json') },
}
type Part = keyof (typeof catalogues)['en']

/** The parts that pages have asked for; another language is fetched with all of them. */
const wanted = new Set<Part>(['all'])
const fetched = new Set<string>()

async function fetchWords(language: Language): Promise<void> {
  const missing = [...wanted].filter((part) => !fetched.has(`${language} ${part}`))
  await Promise.all(
    missing.map(async (part) => {
      const { default: words } = await catalogues[language][part]()
      i18next.addResourceBundle(language, 'translation', words)
      fetched.add(`${language} ${part}`)
    }),
  )
}

/** Fetches the words of a part in the language that is shown; to be waited for before a page of that part is drawn. */
export async function wantWords(part: Part): Promise<void> {
  wanted.add(part)
  await fetchWords(currentLanguage())
}

/** The language chosen in this browser, or null if none was. */
export function chosenLanguage(): Language | null {
  const language = lasting.read('language')
  return language === 'en' || language === 'ml' ? language : null
}

/** The language now on the screen. */
export function currentLanguage(): Language {
  return i18next.language === 'ml' ? 'ml' : 'en'
}

/** Shows the portal in a language; `remember` keeps it for the next visit. */
export async function showLanguage(language: Language, remember: boolean): Promise<void> {
  // Kept before the words are fetched: whoever goes to another page at once has chosen all the same.
  if (remember) lasting.write('language', language)
  await fetchWords(language)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** Makes the languages ready; call once, before anything is drawn. */
export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
  })
  // Where Malayalam cannot be fetched the portal still works, in English.
  await showLanguage(chosenLanguage() ?? 'en', false).catch(() => showLanguage('en', false))
}
