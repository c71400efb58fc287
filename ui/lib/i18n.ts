// The two languages of the portal; the words of each are fetched when it is shown.

import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../domain/letters/dispatch/dispatch'
import type en from '../i18n/en.json'
import { lasting } from './storage'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

const catalogues = {
  en: () => import('../i18n/en.json'),
  ml: () => import('../i18n/ml.json'),
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
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const { default: words } = await catalogues[language]()
    i18next.addResourceBundle(language, 'translation', words)
  }
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
