import { useTranslation } from 'react-i18next'
import { MAX_REASON } from '../../../../domain/letters/dispatch/limits'
import { REFUSAL_CODES, type RefusalCode } from '../../../../domain/letters/tapal/refusal'
import { FormDialog } from '../../../components/form-dialog'
import { OfficePicker } from '../../../components/office-picker'
import { SelectField } from '../../../components/select-field'
import { TextArea } from '../../../components/text-area'
import type { SearchHit } from '../../../contract/directory'
import { useForm } from '../../../lib/use-form'
import { useSeat } from '../../access/session/seat'
import type { TapalDialogProps } from './acknowledge-dialog'
import { type Act, actingSeat, useAct } from './acts'

interface Refusal {
  code: RefusalCode | ''
  reason: string
  rightOffice: SearchHit | null
}

/** Refuses a tapal with a coded reason, what is to be put right and, if known, the right office. */
export function RefuseDialog({ tapal, close, done }: TapalDialogProps) {
  const { t } = useTranslation()
  const { seat, seats } = useSeat()
  const form = useForm({
    id: 'refuse',
    initial: { code: '', reason: '', rightOffice: null } as Refusal,
    rules: ({ code, reason }) => ({
      code: [code !== '', t('refuse.code-missing')],
      reason: [
        reason.trim() !== '' && reason.trim().length <= MAX_REASON,
        reason.trim() ? t('refuse.reason-long') : t('refuse.reason-missing'),
      ],
    }),
    mutation: useAct(tapal, actingSeat(tapal, seat, seats)),
    request: ({ code, reason, rightOffice }): Act => ({
      act: 'refusal',
      code: code || 'other',
      reason: reason.trim(),
      ...(rightOffice && { rightOffice: rightOffice.id }),
    }),
    done: () => done(t('tapal.done.refusal')),
  })
  return (
    <FormDialog
      form={form}
      title={t('refuse.title')}
      intro={t('refuse.intro')}
      about={tapal.subject}
      words={{ submit: t('refuse.submit'), busy: t('refuse.busy') }}
      danger
      close={close}
    >
      <SelectField
        {...form.field('code')}
        label={t('refuse.code')}
        values={['', ...REFUSAL_CODES]}
        words={(code) => (code ? t(`refuse.codes.${code}`) : t('refuse.choose'))}
      />
      <TextArea {...form.field('reason')} label={t('refuse.reason')} />
      {form.values.code === 'not-for-this-office' && (
        <OfficePicker {...form.field('rightOffice')} label={t('refuse.right-office')} optional />
      )}
    </FormDialog>
  )
}
