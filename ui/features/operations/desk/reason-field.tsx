import { useTranslation } from 'react-i18next'
import { MAX_REASON } from '../../../../domain/letters/dispatch/limits'
import { TextArea } from '../../../components/text-area'
import type { FieldState } from '../../../lib/use-form'

/** Why an operator does it: each act of the desk asks, and the service takes none without. */
export function ReasonField({ field }: { field: FieldState<string> }) {
  const { t } = useTranslation()
  return <TextArea {...field} label={t('desk.reason')} rows={2} maxLength={MAX_REASON} />
}

export const isReason = (text: string) => text.trim() !== ''
