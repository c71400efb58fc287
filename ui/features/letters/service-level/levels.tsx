// Service levels: in what time offices are to do what with which letters; the State's administrator sets them here.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Fault } from '../../../components/fault'
import { PageTitle } from '../../../components/page-title'
import { Waiting } from '../../../components/waiting'
import type { ServiceLevel } from '../../../contract/letters'
import { useHasRole } from '../../access/session/session'
import { DirectoryTabs } from '../../directory/office/directory-tabs'
import { EndDialog } from './end-dialog'
import { LevelDialog } from './level-dialog'
import { LevelTable } from './level-table'
import { useLevels } from './queries'
import { TryLetter } from './try-letter'
import './levels.css'

type Sheet = { act: 'set'; level: ServiceLevel | null } | { act: 'end'; level: ServiceLevel }

export function LevelsPage() {
  const { t } = useTranslation()
  const levels = useLevels()
  const keeps = useHasRole('admin')
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const [words, setWords] = useState('')
  const close = () => setSheet(null)
  const done = (said: string) => {
    setWords(said)
    close()
  }
  return (
    <>
      <PageTitle>{t('levels.title')}</PageTitle>
      <DirectoryTabs />
      <p className="soft levels-intro">{t('levels.intro')}</p>
      <p className="done-line" role="status">
        {words}
      </p>
      {keeps && (
        <p className="levels-add no-print">
          <button type="button" className="button" onClick={() => setSheet({ act: 'set', level: null })}>
            {t('levels.add')}
          </button>
        </p>
      )}
      {levels.isPending && <Waiting lines={6} />}
      {levels.isError && <Fault error={levels.error} retry={() => void levels.refetch()} />}
      {levels.isSuccess && (
        <LevelTable
          levels={levels.data}
          acts={
            keeps
              ? {
                  change: (level) => setSheet({ act: 'set', level }),
                  end: (level) => setSheet({ act: 'end', level }),
                }
              : null
          }
        />
      )}
      <TryLetter />
      {sheet?.act === 'set' && <LevelDialog level={sheet.level} close={close} done={done} />}
      {sheet?.act === 'end' && <EndDialog level={sheet.level} close={close} done={done} />}
    </>
  )
}
