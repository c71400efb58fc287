// For a letter that went by mail and waits: its sender has a new link mailed where the first one was lost or went astray.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Fault } from '../../../components/fault'
import type { Tapal } from '../../../contract/letters'
import { post } from '../../../lib/http'
import { keys } from '../../../lib/keys'
import { randomKey } from '../../../lib/random-key'

export function RenewLink({ tapal }: { tapal: Tapal }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  // One key until it went through, so that a retry mails no second link.
  const key = useRef(randomKey())
  const renewal = useMutation({
    mutationFn: () =>
      post<Tapal>(`/v1/tapals/${encodeURIComponent(tapal.id)}/mail-link`, undefined, key.current),
    onSuccess: () => {
      key.current = randomKey()
    },
    onSettled: () => void client.invalidateQueries({ queryKey: keys.trace(tapal.dispatchId) }),
  })
  if (tapal.mechanism !== 'email' || tapal.state !== 'delivered') return null
  return (
    <div className="renew-link">
      <p className="soft" role="status">
        {renewal.isSuccess ? t('trace.link-done') : t('trace.link-hint')}
      </p>
      {renewal.isError && <Fault error={renewal.error} />}
      <button type="button" className="button" disabled={renewal.isPending} onClick={() => renewal.mutate()}>
        {t('trace.link-renew')}
      </button>
    </div>
  )
}
