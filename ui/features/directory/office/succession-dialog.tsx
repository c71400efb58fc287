// Merging an office into another, or splitting it into several: from then on its letters go to the successor.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '../../../components/form-dialog'
import { Icon } from '../../../components/icon'
import { OfficePicker } from '../../../components/office-picker'
import { SelectField } from '../../../components/select-field'
import { type DayOrNow, When } from '../../../components/when'
import type { Found } from '../../../contract/directory'
import { toldAt } from '../../../lib/field-faults'
import { nameOf } from '../../../lib/names'
import { tomorrow } from '../../../lib/time'
import { canBegin, useSucceed } from './changes'
import type { OfficeDialogProps } from './office-acts'

const KINDS = ['merge', 'split'] as const
const PLACES = {
  'office-unknown': 'into',
  'succession-invalid': 'into',
  'office-inactive': 'into',
  'effective-in-past': 'at',
} as const

export function SuccessionDialog({ card, close, done }: OfficeDialogProps) {
  const { t } = useTranslation()
  const [opened] = useState(card.office)
  const succeed = useSucceed(opened)
  const [kind, setKind] = useState<(typeof KINDS)[number]>('merge')
  const [all, setInto] = useState<Found[]>([])
  const [when, setWhen] = useState<DayOrNow>(null)
  const [asked, setAsked] = useState(false)
  const into = kind === 'merge' ? all.slice(-1) : all
  const few = into.length < (kind === 'merge' ? 1 : 2)
  const words = { into: t(`office-acts.${kind}-missing`), at: t('when.later') }
  const told = toldAt(succeed.error, words, PLACES, t)
  const submit = () => {
    setAsked(true)
    if (few) document.getElementById('succession-into')?.focus()
    else if (!canBegin(when)) document.getElementById('succession-at')?.focus()
    else if (!succeed.isPending)
      succeed.mutate(
        { kind, into: into.map(({ id }) => id), when },
        { onSuccess: () => done(t(`office-acts.${kind}-done`, { office: nameOf(opened) })) },
      )
  }
  const at = (place: 'into' | 'at') => (told.place === place ? told.text : undefined)
  return (
    <FormDialog
      title={t('office-acts.succession')}
      intro={t('office-acts.succession-intro')}
      about={nameOf(opened)}
      error={told.rest}
      words={{ submit: t(`office-acts.${kind}`), busy: t('charges.busy') }}
      danger
      pending={succeed.isPending}
      submit={submit}
      close={close}
    >
      <SelectField
        id="succession-kind"
        label={t('office-acts.what')}
        values={KINDS}
        words={(each) => t(`office-acts.${each}-what`)}
        value={kind}
        set={setKind}
      />
      <OfficePicker
        id="succession-into"
        label={t(`office-acts.${kind}-into`)}
        hint={t('compose.add-hint')}
        fault={asked && few ? words.into : at('into')}
        choose={(found) => {
          setInto([...all.filter(({ id }) => id !== found.id), found])
          succeed.reset()
        }}
      />
      <ol className="successors">
        {into.map((each, index) => (
          <li key={each.id}>
            <span>
              {nameOf(each)}{' '}
              {kind === 'split' && index === 0 && <span className="tag">{t('office.inward')}</span>}
              <span className="under">{each.id}</span>
            </span>
            <button
              type="button"
              className="button-plain"
              aria-label={t('compose.remove-recipient', { office: nameOf(each) })}
              onClick={() => setInto(all.filter(({ id }) => id !== each.id))}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ol>
      <When
        id="succession-at"
        label={t('charges.from')}
        dayLabel={t('charges.from-day')}
        min={tomorrow()}
        fault={asked && !canBegin(when) ? words.at : at('at')}
        when={when}
        set={setWhen}
      />
    </FormDialog>
  )
}
