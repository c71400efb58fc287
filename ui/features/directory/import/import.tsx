// Bringing a file of offices, seats or people into the directory: first what it would change, then the change.

import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import {
  IMPORT_MODES,
  type ImportMode,
  LIST_NAMES,
  type ListName,
} from '../../../../domain/directory/import/names'
import { Fault } from '../../../components/fault'
import { Field, fieldAttributes } from '../../../components/field'
import { Form } from '../../../components/form'
import { PageTitle } from '../../../components/page-title'
import { SelectField } from '../../../components/select-field'
import { Waiting } from '../../../components/waiting'
import { type FieldState, type Form as FormState, useForm } from '../../../lib/use-form'
import { DirectoryTabs } from '../office/directory-tabs'
import { Commit } from './commit'
import { useImport } from './queries'
import { Report } from './report'
import './import.css'

interface Choice {
  list: ListName
  mode: ImportMode
  file: File | null
}

export function ImportPage() {
  const { t } = useTranslation()
  const trial = useImport()
  const real = useImport()
  const results = useRef<HTMLDivElement>(null)
  const form = useForm({
    id: 'import',
    initial: { list: 'offices', mode: 'all-or-nothing', file: null } as Choice,
    rules: ({ file }) => ({ file: [file !== null, t('import.file-missing')] }),
    mutation: trial,
    request: (choice) => {
      real.reset()
      return { ...choice, dryRun: true }
    },
    done: () => setTimeout(() => results.current?.focus()),
  })
  const { values } = form
  const { reset: forgetTrial } = trial
  const { reset: forgetReal } = real
  // What was looked at before says nothing of another choice.
  useEffect(() => {
    forgetTrial()
    forgetReal()
  }, [values, forgetTrial, forgetReal])
  const report = real.data ?? trial.data
  return (
    <>
      <PageTitle>{t('import.title')}</PageTitle>
      <DirectoryTabs />
      <ImportForm form={form} />
      <div ref={results} tabIndex={-1} className="import-results">
        {(trial.isPending || real.isPending) && <Waiting lines={3} />}
        {real.isError && <Fault error={real.error} />}
        {report && (
          <>
            <Commit
              report={report}
              mode={form.values.mode}
              written={real.isSuccess}
              pending={real.isPending}
              commit={() => real.mutate({ ...form.values, dryRun: false })}
            />
            <Report report={report} />
          </>
        )}
      </div>
    </>
  )
}

/** Which list, which file, and what one bad row does. */
function ImportForm({ form }: { form: FormState<Choice> }) {
  const { t } = useTranslation()
  const { list } = form.values
  return (
    <Form form={form} className="card import-form" head={<p className="soft">{t('import.intro')}</p>}>
      <div className="field-row">
        <SelectField
          {...form.field('list')}
          label={t('import.thing')}
          values={LIST_NAMES}
          words={(name) => t(`import.things.${name}`)}
        />
        <SelectField
          {...form.field('mode')}
          label={t('import.mode')}
          values={IMPORT_MODES}
          words={(mode) => t(`import.modes.${mode}`)}
        />
      </div>
      <FileField {...form.field('file')} />
      <div className="button-row">
        <button type="submit" className="button button-main" aria-disabled={form.pending}>
          {form.pending ? t('import.look-busy') : t('import.look')}
        </button>
        <a className="button" href={`/v1/exports/${list}`} download={`${list}.csv`}>
          {t('import.export')}
        </a>
      </div>
    </Form>
  )
}

function FileField({ id, fault, set }: FieldState<File | null>) {
  const { t } = useTranslation()
  const hint = t('import.file-hint')
  return (
    <Field id={id} label={t('import.file')} hint={hint} fault={fault}>
      <input
        {...fieldAttributes({ id, hint, fault })}
        type="file"
        accept=".csv,text/csv"
        onChange={(event) => set(event.target.files?.[0] ?? null)}
      />
    </Field>
  )
}
