// Making a group, or changing it from now on.

import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Fault } from '../../../components/fault'
import { Field, fieldAttributes } from '../../../components/field'
import type { Group } from '../../../contract/directory'
import { useSeat } from '../../access/session/seat'
import { groupDraft, requestOf, ruleOf } from './group-draft'
import { GroupRuleFields } from './group-rule-fields'
import { useSaveGroup } from './queries'

interface Props {
  /** Null to make a new one. */
  group: Group | null
  close: () => void
  saved: (group: Group) => void
}

export function GroupForm({ group, close, saved }: Props) {
  const { t } = useTranslation()
  const { seat } = useSeat()
  const save = useSaveGroup(group)
  const [draft, setDraft] = useState(() => groupDraft(group))
  const [asked, setAsked] = useState(false)
  const rule = ruleOf(draft, group)
  const faults = {
    id: /^[A-Za-z0-9][\w.-]{0,99}$/.test(draft.id.trim()) ? undefined : t('groups.fault.id'),
    name: draft.name.trim() ? undefined : t('groups.fault.name'),
    rule: rule ? undefined : t('groups.fault.rule'),
  }
  const shown = asked ? faults : { id: undefined, name: undefined, rule: undefined }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    const wrong = (['id', 'name', 'rule'] as const).find((field) => faults[field])
    if (wrong) document.getElementById(`group-${wrong}`)?.focus()
    else if (rule && !save.isPending)
      save.mutate(requestOf(draft, rule, group?.office ?? seat?.office.code ?? ''), { onSuccess: saved })
  }
  const text = (field: 'id' | 'name' | 'nameMl', fault?: string, hint?: string) => (
    <Field
      id={`group-${field}`}
      label={t(`groups.field.${field}`)}
      fault={fault}
      hint={hint}
      optional={field === 'nameMl'}
    >
      <input
        {...fieldAttributes({ id: `group-${field}`, fault, hint })}
        autoComplete="off"
        disabled={field === 'id' && group !== null}
        lang={field === 'nameMl' ? 'ml' : undefined}
        value={draft[field]}
        onChange={(event) => setDraft({ ...draft, [field]: event.target.value })}
      />
    </Field>
  )
  return (
    <form className="card group-form" onSubmit={submit} noValidate>
      <h2>{group ? t('groups.edit') : t('groups.make')}</h2>
      {save.isError && <Fault error={save.error} />}
      <div className="field-row">
        {text('name', shown.name)}
        {text('nameMl')}
        {text('id', shown.id, t('groups.field.id-hint'))}
      </div>
      <GroupRuleFields draft={draft} fault={shown.rule} set={(part) => setDraft({ ...draft, ...part })} />
      <div className="button-row">
        <button type="submit" className="button button-main" aria-disabled={save.isPending}>
          {save.isPending ? t('groups.save-busy') : t('groups.save')}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('cancel')}
        </button>
      </div>
    </form>
  )
}
