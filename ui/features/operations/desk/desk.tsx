// The operator's desk: how systems stand, letters that failed or wait, and what can be done.

import { useState } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import './desk.css'
import { Fault } from '../../../components/fault'
import { PageTitle } from '../../../components/page-title'
import { Waiting } from '../../../components/waiting'
import type { DeskJob } from '../../../contract/operations'
import { Missing } from '../../../app/missing'
import { useHasRole } from '../../access/session/session'
import { ActDialog } from './act-dialog'
import { HealthTable } from './health-table'
import { LetterDetail } from './letter-detail'
import { LetterList } from './letter-list'
import { type Act, useHealth } from './queries'
import { WholeSystems } from './whole-systems'

export function DeskPage() {
  return useHasRole('operator', 'admin') ? <Desk /> : <Missing />
}

function Desk() {
  const { t } = useTranslation()
  const health = useHealth()
  const [act, setAct] = useState<Act | null>(null)
  const [letterShown, setLetterShown] = useState<string | null>(null)
  const [result, setResult] = useState<DeskJob | 'done' | null>(null)
  const done = (job: DeskJob | null) => {
    setAct(null)
    setResult(job ?? 'done')
  }
  return (
    <>
      <PageTitle>{t('desk.title')}</PageTitle>
      <p role="status">{result && wordsOf(result, t)}</p>
      {health.isPending && <Waiting lines={4} />}
      {health.isError && <Fault error={health.error} retry={() => void health.refetch()} />}
      {health.data && <HealthTable systems={health.data} act={setAct} />}
      {health.data && <WholeSystems systems={health.data} act={setAct} />}
      {letterShown && <LetterDetail id={letterShown} act={setAct} close={() => setLetterShown(null)} />}
      <LetterList act={setAct} show={setLetterShown} />
      {act && (
        <ActDialog
          act={act}
          about={act.on === 'letters' ? act.letters.join(', ') : act.id}
          close={() => setAct(null)}
          done={done}
        />
      )}
    </>
  )
}

/** Made when it is shown, so that it follows the language. */
function wordsOf(result: DeskJob | 'done', t: TFunction): string {
  return result === 'done' ? t('desk.done') : t('desk.job', { done: result.done, passed: result.passed })
}
