// Merging an office into another, or splitting it into several: from then on its letters go to the successor.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '../../../components/form-dialog'
import { Icon } from '../../../components/icon'
import { OfficePicker } from '../../../components/office-picker'
import { SelectField } from '../../../components/select-field'
import { type DayOrNow, When } from '../../../components/when'
import type { SearchHit } from '../../../contract/directory'
import { nameOf } from '../../../lib/names'
import { tomorrow } from '../../../lib/time'
import { useForm } from '../../../lib/use-form'
import { canBegin, useSucceed } from './changes'
import type { OfficeDialogProps } from './office-dialog'

const KINDS = ['merge', 'split'] as const

interface Draft {
  kind: (typeof KINDS)[number]
  into: SearchHit[]
  at: DayOrNow
}

/** Of several that were chosen a merger takes the last. */
const successorsOf = ({ kind, into }: Draft) => (kind === 'merge' ? into.slice(-1) : into)

export function SuccessionDialog({ card, close, done }: OfficeDialogProps) {
  const { t } = useTranslation()
  const [office] = useState(card.office)
  const form = useForm({
    id: 'succession',
    initial: { kind: 'merge', into: [], at: null } as Draft,
    rules: (draft) => ({
      into: [
        successorsOf(draft).length >= (draft.kind === 'merge' ? 1 : 2),
        t(`office-acts.${draft.kind}-missing`),
      ],
      at: [canBegin(draft.at), t('when.later')],
    }),
    fieldOfCode: {
      'office-unknown': 'into',
      'succession-invalid': 'into',
      'office-inactive': 'into',
      'effective-in-past': 'at',
    },
    mutation: useSucceed(office),
    request: (draft) => ({
      kind: draft.kind,
      into: successorsOf(draft).map(({ id }) => id),
      when: draft.at,
    }),
    done: (_office, { kind }) => done(t(`office-acts.${kind}-done`, { office: nameOf(office) })),
  })
  const { kind, into } = form.values
  const { value: _offices, ...picker } = form.field('into')
  return (
    <FormDialog
      form={form}
      title={t('office-acts.succession')}
      intro={t('office-acts.succession-intro')}
      about={nameOf(office)}
      words={{ submit: t(`office-acts.${kind}`), busy: t('charges.busy') }}
      danger
      close={close}
    >
      <SelectField
        {...form.field('kind')}
        label={t('office-acts.what')}
        values={KINDS}
        words={(each) => t(`office-acts.${each}-what`)}
      />
      <OfficePicker
        {...picker}
        label={t(`office-acts.${kind}-into`)}
        hint={t('compose.add-hint')}
        set={(choice) => picker.set([...into.filter(({ id }) => id !== choice.id), choice])}
      />
      <Successors
        offices={successorsOf(form.values)}
        firstTakesLetters={kind === 'split'}
        remove={(office) => picker.set(into.filter(({ id }) => id !== office.id))}
      />
      <When
        {...form.field('at')}
        label={t('charges.from')}
        dayLabel={t('charges.from-day')}
        min={tomorrow()}
      />
    </FormDialog>
  )
}

interface SuccessorsProps {
  offices: readonly SearchHit[]
  firstTakesLetters: boolean
  remove: (office: SearchHit) => void
}

function Successors({ offices, firstTakesLetters, remove }: SuccessorsProps) {
  const { t } = useTranslation()
  return (
    <ol className="successors">
      {offices.map((office, index) => (
        <li key={office.id}>
          <span>
            {nameOf(office)}{' '}
            {firstTakesLetters && index === 0 && <span className="tag">{t('office.inward')}</span>}
            <span className="under">{office.id}</span>
          </span>
          <button
            type="button"
            className="button-plain"
            aria-label={t('compose.remove-recipient', { office: nameOf(office) })}
            onClick={() => remove(office)}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ol>
  )
}
