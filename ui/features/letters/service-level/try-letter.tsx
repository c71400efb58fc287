// Trying a letter: which times it would have in an office, why, and what an acknowledgement slip would promise.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OFFICE_KINDS } from '../../../../domain/directory/office/kinds'
import { LETTER_KINDS, URGENCIES } from '../../../../domain/letters/dispatch/dispatch'
import { Fault } from '../../../components/fault'
import { SelectField } from '../../../components/select-field'
import { TextField } from '../../../components/text-field'
import type { LevelAnswer } from '../../../contract/letters'
import { currentLanguage } from '../../../lib/i18n'
import { nameOf } from '../../../lib/names'
import { date } from '../../../lib/time'
import { useExplainLevel, useLevels } from './queries'

const EMPTY = {
  kind: 'letter' as (typeof LETTER_KINDS)[number],
  urgency: 'normal' as (typeof URGENCIES)[number],
  officeKind: 'office' as (typeof OFFICE_KINDS)[number],
  ...{ office: '', subjectCode: '', fixedDate: '' },
}

export function TryLetter() {
  const { t } = useTranslation()
  const [letter, setLetter] = useState(EMPTY)
  const explain = useExplainLevel()
  // An answer holds for the levels that it was asked of; once one of them is changed it is shown no more.
  const standing = (useLevels().data ?? []).map(({ id, version }) => `${id} ${version}`).join()
  const [askedOf, setAskedOf] = useState('')
  const set = (part: Partial<typeof EMPTY>) => setLetter((now) => ({ ...now, ...part }))
  const submit = () => {
    const { kind, urgency, officeKind, office, subjectCode, fixedDate } = letter
    setAskedOf(standing)
    explain.mutate({
      ...{ kind, urgency, subjectCode },
      ...(fixedDate ? { fixedDate } : {}),
      ...(office.trim() ? { office: office.trim() } : { officeKind }),
    })
  }
  return (
    <section className="level-try no-print" aria-labelledby="level-try">
      <h2 id="level-try">{t('levels.try')}</h2>
      <p className="soft">{t('levels.try-intro')}</p>
      <form
        className="level-try-form"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <SelectField
          id="try-kind"
          label={t('levels.condition.kinds')}
          values={LETTER_KINDS}
          words={(one) => t(`kind.${one}`)}
          value={letter.kind}
          set={(kind) => set({ kind })}
        />
        <SelectField
          id="try-urgency"
          label={t('levels.urgency')}
          values={URGENCIES}
          words={(one) => t(`levels.priority.${one}`)}
          value={letter.urgency}
          set={(urgency) => set({ urgency })}
        />
        <SelectField
          id="try-office-kind"
          label={t('levels.condition.officeKinds')}
          values={OFFICE_KINDS}
          words={(one) => t(`office-kind.${one}`)}
          value={letter.officeKind}
          set={(officeKind) => set({ officeKind })}
        />
        <TextField
          id="try-office"
          label={t('levels.office')}
          optional
          value={letter.office}
          set={(office) => set({ office })}
        />
        <TextField
          id="try-subject"
          label={t('levels.condition.subjectCodes')}
          optional
          value={letter.subjectCode}
          set={(subjectCode) => set({ subjectCode })}
        />
        <TextField
          id="try-fixed"
          label={t('levels.priority.fixed-date')}
          type="date"
          optional
          value={letter.fixedDate}
          set={(fixedDate) => set({ fixedDate })}
        />
        <button type="submit" className="button">
          {t('levels.try-it')}
        </button>
      </form>
      <div role="status">
        {explain.isError && <Fault error={explain.error} />}
        {explain.isSuccess && askedOf === standing && <Answer answer={explain.data} />}
      </div>
    </section>
  )
}

function Answer({ answer }: { answer: LevelAnswer }) {
  const { t } = useTranslation()
  const language = currentLanguage()
  const { level, name, nameMl, terms, levelWhy, clocks, serviceDelivery } = answer
  const title = nameOf({ name: name ?? '', nameMl })
  const dueOf = (clock: string) => clocks.find((one) => one.clock === clock)?.dueAt
  return (
    <div className="level-answer">
      <p>
        <strong>
          {level
            ? t('levels.holds', { name: title, id: level.id, version: level.version })
            : t('levels.none-holds')}
        </strong>
      </p>
      <ul>
        {levelWhy.map((reason) => (
          <li key={reason.en}>{reason[language]}</li>
        ))}
      </ul>
      <ul>
        {terms.map((term) => {
          const due = dueOf(term.clock)
          return (
            <li key={term.clock}>
              {t(`levels.clock.${term.clock}`)}: {term[language]}
              {due && `, ${t('levels.due', { day: date(due, language) })}`}
            </li>
          )
        })}
      </ul>
      {serviceDelivery.dueDay && (
        <p>{t('levels.promise', { day: date(serviceDelivery.dueDay, language) })}</p>
      )}
    </div>
  )
}
