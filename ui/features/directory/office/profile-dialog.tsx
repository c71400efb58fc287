// Setting how letters reach an office from now or a day on: its ways in order, what they fall back to, what is taking.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NEXT_WAY_AFTER_SECONDS } from '../../../../domain/directory/office/profile'
import { STAND_INS, type StandIn, TAKING_RULES, type TakingRule } from '../../../../domain/letters/systems'
import { FormDialog } from '../../../components/form-dialog'
import { SelectField } from '../../../components/select-field'
import { type DayOrNow, When } from '../../../components/when'
import type { ProfileCard, Way } from '../../../contract/directory'
import { systemName } from '../../../lib/code-words'
import { currentLanguage } from '../../../lib/i18n'
import { nameOf } from '../../../lib/names'
import { hoursWords, tomorrow } from '../../../lib/time'
import { useForm } from '../../../lib/use-form'
import { canBegin, useSetProfile } from './changes'
import type { OfficeDialogProps } from './office-dialog'
import { WayRows } from './way-rows'

interface Draft {
  ways: Way[]
  fallback: StandIn
  /** For how long letters wait at a way that is down, in seconds. */
  waits: string
  /** `usual`: as is usual for the mechanism. */
  taking: TakingRule | 'usual'
  from: DayOrNow
}

const WAITS_SECONDS = [1, 4, 12, 24, 48, 72, 168].map((hours) => hours * 3600)

/** Some usual ones, and that of the profile. */
function waitsToChoose(profile: ProfileCard | null): string[] {
  const own = profile?.nextWayAfterSeconds ?? NEXT_WAY_AFTER_SECONDS
  return [...new Set([...WAITS_SECONDS, own])].sort((one, other) => one - other).map(String)
}

function draftOf(profile: ProfileCard | null): Draft {
  return {
    ways: profile?.ways.map(({ system, endpoint }) => ({ system, endpoint })) ?? [
      { system: 'kcs-agent', endpoint: null },
    ],
    fallback: profile?.fallback ?? 'kcs-agent',
    waits: String(profile?.nextWayAfterSeconds ?? NEXT_WAY_AFTER_SECONDS),
    taking: profile?.taking ?? 'usual',
    from: null,
  }
}

export function ProfileDialog({ card, close, done }: OfficeDialogProps) {
  const { t } = useTranslation()
  const [{ office, profile }] = useState(card)
  const form = useForm({
    id: 'profile',
    initial: () => draftOf(profile),
    rules: ({ ways, from }) => ({
      ways: [ways.length > 0, t('office-acts.ways-missing')],
      from: [canBegin(from), t('when.later')],
    }),
    fieldOfCode: {
      'endpoint-unknown': 'ways',
      'office-not-served': 'ways',
      'effective-in-past': 'from',
      'exists-already': ['from', t('office-acts.profile-twice')],
    },
    mutation: useSetProfile(office),
    request: ({ ways, fallback, waits, taking, from }) => ({
      ways,
      fallback,
      nextWayAfterSeconds: Number(waits),
      accepts: profile?.accepts ?? {},
      ...(taking !== 'usual' && { taking }),
      when: from,
    }),
    done: () => done(t('office-acts.profile-done', { office: nameOf(office) })),
  })
  return (
    <FormDialog
      form={form}
      title={t('office-acts.profile')}
      intro={t('office-acts.profile-intro')}
      about={nameOf(office)}
      words={{ submit: t('groups.save'), busy: t('groups.save-busy') }}
      close={close}
    >
      <WayRows {...form.field('ways')} />
      <SelectField
        {...form.field('fallback')}
        label={t('office-acts.fallback')}
        values={STAND_INS}
        words={(mechanism) => systemName(mechanism, t)}
      />
      <SelectField
        {...form.field('waits')}
        label={t('office-acts.waits')}
        values={waitsToChoose(profile)}
        words={(seconds) => hoursWords(Number(seconds), currentLanguage())}
      />
      <SelectField
        {...form.field('taking')}
        label={t('profile.taking')}
        values={['usual', ...TAKING_RULES]}
        words={(rule) => t(`profile.taking-${rule}`)}
      />
      <When
        {...form.field('from')}
        label={t('charges.from')}
        dayLabel={t('charges.from-day')}
        min={tomorrow()}
      />
    </FormDialog>
  )
}
