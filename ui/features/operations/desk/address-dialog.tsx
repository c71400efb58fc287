import { useTranslation } from 'react-i18next'
import { cardOf } from '../../../../domain/letters/systems'
import { FormDialog } from '../../../components/form-dialog'
import { TextField } from '../../../components/text-field'
import type { SystemHealth } from '../../../contract/operations'
import { useForm } from '../../../lib/use-form'
import { type Said, useSetAddress } from './acts'
import { isReason, ReasonField } from './reason-field'

/** By how a system is reached: what an address looks like, and what is said of another one. */
const ADDRESSES = {
  https: {
    pattern: /^https?:\/\/[^/\s]/i,
    missing: 'desk.address-missing',
    forbidden: 'desk.address-forbidden',
  },
  folders: {
    pattern: /^(sftp:\/\/[^/\s]|file:\/\/\/)/i,
    missing: 'desk.address-missing-folders',
    forbidden: 'desk.address-forbidden-folders',
  },
} as const

interface Props {
  system: SystemHealth
  close: () => void
  done: (said: Said) => void
}

/** Where KCS calls a system from now on. */
export function AddressDialog({ system, close, done }: Props) {
  const { t } = useTranslation()
  const { pattern, missing, forbidden } = ADDRESSES[cardOf(system.mechanism).folders ? 'folders' : 'https']
  const form = useForm({
    id: 'desk-address',
    initial: { address: system.address, reason: '' },
    rules: ({ address, reason }) => ({
      address: [pattern.test(address.trim()) && URL.canParse(address), t(missing)],
      reason: [isReason(reason), t('desk.reason-missing')],
    }),
    fieldOfCode: { 'endpoint-address-forbidden': ['address', t(forbidden)] },
    mutation: useSetAddress(system.id),
    request: ({ address, reason }) => ({ address: address.trim(), reason: reason.trim() }),
    done: () => done((inWords) => inWords('desk.address-done', { system: system.id })),
  })
  return (
    <FormDialog
      form={form}
      title={t('desk.act.address')}
      intro={t('desk.act-intro.address')}
      about={system.id}
      words={{ submit: t('desk.act.address'), busy: t('desk.busy') }}
      close={close}
    >
      <TextField {...form.field('address')} label={t('desk.address')} type="url" />
      <ReasonField field={form.field('reason')} />
    </FormDialog>
  )
}
