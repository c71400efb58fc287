// Making a group, or changing it from now on.

import { useTranslation } from 'react-i18next'
import { GROUP_ID } from '../../../../domain/directory/group/group'
import { Form } from '../../../components/form'
import { TextField } from '../../../components/text-field'
import type { Group } from '../../../contract/directory'
import { useForm } from '../../../lib/use-form'
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
  const form = useForm({
    id: 'group',
    initial: () => groupDraft(group),
    rules: (draft) => ({
      name: [draft.name.trim() !== '', t('groups.fault.name')],
      id: [GROUP_ID.test(draft.id.trim()), t('groups.fault.id')],
      codes: [ruleOf(draft, group) !== null, t('groups.fault.rule')],
    }),
    mutation: useSaveGroup(group),
    request: (draft, key) => ({ ...requestOf(draft, group, seat?.office.code ?? ''), key }),
    done: saved,
  })
  return (
    <Form
      form={form}
      className="card group-form"
      head={<h2>{group ? t('groups.edit') : t('groups.make')}</h2>}
    >
      <div className="field-row">
        <TextField {...form.field('name')} label={t('groups.field.name')} />
        <TextField {...form.field('nameMl')} label={t('groups.field.nameMl')} optional lang="ml" />
        <TextField
          {...form.field('id')}
          label={t('groups.field.id')}
          hint={t('groups.field.id-hint')}
          disabled={group !== null}
        />
      </div>
      <GroupRuleFields draft={form.values} fault={form.field('codes').fault} set={form.set} />
      <div className="button-row">
        <button type="submit" className="button button-main" aria-disabled={form.pending}>
          {form.pending ? t('groups.save-busy') : t('groups.save')}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('cancel')}
        </button>
      </div>
    </Form>
  )
}
