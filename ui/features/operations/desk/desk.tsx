// The operator's desk: runs whose code fails, how systems stand, letters that failed or wait, and what can be done.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import './desk.css'
import { Fault } from '../../../components/fault'
import { PageTitle } from '../../../components/page-title'
import { Waiting } from '../../../components/waiting'
import { Missing } from '../../../app/missing'
import { useHasRole } from '../../access/session/session'
import type { Said } from './acts'
import { FailingRuns } from './failing-runs'
import { HealthTable } from './health-table'
import { Jobs } from './jobs'
import { LetterDetail } from './letter-detail'
import { LetterList } from './letter-list'
import { useHealth } from './queries'
import { DeskSheet, type Sheet } from './sheet'
import { WholeSystems } from './whole-systems'

export function DeskPage() {
  return useHasRole('operator', 'admin') ? <Desk /> : <Missing />
}

function Desk() {
  const { t } = useTranslation()
  const health = useHealth()
  const systems = health.data ?? []
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const [letterShown, setLetterShown] = useState<string | null>(null)
  const [result, setResult] = useState<Said | null>(null)
  const ask = (next: Sheet) => {
    // What was said of the act before would be taken for this one's.
    setResult(null)
    setSheet(next)
  }
  const close = () => setSheet(null)
  return (
    <>
      <PageTitle>{t('desk.title')}</PageTitle>
      <p role="status" className="done-line">
        {result?.(t)}
      </p>
      <FailingRuns />
      {health.isPending && <Waiting lines={4} />}
      {health.isError && <Fault error={health.error} retry={() => void health.refetch()} />}
      {health.data && <HealthTable systems={systems} ask={ask} />}
      {health.data && <WholeSystems systems={systems} act={ask} />}
      {letterShown && (
        <LetterDetail key={letterShown} id={letterShown} act={ask} close={() => setLetterShown(null)} />
      )}
      <LetterList systems={systems} ask={ask} show={setLetterShown} />
      <Jobs act={ask} />
      {sheet && (
        <DeskSheet
          sheet={sheet}
          systems={systems}
          close={close}
          done={(words) => {
            close()
            setResult(() => words)
          }}
        />
      )}
    </>
  )
}
