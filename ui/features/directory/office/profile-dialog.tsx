// Setting how letters reach an office from now or a day on: its ways in order, what they fall back to, what is taking.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '../../../components/form-dialog'
import { SelectField } from '../../../components/select-field'
import { type DayOrNow, When } from '../../../components/when'
import type { ProfileRequest, Way } from '../../../contract/directory'
import { systemName } from '../../../lib/code-words'
import { toldAt } from '../../../lib/field-faults'
import { nameOf } from '../../../lib/names'
import { asProblem } from '../../../lib/problem'
import { tomorrow } from '../../../lib/time'
import { canBegin, useSetProfile } from './changes'
import type { OfficeDialogProps } from './office-acts'
import { WayRows } from './way-rows'

const TAKINGS = ['usual', 'diary', 'person'] as const
const FALLBACKS = ['kcs-agent', 'print'] as const
const PLACES = {
  'endpoint-unknown': 'ways',
  'office-not-served': 'ways',
  'effective-in-past': 'from',
  'exists-already': 'from',
} as const

export function ProfileDialog({ card, close, done }: OfficeDialogProps) {
  const { t } = useTranslation()
  const [{ office, profile }] = useState(card)
  const save = useSetProfile(office)
  const [ways, setWays] = useState<Way[]>(
    () =>
      profile?.ways.map(({ system, endpoint }) => ({ system, endpoint })) ?? [
        { system: 'kcs-agent', endpoint: null },
      ],
  )
  const [taking, setTaking] = useState<(typeof TAKINGS)[number]>(profile?.taking ?? 'usual')
  const [fallback, setFallback] = useState<(typeof FALLBACKS)[number]>(profile?.fallback ?? 'kcs-agent')
  const [when, setWhen] = useState<DayOrNow>(null)
  const [asked, setAsked] = useState(false)
  const words = { ways: t('office-acts.ways-missing'), from: t('when.later') }
  const told = toldAt(save.error, words, PLACES, t)
  const twice = save.isError && asProblem(save.error).code === 'exists-already'
  const submit = () => {
    setAsked(true)
    if (!canBegin(when)) document.getElementById('profile-from')?.focus()
    else if (ways.length > 0 && !save.isPending) {
      const request: Omit<ProfileRequest, 'from'> = { ways, fallback, accepts: profile?.accepts ?? {} }
      save.mutate(
        { ...request, ...(taking !== 'usual' && { taking }), when },
        { onSuccess: () => done(t('office-acts.profile-done', { office: nameOf(office) })) },
      )
    }
  }
  const fromFault = twice ? t('office-acts.profile-twice') : told.place === 'from' ? told.text : undefined
  return (
    <FormDialog
      title={t('office-acts.profile')}
      intro={t('office-acts.profile-intro')}
      about={nameOf(office)}
      error={told.rest}
      words={{ submit: t('groups.save'), busy: t('groups.save-busy') }}
      pending={save.isPending}
      submit={submit}
      close={close}
    >
      <WayRows
        ways={ways}
        fault={asked && ways.length === 0 ? words.ways : told.place === 'ways' ? told.text : undefined}
        set={(changed) => {
          setWays(changed)
          save.reset()
        }}
      />
      <SelectField
        id="profile-fallback"
        label={t('office-acts.fallback')}
        values={FALLBACKS}
        words={(each) => systemName(each, t)}
        value={fallback}
        set={setFallback}
      />
      <SelectField
        id="profile-taking"
        label={t('profile.taking')}
        values={TAKINGS}
        words={(each) => t(`profile.taking-${each}`)}
        value={taking}
        set={setTaking}
      />
      <When
        id="profile-from"
        label={t('charges.from')}
        dayLabel={t('charges.from-day')}
        min={tomorrow()}
        fault={asked && !canBegin(when) ? words.from : fromFault}
        when={when}
        set={(changed) => {
          setWhen(changed)
          if (told.place === 'from') save.reset()
        }}
      />
    </FormDialog>
  )
}
