// The documents of a letter: those on their way, with their progress, and those stored.

import { useTranslation } from 'react-i18next'
import { MEDIA_TYPES } from '../../../../domain/letters/dispatch/limits'
import { Icon } from '../../../components/icon'
import { problemText } from '../../../lib/problem-text'
import { sizeWords } from '../../../lib/size'
import type { Draft, DraftDocument } from './draft'
import type { Faults } from './faults'
import type { Upload, Uploads } from './uploads'

interface Props {
  documents: Draft['documents']
  uploads: Uploads
  faults: Faults
  remove: (row: string) => void
}

export function DocumentsField({ documents, uploads, faults, remove }: Props) {
  const { t } = useTranslation()
  const fault = faults['documents']
  return (
    <div
      className={fault ? 'field field-wrong drop' : 'field drop'}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        uploads.add([...event.dataTransfer.files])
      }}
    >
      <p className="field-hint" id="documents-hint">
        {t('compose.choose-hint')}
      </p>
      {fault && (
        <p className="field-fault" id="documents-fault">
          {fault}
        </p>
      )}
      <input
        id="documents"
        className="unseen"
        type="file"
        multiple
        accept={MEDIA_TYPES.join(',')}
        aria-describedby={fault ? 'documents-hint documents-fault' : 'documents-hint'}
        aria-invalid={!!fault}
        onChange={(event) => {
          uploads.add([...(event.target.files ?? [])])
          // The same file may be chosen again after it was removed.
          event.target.value = ''
        }}
      />
      <label htmlFor="documents" className="button drop-choice">
        <Icon name="file" />
        {t('compose.choose')}
      </label>
      <ul className="files" aria-live="polite">
        {documents.map((document, index) => (
          <Stored
            key={document.row}
            document={document}
            id={`document-${index}`}
            fault={faults[`document-${index}`]}
            remove={() => remove(document.row)}
          />
        ))}
        {uploads.uploads.map((each) => (
          <OnItsWay key={each.row} upload={each} uploads={uploads} />
        ))}
      </ul>
    </div>
  )
}

function Remove({ id, name, remove }: { id?: string; name: string; remove: () => void }) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      id={id}
      className="button-plain"
      aria-label={t('compose.remove-document', { name })}
      onClick={remove}
    >
      <Icon name="close" />
    </button>
  )
}

interface StoredProps {
  document: DraftDocument
  id: string
  fault?: string | undefined
  remove: () => void
}

function Stored({ document, id, fault, remove }: StoredProps) {
  const { t } = useTranslation()
  return (
    <li className="file">
      <Icon name="file" />
      <span className="file-name">
        {document.name}
        <span className="under">
          {sizeWords(document.size)} · {t('compose.uploaded')}
        </span>
        {fault && <span className="field-fault">{fault}</span>}
      </span>
      <Remove id={id} name={document.name} remove={remove} />
    </li>
  )
}

function OnItsWay({ upload, uploads }: { upload: Upload; uploads: Uploads }) {
  const { t } = useTranslation()
  const { file, share, problem } = upload
  const percent = Math.round(share * 100)
  return (
    <li className="file">
      <Icon name="file" />
      <span className="file-name">
        {file.name}
        {problem ? (
          <span className="field-fault">
            {t('compose.upload-failed')}: {problemText(problem, t)}
          </span>
        ) : (
          <progress
            max={100}
            value={percent}
            aria-label={`${file.name}: ${t('compose.uploading', { percent })}`}
          />
        )}
      </span>
      {problem && (
        <button type="button" className="button button-small" onClick={() => uploads.again(upload)}>
          {t('compose.upload-again')}
        </button>
      )}
      <Remove name={file.name} remove={() => uploads.drop(upload.row)} />
    </li>
  )
}
