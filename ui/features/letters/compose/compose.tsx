// Writing and sending a letter.

import type { SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../../components/empty'
import { Fault } from '../../../components/fault'
import { PageTitle } from '../../../components/page-title'
import type { HeldSeat } from '../../../contract/access'
import { nameOf, seatName } from '../../../lib/names'
import { useSeat } from '../../access/session/seat'
import { DocumentsField } from './documents-field'
import { letterCount } from './draft'
import { FaultSummary } from './fault-summary'
import { LetterFields } from './letter-fields'
import { RecipientsField } from './recipients-field'
import { RoutePanel } from './route-panel'
import { TimesFields } from './times-fields'
import { useLetter } from './use-letter'
import './compose.css'
import './pickers.css'

export function Compose() {
  const { t } = useTranslation()
  const { seat } = useSeat()
  return (
    <>
      <PageTitle>{t('compose.title')}</PageTitle>
      {seat ? <LetterForm key={seat.id} seat={seat} /> : <Empty icon="pen" text={t('seat.none')} />}
    </>
  )
}

function LetterForm({ seat }: { seat: HeldSeat }) {
  const { t } = useTranslation()
  const letter = useLetter(seat)
  const { draft, faults, set } = letter
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    letter.submit()
  }
  return (
    <form className="compose" onSubmit={onSubmit} noValidate>
      {Object.keys(faults).length > 0 && <FaultSummary faults={faults} />}
      {letter.error && <Fault error={letter.error} />}
      {letter.submitAsNew && (
        <button type="button" className="button" onClick={letter.submitAsNew}>
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
          uploads={letter.uploads}
          faults={faults}
          remove={(row) => set({ documents: draft.documents.filter((each) => each.row !== row) })}
        />
      </section>
      <TimesFields draft={draft} faults={faults} set={set} />
      <RoutePanel draft={draft} seat={seat.id} />
      <LetterEnd letter={letter} />
    </form>
  )
}

/** How much is sent to how many, and the buttons that send or discard it. */
function LetterEnd({ letter }: { letter: ReturnType<typeof useLetter> }) {
  const { t } = useTranslation()
  const { recipients, documents } = letter.draft
  return (
    <div className="compose-end">
      <p>
        {t('compose.summary', {
          recipients: t('compose.n-recipients', { count: letterCount(recipients) }),
          documents: t('compose.n-documents', { count: documents.length }),
        })}
      </p>
      <div className="button-row">
        <button type="submit" className="button button-main" aria-disabled={letter.pending}>
          {letter.pending ? t('compose.busy') : t('compose.send')}
        </button>
        <button type="button" className="button" onClick={letter.discard}>
          {t('compose.discard')}
        </button>
      </div>
      <p className="soft">{t('compose.kept')}</p>
    </div>
  )
}
