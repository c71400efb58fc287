import { useTranslation } from 'react-i18next'
import { MAX_DIARY_NUMBER } from '../../../../domain/letters/dispatch/limits'
import { FormDialog } from '../../../components/form-dialog'
import { TextField } from '../../../components/text-field'
import type { Tapal } from '../../../contract/letters'
import { today } from '../../../lib/time'
import { useForm } from '../../../lib/use-form'
import { useSeat } from '../../access/session/seat'
import { type Act, actingSeat, useAct } from './acts'

export interface TapalDialogProps {
  tapal: Tapal
  close: () => void
  /** Called with the words that tell what was done. */
  done: (words: string) => void
}

/** Takes a tapal with the diary number of the office; the allotted inward number is filled in. */
export function AcknowledgeDialog({ tapal, close, done }: TapalDialogProps) {
  const { t } = useTranslation()
  const { seat, seats } = useSeat()
  const form = useForm({
    id: 'acknowledge',
    initial: { diaryNumber: tapal.inwardNumber ?? '', diaryDate: today() },
    rules: ({ diaryNumber, diaryDate }) => ({
      diaryNumber: [
        diaryNumber.trim() !== '' && diaryNumber.trim().length <= MAX_DIARY_NUMBER,
        diaryNumber.trim() ? t('acknowledge.number-long') : t('acknowledge.number-missing'),
      ],
      diaryDate: [diaryDate <= today(), t('acknowledge.date-invalid')],
    }),
    mutation: useAct(tapal, actingSeat(tapal, seat, seats)),
    request: ({ diaryNumber, diaryDate }): Act => ({
      act: 'acknowledgement',
      diaryNumber: diaryNumber.trim(),
      ...(diaryDate && { diaryDate }),
    }),
    done: (_tapal, { diaryNumber }) => done(t('tapal.done.acknowledgement', { number: diaryNumber.trim() })),
  })
  return (
    <FormDialog
      form={form}
      title={t('acknowledge.title')}
      intro={t('acknowledge.intro')}
      about={tapal.subject}
      words={{ submit: t('acknowledge.submit'), busy: t('acknowledge.busy') }}
      close={close}
    >
      <TextField
        {...form.field('diaryNumber')}
        label={t('facts.diary-number')}
        hint={tapal.inwardNumber ? t('acknowledge.allotted') : undefined}
      />
      <TextField
        {...form.field('diaryDate')}
        label={t('facts.diary-date')}
        type="date"
        max={today()}
        optional
      />
    </FormDialog>
  )
}
