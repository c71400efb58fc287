// Bringing a file of offices, seats or people into the directory: first what it would change, then the change.

import { type SubmitEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  IMPORT_MODES,
  type ImportMode,
  LIST_NAMES,
  type ListName,
} from '../../../../domain/directory/import/names'
import { Fault } from '../../../components/fault'
import { Field, fieldAttributes } from '../../../components/field'
import { PageTitle } from '../../../components/page-title'
import { Waiting } from '../../../components/waiting'
import { DirectoryTabs } from '../office/tabs'
import { Commit } from './commit'
import { useImport } from './queries'
import { Report } from './report'
import './import.css'

export function ImportPage() {
  const { t } = useTranslation()
  const trial = useImport()
  const real = useImport()
  const [thing, setThing] = useState<ListName>('offices')
  const [file, setFile] = useState<File | null>(null)
  const [mode, setMode] = useState<ImportMode>('all-or-nothing')
  const [asked, setAsked] = useState(false)
  const results = useRef<HTMLDivElement>(null)
  const fault = asked && !file ? t('import.file-missing') : undefined
  const forget = () => {
    trial.reset()
    real.reset()
  }
  const look = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    real.reset()
    if (!file) document.getElementById('import-file')?.focus()
    else if (!trial.isPending)
      trial.mutate(
        { thing, file, mode, dryRun: true },
        { onSettled: () => setTimeout(() => results.current?.focus()) },
      )
  }
  const report = real.data ?? trial.data
  return (
    <>
      <PageTitle>{t('import.title')}</PageTitle>
      <DirectoryTabs />
      <form className="card import-form" onSubmit={look} noValidate>
        <p className="soft">{t('import.intro')}</p>
        <div className="field-row">
          <Field id="import-thing" label={t('import.thing')}>
            <select
              id="import-thing"
              value={thing}
              onChange={(event) => {
                setThing(LIST_NAMES.find((each) => each === event.target.value) ?? 'offices')
                forget()
              }}
            >
              {LIST_NAMES.map((each) => (
                <option key={each} value={each}>
                  {t(`import.things.${each}`)}
                </option>
              ))}
            </select>
          </Field>
          <Field id="import-mode" label={t('import.mode')}>
            <select
              id="import-mode"
              value={mode}
              onChange={(event) => {
                setMode(IMPORT_MODES.find((each) => each === event.target.value) ?? 'all-or-nothing')
                forget()
              }}
            >
              {IMPORT_MODES.map((each) => (
                <option key={each} value={each}>
                  {t(`import.modes.${each}`)}
                </option>
              ))}
            </select>
          </Field>
        </div>
        <Field id="import-file" label={t('import.file')} hint={t('import.file-hint')} fault={fault}>
          <input
            {...fieldAttributes({ id: 'import-file', hint: t('import.file-hint'), fault })}
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null)
              forget()
            }}
          />
        </Field>
        <div className="button-row">
          <button type="submit" className="button button-main" aria-disabled={trial.isPending}>
            {trial.isPending ? t('import.look-busy') : t('import.look')}
          </button>
          <a className="button" href={`/v1/exports/${thing}`} download={`${thing}.csv`}>
            {t('import.export')}
          </a>
        </div>
      </form>
      <div ref={results} tabIndex={-1} className="import-results">
        {(trial.isPending || real.isPending) && <Waiting lines={3} />}
        {trial.isError && <Fault error={trial.error} />}
        {real.isError && <Fault error={real.error} />}
        {report && (
          <>
            <Commit
              report={report}
              mode={mode}
              written={real.isSuccess}
              pending={real.isPending}
              commit={() => file && real.mutate({ thing, file, mode, dryRun: false })}
            />
            <Report report={report} />
          </>
        )}
      </div>
    </>
  )
}
