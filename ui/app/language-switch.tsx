import { useTranslation } from 'react-i18next'
import { useChooseLanguage } from '../features/access/session/session'
import { currentLanguage } from '../lib/i18n'

const languages = [
  { code: 'en', name: 'English' },
  { code: 'ml', name: 'മലയാളം' },
] as const

/** Changes the language of every page; each language is named in itself. */
export function LanguageSwitch() {
  const { t } = useTranslation()
  const choose = useChooseLanguage()
  const current = currentLanguage()
  return (
    <div className="languages" role="group" aria-label={t('language.label')}>
      {languages.map(({ code, name }) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={code === current}
          onClick={() => void choose(code)}
        >
          {name}
        </button>
      ))}
    </div>
  )
}
