// A new secret or token of a system: the one before counts for a while beside it; what KCS makes is shown once.

import { useTranslation } from 'react-i18next'
import { cardOf, settingNames } from '../../../../domain/letters/systems'
import { Dialog } from '../../../components/dialog'
import { Facts } from '../../../components/facts'
import { FormDialog } from '../../../components/form-dialog'
import { SelectField } from '../../../components/select-field'
import { ShownOnce } from '../../../components/shown-once'
import { TextField } from '../../../components/text-field'
import { At } from '../../../components/time'
import type { NewSetting, SystemHealth } from '../../../contract/operations'
import { codeWords } from '../../../lib/code-words'
import { currentLanguage } from '../../../lib/i18n'
import { hoursWords } from '../../../lib/time'
import { useForm } from '../../../lib/use-form'
import { useSetSecret } from './acts'
import { isReason, ReasonField } from './reason-field'

/** A leaked one is given none. */
const OVERLAP_HOURS = ['24', '0', '1', '72', '168'] as const

interface Props {
  system: SystemHealth
  close: () => void
}

export function SecretDialog({ system, close }: Props) {
  const { t } = useTranslation()
  const { settings } = cardOf(system.mechanism)
  const names = settingNames(system.mechanism)
  const secret = useSetSecret(system.id)
  const isTheirs = (setting: string) => settings[setting]?.madeBy === 'system'
  const form = useForm({
    id: 'desk-secret',
    initial: {
      setting: names[0] ?? '',
      value: '',
      overlap: '24' as (typeof OVERLAP_HOURS)[number],
      reason: '',
    },
    rules: ({ setting, value, reason }) => ({
      value: [!isTheirs(setting) || value.trim() !== '', t('desk.value-missing')],
      reason: [isReason(reason), t('desk.reason-missing')],
    }),
    mutation: secret,
    request: ({ setting, value, overlap, reason }, key) => ({
      setting,
      ...(isTheirs(setting) && { value: value.trim() }),
      overlapHours: Number(overlap),
      reason: reason.trim(),
      key,
    }),
    // What comes is shown in place of the question.
    done: () => undefined,
  })
  const title = t('desk.act.secret')
  if (secret.data)
    return (
      <Dialog title={title} close={close}>
        <Shown set={secret.data} system={system.id} close={close} />
      </Dialog>
    )
  return (
    <FormDialog
      form={form}
      title={title}
      intro={t('desk.act-intro.secret')}
      about={system.id}
      words={{ submit: title, busy: t('desk.busy') }}
      close={close}
    >
      {names.length > 1 && (
        <SelectField
          {...form.field('setting')}
          label={t('desk.setting')}
          values={names}
          words={(name) => codeWords('setting', name, t)}
        />
      )}
      {isTheirs(form.values.setting) && (
        <TextField
          {...form.field('value')}
          label={t('desk.value')}
          type="password"
          autoComplete="new-password"
        />
      )}
      <SelectField
        {...form.field('overlap')}
        label={t('desk.overlap')}
        values={OVERLAP_HOURS}
        words={(hours) =>
          hours === '0' ? t('desk.overlap-none') : hoursWords(Number(hours) * 3600, currentLanguage())
        }
      />
      <ReasonField field={form.field('reason')} />
    </FormDialog>
  )
}

function Shown({ set, system, close }: { set: NewSetting; system: string; close: () => void }) {
  const { t } = useTranslation()
  return (
    <>
      {set.value !== null && (
        <>
          <p>{t('desk.secret-shown', { system })}</p>
          <ShownOnce id="desk-new-secret" text={set.value} />
        </>
      )}
      <p role="status">{t('desk.secret-set')}</p>
      <Facts
        facts={[[t('desk.secret-until'), set.formerUntil && <At key="until" at={set.formerUntil} />, 'wide']]}
      />
      {set.value !== null && <p className="note note-wait">{t('desk.secret-once')}</p>}
      <div className="dialog-acts">
        <button type="button" className="button button-main" onClick={close}>
          {t('close')}
        </button>
      </div>
    </>
  )
}
