import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '../../../components/form-dialog'
import { OfficePicker } from '../../../components/office-picker'
import type { Found } from '../../../contract/directory'
import { toldAt } from '../../../lib/field-faults'
import { nameOf } from '../../../lib/names'
import { useSession } from '../../access/session/session'
import { useMoveOffice } from './changes'
import type { OfficeDialogProps } from './office-acts'

/** Moves an office with all below it under another one; the State's administrator also to the top. */
export function MoveDialog({ card, close, done }: OfficeDialogProps) {
  const { t } = useTranslation()
  const [opened] = useState(card.office)
  const move = useMoveOffice(opened)
  const [parent, setParent] = useState<Found | null>(null)
  const [top, setTop] = useState(false)
  const [asked, setAsked] = useState(false)
  const admin = useSession().data?.account.roles.includes('admin') ?? false
  const missing = t('office-acts.office-missing')
  const told = toldAt(
    move.error,
    { parent: missing },
    { 'parent-unknown': 'parent', 'parent-cycle': 'parent' },
    t,
  )
  const fault = asked && !top && !parent ? missing : told.text || undefined
  const submit = () => {
    setAsked(true)
    if (!top && !parent) document.getElementById('move-parent')?.focus()
    else if (!move.isPending)
      move.mutate(top ? null : (parent?.id ?? null), {
        onSuccess: () => done(t('office-acts.moved', { office: nameOf(opened) })),
      })
  }
  return (
    <FormDialog
      title={t('office-acts.move')}
      intro={t('office-acts.move-intro')}
      about={nameOf(opened)}
      error={told.rest}
      words={{ submit: t('office-acts.move'), busy: t('charges.busy') }}
      pending={move.isPending}
      submit={submit}
      close={close}
    >
      {!top && (
        <OfficePicker
          id="move-parent"
          label={t('office-acts.parent')}
          hint={t('compose.add-hint')}
          fault={fault}
          choose={(found) => {
            setParent(found)
            move.reset()
          }}
          keep
        />
      )}
      {!top && parent && (
        <p className="soft">
          → {nameOf(parent)} ({parent.id})
        </p>
      )}
      {admin && (
        <label className="check">
          <input type="checkbox" checked={top} onChange={(event) => setTop(event.target.checked)} />
          {t('office-acts.top')}
        </label>
      )}
    </FormDialog>
  )
}
