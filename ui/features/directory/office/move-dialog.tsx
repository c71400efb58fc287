import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Check } from '../../../components/check'
import { FormDialog } from '../../../components/form-dialog'
import { OfficePicker } from '../../../components/office-picker'
import type { SearchHit } from '../../../contract/directory'
import { nameOf } from '../../../lib/names'
import { useForm } from '../../../lib/use-form'
import { useHasRole } from '../../access/session/session'
import { useMoveOffice } from './changes'
import type { OfficeDialogProps } from './office-dialog'

/** Moves an office with all below it under another one; the State's administrator also to the top. */
export function MoveDialog({ card, close, done }: OfficeDialogProps) {
  const { t } = useTranslation()
  const [office] = useState(card.office)
  const form = useForm({
    id: 'move',
    initial: { parent: null as SearchHit | null, top: false },
    rules: ({ parent, top }) => ({ parent: [top || parent !== null, t('office-acts.office-missing')] }),
    fieldOfCode: { 'parent-unknown': 'parent', 'parent-cycle': 'parent' },
    mutation: useMoveOffice(office),
    request: ({ parent, top }) => (top ? null : (parent?.id ?? null)),
    done: () => done(t('office-acts.moved', { office: nameOf(office) })),
  })
  const isAdmin = useHasRole('admin')
  const top = form.field('top')
  return (
    <FormDialog
      form={form}
      title={t('office-acts.move')}
      intro={t('office-acts.move-intro')}
      about={nameOf(office)}
      words={{ submit: t('office-acts.move'), busy: t('charges.busy') }}
      close={close}
    >
      {!top.value && (
        <OfficePicker
          {...form.field('parent')}
          label={t('office-acts.parent')}
          hint={t('compose.add-hint')}
        />
      )}
      {isAdmin && <Check label={t('office-acts.top')} checked={top.value} set={top.set} />}
    </FormDialog>
  )
}
