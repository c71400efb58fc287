// A letter that is being written: its draft, what is wrong with it, and sending it once.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { HeldSeat } from '../../../contract/access'
import type { DispatchAccepted } from '../../../contract/letters'
import { post } from '../../../lib/http'
import { asProblem } from '../../../lib/problem'
import { randomKey } from '../../../lib/random-key'
import { type Draft, type DraftDocument, keepDraft, loadDraft, newDraft, requestOf } from './draft'
import { SUMMARY } from './fault-summary'
import { type Faults, faultsOf, serviceFaults } from './faults'
import { useUploads } from './uploads'

/** Sends a draft under its key: a second click or a retry after a lost response is the same letter. */
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

/** The letter of a seat in this tab. Faults are shown after the first try, and each failed one focuses their summary. */
export function useLetter(seat: HeldSeat) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(() => loadDraft(seat.id))
  const [tries, setTries] = useState(0)
  const [faultsOfServer, setFaultsOfServer] = useState<Faults>({})
  const addDocument = useCallback(
    (document: DraftDocument) => setDraft((now) => ({ ...now, documents: [...now.documents, document] })),
    [],
  )
  const uploads = useUploads(seat.office.code, addDocument)
  const send = useSend(seat)
  const isSent = send.isSuccess
  useEffect(() => {
    if (!isSent) keepDraft(seat.id, draft)
  }, [seat.id, draft, isSent])
  useEffect(() => {
    if (tries > 0) document.getElementById(SUMMARY)?.focus()
  }, [tries])

  const submit = (letter: Draft) => {
    if (send.isPending || isSent) return
    setFaultsOfServer({})
    send.reset()
    setTries(tries + 1)
    if (Object.keys(faultsOf(letter, uploads.uploads, t)).length > 0) return
    send.mutate(letter, {
      onError: (error) => {
        setFaultsOfServer(serviceFaults(asProblem(error), t))
        setTries(tries + 2)
      },
    })
  }
  const problem = send.error && asProblem(send.error)
  return {
    draft,
    uploads,
    faults: tries > 0 && !isSent ? { ...faultsOfServer, ...faultsOf(draft, uploads.uploads, t) } : {},
    /** The fault of the last try, unless it belongs to fields: there it is gone when they are changed. */
    error: problem && Object.keys(serviceFaults(problem, t)).length === 0 ? problem : null,
    pending: send.isPending,
    set: (part: Partial<Draft>) => {
      setDraft((now) => ({ ...now, ...part }))
      // What the service found wrong is said of the draft it saw.
      setFaultsOfServer({})
    },
    submit: () => submit(draft),
    /** Sends it as another letter; null unless its key was used for a letter that read otherwise. */
    submitAsNew:
      problem?.code === 'idempotency-key-reused'
        ? () => {
            const letter = { ...draft, key: randomKey() }
            setDraft(letter)
            submit(letter)
          }
        : null,
    discard: () => {
      setDraft(newDraft())
      setFaultsOfServer({})
      setTries(0)
      send.reset()
    },
  }
}
