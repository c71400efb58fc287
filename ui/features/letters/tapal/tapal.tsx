// One tapal: the letter beside its details, what can be done with it, and what came before.

import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { Empty } from '../../../components/empty'
import { Fault } from '../../../components/fault'
import { Icon } from '../../../components/icon'
import { PageTitle } from '../../../components/page-title'
import { StateMark } from '../../../components/state-mark'
import { Waiting } from '../../../components/waiting'
import type { Tapal } from '../../../contract/letters'
import { query } from '../../../lib/http'
import { subjectOf } from '../../../lib/names'
import { useShortcuts } from '../../../lib/shortcuts'
import { useSeat, useSeesTrace } from '../../access/session/seat'
import { viewOf } from '../inbox/queries'
import { History } from '../trace/history'
import { AcknowledgeDialog } from './acknowledge-dialog'
import { actingSeat, useAct, useTapal } from './acts'
import { Details } from './details'
import { Letter } from './letter'
import { useNext } from './next'
import { RefuseDialog } from './refuse-dialog'
import './tapal.css'

export function TapalPage() {
  const { t } = useTranslation()
  const id = useParams()['id'] ?? ''
  const [parameters] = useSearchParams()
  const view = parameters.get('view') ?? undefined
  const tapal = useTapal(id)
  return (
    <>
      <p className="back">
        <Link to={`/inbox${query({ view })}`}>
          <Icon name="back" />
          {t('tapal.back')}
        </Link>
      </p>
      {tapal.isPending && (
        <>
          <PageTitle>{t('tapal.title')}</PageTitle>
          <Waiting lines={6} />
        </>
      )}
      {tapal.isError && (
        <>
          <PageTitle>{t('tapal.title')}</PageTitle>
          <Fault error={tapal.error} retry={() => void tapal.refetch()} />
        </>
      )}
      {tapal.isSuccess && <One key={id} tapal={tapal.data} view={view} />}
    </>
  )
}

function One({ tapal, view }: { tapal: Tapal; view: string | undefined }) {
  const { t } = useTranslation()
  const seesTrace = useSeesTrace(tapal.sender.office)
  return (
    <>
      <PageTitle>{subjectOf(tapal, t)}</PageTitle>
      <p className="under-title">
        <StateMark state={tapal.state} />
        <span>{tapal.letterNumber}</span>
      </p>
      <div className="tapal">
        <div className="tapal-side">
          <Actions tapal={tapal} view={view} />
          <section className="card">
            <h2>{t('tapal.details')}</h2>
            <Details tapal={tapal} />
            {seesTrace && (
              <p>
                <Link to={`/dispatches/${tapal.dispatchId}`}>{t('tapal.trace')}</Link>
              </p>
            )}
          </section>
          <section className="card">
            <h2>{t('tapal.history')}</h2>
            <History events={tapal.history ?? []} />
          </section>
        </div>
        {tapal.masked ? (
          <Empty icon="file" text={t('masked.documents')} hint={t('masked.hint')} />
        ) : (
          <Letter documents={tapal.documents} />
        )}
      </div>
    </>
  )
}

function Actions({ tapal, view }: { tapal: Tapal; view: string | undefined }) {
  const { t } = useTranslation()
  const { seat, seats } = useSeat()
  const navigate = useNavigate()
  const [dialog, setDialog] = useState<'acknowledge' | 'refuse' | null>(null)
  const [success, setSuccess] = useState('')
  const act = useAct(tapal, actingSeat(tapal, seat, seats))
  const next = useNext(seat?.id ?? null, viewOf(view ?? null), tapal.id)
  const nextAddress = next && `/tapals/${next.id}${query({ view })}`
  const can = (name: Tapal['acts'][number]) => tapal.acts.includes(name)
  useShortcuts({
    a: () => can('acknowledgement') && setDialog('acknowledge'),
    n: () => nextAddress && void navigate(nextAddress),
  })
  const finish = (words: string) => {
    setDialog(null)
    setSuccess(words)
  }
  // The button one pressed is gone: the focus goes on to the next tapal, or to what was done.
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    const place = (selector: string) => section.current?.querySelector<HTMLElement>(selector)
    if (success) (place('[data-next]') ?? place('[role=status]'))?.focus()
  }, [success])
  return (
    <section ref={section} className="card tapal-acts" aria-label={t('tapal.actions')}>
      <p role="status" tabIndex={-1} className={success ? 'done' : 'unseen'}>
        {success}
      </p>
      {act.isError && <Fault error={act.error} />}
      {tapal.acts.length > 0 && (
        <div className="button-row">
          {can('acknowledgement') && (
            <button type="button" className="button button-main" onClick={() => setDialog('acknowledge')}>
              {t('inbox.acknowledge')}
            </button>
          )}
          {can('opening') && (
            <button
              type="button"
              className="button"
              disabled={act.isPending}
              onClick={() =>
                act.mutate({ act: 'opening' }, { onSuccess: () => finish(t('tapal.done.opening')) })
              }
            >
              {t('tapal.open')}
            </button>
          )}
          {can('refusal') && (
            <button type="button" className="button" onClick={() => setDialog('refuse')}>
              {t('inbox.refuse')}
            </button>
          )}
        </div>
      )}
      {tapal.acts.length === 0 && !success && <p className="soft">{t('tapal.no-actions')}</p>}
      {nextAddress ? (
        <Link data-next className={success ? 'button button-main' : 'next-link'} to={nextAddress}>
          {t('tapal.next')}
          <Icon name="next" />
        </Link>
      ) : (
        success && <p className="soft">{t('tapal.next-none')}</p>
      )}
      {dialog === 'acknowledge' && (
        <AcknowledgeDialog tapal={tapal} close={() => setDialog(null)} done={finish} />
      )}
      {dialog === 'refuse' && <RefuseDialog tapal={tapal} close={() => setDialog(null)} done={finish} />}
    </section>
  )
}
