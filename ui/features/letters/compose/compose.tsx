// Writing and sending a letter.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Empty } from '../../../components/empty'
import { Fault } from '../../../components/fault'
import { PageTitle } from '../../../components/page-title'
import type { HeldSeat } from '../../../contract/access'
import type { DispatchAccepted } from '../../../contract/letters'
import { post } from '../../../lib/http'
import { nameOf, seatName } from '../../../lib/names'
import { asProblem } from '../../../lib/problem'
import { randomKey } from '../../../lib/random-key'
import { useSeat } from '../../access/session/seat'
import { DocumentsField } from './documents-field'
import { type Draft, type DraftDocument, keepDraft, loadDraft, newDraft, reached, requestOf } from './draft'
import { FaultSummary, SUMMARY } from './fault-summary'
import { type Faults, faultsOf, serviceFaults } from './faults'
import { LetterFields } from './letter-fields'
import { RecipientsField } from './recipients-field'
import { RoutePanel } from './route-panel'
import { TimesFields } from './times-fields'
import { useUploads } from './uploads'
import './compose.css'
import './pickers.css'

export function Compose() {
  const { t } = useTranslation()
  const { seat } = useSeat()
  return (
    <>
      <PageTitle>{t('compose.title')}</PageTitle>
      {seat ? <Form key={seat.id} seat={seat} /> : <Empty icon="pen" text={t('seat.none')} />}
    </>
  )
}

/** Sends a draft under its key: a second click or a retry after a lost answer is the same letter. */
function useSend(seat: HeldSeat) {
  const navigate = useNavigate()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (draft: Draft) =>
      post<DispatchAccepted>('/v1/dispatches', requestOf(draft, seat.id), draft.key),
    onSuccess: async ({ id }) => {
      keepDraft(seat.id, null)
      void client.invalidateQueries({ queryKey: ['sent'] })
      await navigate(`/dispatches/${encodeURIComponent(id)}`)
    },
  })
}

function Form({ seat }: { seat: HeldSeat }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(() => loadDraft(seat.id))
  // Counts tries: faults are shown after the first, and each failed one brings the focus to their summary.
  const [tries, setTries] = useState(0)
  const [found, setFound] = useState<Faults>({})
  const stored = useCallback(
    (document: DraftDocument) => setDraft((now) => ({ ...now, documents: [...now.documents, document] })),
    [],
  )
  const uploads = useUploads(seat.office.code, stored)
  const send = useSend(seat)
  const sent = send.isSuccess
  useEffect(() => {
    if (!sent) keepDraft(seat.id, draft)
  }, [seat.id, draft, sent])

  useEffect(() => {
    if (tries > 0) document.getElementById(SUMMARY)?.focus()
  }, [tries])

  const set = (part: Partial<Draft>) => {
    setDraft((now) => ({ ...now, ...part }))
    // What the service found holds for the draft it saw.
    setFound({})
  }
  const faults = tries > 0 && !sent ? { ...found, ...faultsOf(draft, uploads.uploads, t) } : {}
  const go = (letter: Draft) => {
    if (send.isPending || sent) return
    setFound({})
    send.reset()
    setTries(tries + 1)
    if (Object.keys(faultsOf(letter, uploads.uploads, t)).length > 0) return
    send.mutate(letter, {
      onError: (error) => {
        setFound(serviceFaults(asProblem(error), t))
        setTries(tries + 2)
      },
    })
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    go(draft)
  }
  const asNew = () => {
    const letter = { ...draft, key: randomKey() }
    setDraft(letter)
    go(letter)
  }
  // A fault the service found at fields is shown there, and gone when they are changed.
  const atFields = send.isError && Object.keys(serviceFaults(asProblem(send.error), t)).length > 0
  const used = send.isError && asProblem(send.error).code === 'idempotency-key-reused'
  return (
    <form className="compose" onSubmit={submit} noValidate>
      {Object.keys(faults).length > 0 && <FaultSummary faults={faults} />}
      {send.isError && !atFields && <Fault error={send.error} />}
      {used && (
        <button type="button" className="button" onClick={asNew}>
          {t('compose.as-new')}
        </button>
      )}
      <p className="soft">{t('compose.intro')}</p>
      <section className="card" aria-labelledby="compose-letter">
        <h2 id="compose-letter">{t('compose.letter')}</h2>
        <p className="compose-from">
          <span className="soft">{t('compose.from')}: </span>
          {seatName(seat)} · {nameOf(seat.office)}
        </p>
        <LetterFields draft={draft} faults={faults} set={set} />
      </section>
      <section className="card" aria-labelledby="compose-recipients">
        <h2 id="compose-recipients">{t('compose.recipients')}</h2>
        <RecipientsField
          recipients={draft.recipients}
          faults={faults}
          change={(recipients) => set({ recipients })}
        />
      </section>
      <section className="card" aria-labelledby="compose-documents">
        <h2 id="compose-documents">{t('compose.documents')}</h2>
        <DocumentsField
          documents={draft.documents}
          uploads={uploads}
          faults={faults}
          remove={(row) => set({ documents: draft.documents.filter((each) => each.row !== row) })}
        />
      </section>
      <TimesFields draft={draft} faults={faults} set={set} />
      <RoutePanel draft={draft} seat={seat.id} />
      <div className="compose-end">
        <p>
          {t('compose.summary', {
            recipients: t('compose.n-recipients', { count: reached(draft.recipients) }),
            documents: t('compose.n-documents', { count: draft.documents.length }),
          })}
        </p>
        <div className="button-row">
          <button type="submit" className="button button-main" aria-disabled={send.isPending}>
            {send.isPending ? t('compose.busy') : t('compose.send')}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => {
              setDraft(newDraft())
              setFound({})
              setTries(0)
              send.reset()
            }}
          >
            {t('compose.discard')}
          </button>
        </div>
        <p className="soft">{t('compose.kept')}</p>
      </div>
    </form>
  )
}
