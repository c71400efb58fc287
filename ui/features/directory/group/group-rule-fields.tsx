// Who belongs to a group: offices that meet conditions, or those of a list.

import { useTranslation } from 'react-i18next'
import { Field, fieldAttributes } from '../../../components/field'
import type { GroupDraft } from './group-draft'

interface Props {
  draft: GroupDraft
  fault: string | undefined
  set: (part: Partial<GroupDraft>) => void
}

const CONDITIONS = ['kinds', 'districts', 'departments', 'under'] as const

export function GroupRuleFields({ draft, fault, set }: Props) {
  const { t } = useTranslation()
  const ways =
    draft.by === 'kept' ? (['kept', 'conditions', 'codes'] as const) : (['conditions', 'codes'] as const)
  return (
    <>
      <div className="field-row">
        <Field id="group-by" label={t('groups.field.by')}>
          <select
            id="group-by"
            value={draft.by}
            onChange={(event) => set({ by: ways.find((each) => each === event.target.value) ?? draft.by })}
          >
            {ways.map((way) => (
              <option key={way} value={way}>
                {t(`groups.field.by-${way}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field id="group-reach" label={t('groups.reach')}>
          <select
            id="group-reach"
            value={draft.reach}
            onChange={(event) => set({ reach: event.target.value === 'head' ? 'head' : 'office' })}
          >
            <option value="office">{t('groups.reaches.office')}</option>
            <option value="head">{t('groups.reaches.head')}</option>
          </select>
        </Field>
      </div>
      {draft.by === 'conditions' && (
        <fieldset className="conditions" id="group-codes" tabIndex={-1}>
          <legend>{t('groups.field.by-conditions')}</legend>
          {fault && <p className="field-fault">{fault}</p>}
          <p className="field-hint">{t('groups.field.conditions-hint')}</p>
          <div className="field-row">
            {CONDITIONS.map((name) => (
              <Field key={name} id={`group-${name}`} label={t(`groups.field.${name}`)} optional>
                <input
                  id={`group-${name}`}
                  autoComplete="off"
                  value={draft[name]}
                  onChange={(event) => set({ [name]: event.target.value })}
                />
              </Field>
            ))}
          </div>
        </fieldset>
      )}
      {draft.by === 'codes' && (
        <Field
          id="group-codes"
          label={t('groups.field.codes')}
          hint={t('groups.field.codes-hint')}
          fault={fault}
        >
          <textarea
            {...fieldAttributes({ id: 'group-codes', hint: t('groups.field.codes-hint'), fault })}
            rows={6}
            value={draft.codes}
            onChange={(event) => set({ codes: event.target.value })}
          />
        </Field>
      )}
    </>
  )
}
