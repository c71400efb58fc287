import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OFFICE_KINDS } from '../../../../domain/directory/office/kinds'
import { LETTER_KINDS, LEVEL_CLOCKS } from '../../../../domain/letters/dispatch/dispatch'
import { PRIORITIES } from '../../../../domain/letters/dispatch/priority'
import { FormDialog } from '../../../components/form-dialog'
import { TextField } from '../../../components/text-field'
import type { ServiceLevel } from '../../../contract/letters'
import { startOfDay, today } from '../../../lib/time'
import { useForm } from '../../../lib/use-form'
import { draftOf, LEVEL_ID, termOf, textOf } from './draft'
import { ChoiceField } from './choice-field'
import { valueWords } from './level-words'
import { usePutLevel } from './queries'
import { TermField } from './term-field'

interface Props {
  /** Null for a new one. */
  level: ServiceLevel | null
  close: () => void
  done: (words: string) => void
}

/** Sets a service level for letters to come, on the version that was shown. */
export function LevelDialog({ level: shown, close, done }: Props) {
  const { t } = useTranslation()
  const [level] = useState(shown)
  const form = useForm({
    id: 'level',
    initial: () => draftOf(level),
    rules: (draft) => ({
      id: [LEVEL_ID.test(draft.id), t('levels.id-missing')],
      name: [draft.name.trim() !== '', t('levels.name-missing')],
      acknowledge: [termOf(draft.acknowledge) !== null, t('levels.term-missing')],
      every: [Number(draft.every) >= 1, t('levels.every-missing')],
      from: [draft.from === '' || draft.from >= today(), t('levels.from-missing')],
    }),
    fieldOfCode: {
      'level-equal': 'name',
      'exists-already': ['id', t('levels.id-taken')],
      'if-match-missing': ['id', t('levels.id-taken')],
      'clock-too-short': 'acknowledge',
      'clock-term-invalid': 'acknowledge',
      'effective-in-past': ['from', t('levels.from-missing')],
    },
    mutation: usePutLevel(level),
    request: (draft) => ({
      id: draft.id,
      text: {
        ...textOf(draft, level),
        ...(draft.from === '' || draft.from === today() ? {} : { from: startOfDay(draft.from) }),
      },
    }),
    done: (saved, { name }) => {
      const unknown = saved.problems.map(({ value }) => value).join(', ')
      done(unknown === '' ? t('levels.saved', { name }) : t('levels.saved-unknown', { name, kinds: unknown }))
    },
  })
  const { values, set } = form
  return (
    <FormDialog
      form={form}
      title={t(level ? 'levels.change' : 'levels.add')}
      intro={t('levels.set-intro')}
      words={{ submit: t('levels.save'), busy: t('charges.busy') }}
      close={close}
    >
      {!level && <TextField {...form.field('id')} label={t('levels.id')} hint={t('levels.id-hint')} />}
      <TextField {...form.field('name')} label={t('levels.name')} />
      <TextField {...form.field('nameMl')} label={t('levels.name-ml')} lang="ml" optional />
      <h3>{t('levels.for')}</h3>
      <p className="soft">{t('levels.for-hint')}</p>
      <ChoiceField
        label={t('levels.condition.priorities')}
        values={PRIORITIES}
        words={(one) => valueWords('priorities', one, t)}
        chosen={values.priorities}
        set={(priorities) => set({ priorities })}
      />
      <ChoiceField
        label={t('levels.condition.kinds')}
        values={LETTER_KINDS}
        words={(one) => valueWords('kinds', one, t)}
        chosen={values.kinds}
        set={(kinds) => set({ kinds })}
      />
      <ChoiceField
        label={t('levels.condition.officeKinds')}
        values={[...new Set([...OFFICE_KINDS, ...values.officeKinds])]}
        words={(one) => valueWords('officeKinds', one, t)}
        chosen={values.officeKinds}
        set={(officeKinds) => set({ officeKinds })}
      />
      <TextField
        {...form.field('subjectCodes')}
        label={t('levels.condition.subjectCodes')}
        hint={t('levels.codes-hint')}
        optional
      />
      <h3>{t('levels.times')}</h3>
      <p className="soft">{t('levels.times-hint')}</p>
      {LEVEL_CLOCKS.map((clock) => (
        <TermField key={clock} {...form.field(clock)} label={t(`levels.clock.${clock}`)} />
      ))}
      <TextField {...form.field('every')} label={t('levels.every-hours')} type="number" />
      <TextField
        {...form.field('source')}
        label={t('levels.source')}
        hint={t('levels.source-hint')}
        optional
      />
      <TextField {...form.field('from')} label={t('levels.from')} hint={t('levels.from-hint')} type="date" />
    </FormDialog>
  )
}
