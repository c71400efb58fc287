// The inbox of a seat: what has come, how old it is, how much time is left, and what to do with it.

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Empty } from '../../../components/empty'
import { Fault } from '../../../components/fault'
import { PageTitle } from '../../../components/page-title'
import { Waiting } from '../../../components/waiting'
import type { HeldSeat } from '../../../contract/access'
import type { Tapal } from '../../../contract/letters'
import { useShortcuts } from '../../../lib/shortcuts'
import { useSeat } from '../../access/session/seat'
import { AcknowledgeDialog } from '../tapal/acknowledge-dialog'
import { RefuseDialog } from '../tapal/refuse-dialog'
import { Rows } from './inbox-rows'
import { useInbox, useInboxCounts, viewOf } from './queries'
import { focusRow, rowIndexWithFocus } from './row-focus'
import { Views } from './view-tabs'
import './inbox.css'

export function Inbox() {
  const { t } = useTranslation()
  const { seat } = useSeat()
  return (
    <>
      <PageTitle>{t('inbox.title')}</PageTitle>
      {seat ? <InboxOf key={seat.id} seat={seat} /> : <Empty icon="inbox" text={t('seat.none')} />}
    </>
  )
}

function InboxOf({ seat }: { seat: HeldSeat }) {
  const { t } = useTranslation()
  const [parameters] = useSearchParams()
  const view = viewOf(parameters.get('view'))
  const inbox = useInbox(seat.id, view)
  const counts = useInboxCounts(seat.id)
  const [dialog, setDialog] = useState<{ act: 'acknowledge' | 'refuse'; tapal: Tapal } | null>(null)
  const [success, setSuccess] = useState<{ words: string; row: number } | null>(null)
  const tapals = inbox.data?.pages.flatMap((page) => page.items) ?? []
  useShortcuts({
    j: () => focusRow(rowIndexWithFocus() + 1),
    k: () => focusRow(Math.max(0, rowIndexWithFocus() - 1)),
    a: () => {
      const tapal = tapals[rowIndexWithFocus()]
      if (tapal?.acts.includes('acknowledgement')) setDialog({ act: 'acknowledge', tapal })
    },
  })
  const finish = (words: string) => {
    const row = tapals.findIndex(({ id }) => id === dialog?.tapal.id)
    setDialog(null)
    setSuccess({ words, row })
  }
  // The row may be gone from this view: the focus goes on from its place.
  useEffect(() => {
    if (success) focusRow(Math.max(0, success.row))
  }, [success])
  return (
    <>
      <Views current={view} counts={counts ?? inbox.data?.pages[0]?.counts} />
      <p className="done-line" role="status">
        {success?.words}
      </p>
      {inbox.isError && <Fault error={inbox.error} retry={() => void inbox.refetch()} />}
      {inbox.isPending && <Waiting lines={6} />}
      {inbox.isSuccess && tapals.length === 0 && (
        <Empty icon="inbox" text={t(`inbox.empty.${view}`)} hint={t('inbox.empty-hint')} />
      )}
      {tapals.length > 0 && (
        <Rows
          tapals={tapals}
          view={view}
          acknowledge={(tapal) => setDialog({ act: 'acknowledge', tapal })}
          refuse={(tapal) => setDialog({ act: 'refuse', tapal })}
        />
      )}
      {inbox.hasNextPage && (
        <button type="button" className="button" onClick={() => void inbox.fetchNextPage()}>
          {t('more')}
        </button>
      )}
      {dialog?.act === 'acknowledge' && (
        <AcknowledgeDialog tapal={dialog.tapal} close={() => setDialog(null)} done={finish} />
      )}
      {dialog?.act === 'refuse' && (
        <RefuseDialog tapal={dialog.tapal} close={() => setDialog(null)} done={finish} />
      )}
    </>
  )
}
