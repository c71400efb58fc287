// The letter itself: shown in the page where the browser can, and always to be downloaded.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../../components/empty'
import { Icon } from '../../../components/icon'
import type { DocumentRef } from '../../../contract/letters'
import { sizeWords } from '../../../lib/size'

const address = (document: DocumentRef) => `/v1/documents/${document.sha256}/content`

export function Letter({ documents }: { documents: DocumentRef[] }) {
  const { t } = useTranslation()
  const [chosenIndex, setChosenIndex] = useState(0)
  const document = documents[chosenIndex] ?? documents[0]
  if (!document) return <Empty icon="file" text={t('tapal.no-document')} />
  return (
    <section className="letter" aria-label={t('tapal.letter')}>
      <div className="letter-head">
        {documents.length > 1 ? (
          <div className="letter-tabs" role="group" aria-label={t('tapal.documents')}>
            {documents.map((each, index) => (
              <button
                key={each.sha256}
                type="button"
                aria-pressed={each === document}
                onClick={() => setChosenIndex(index)}
              >
                {each.name}
              </button>
            ))}
          </div>
        ) : (
          <h2 className="letter-name">{document.name}</h2>
        )}
        <p className="letter-links">
          <a href={address(document)} download={document.name}>
            {t('tapal.download', { size: sizeWords(document.size) })}
          </a>
          <a href={address(document)} target="_blank" rel="noreferrer">
            <Icon name="link" />
            {t('tapal.open-tab')}
          </a>
        </p>
      </div>
      <Sheet key={document.sha256} document={document} />
    </section>
  )
}

function Sheet({ document }: { document: DocumentRef }) {
  const { t } = useTranslation()
  if (document.mediaType !== 'application/pdf')
    return (
      <img className="letter-image" src={address(document)} alt={t('tapal.frame', { name: document.name })} />
    )
  // Phones and some browsers would download a framed PDF instead of showing it.
  if (!navigator.pdfViewerEnabled)
    return (
      <div className="letter-none">
        <Icon name="file" />
        <p className="letter-none-name">{document.name}</p>
        <p className="soft">{t('tapal.no-viewer')}</p>
        <a className="button button-main" href={address(document)} download={document.name}>
          {t('tapal.download', { size: sizeWords(document.size) })}
        </a>
      </div>
    )
  return (
    <iframe
      className="letter-frame"
      src={address(document)}
      title={t('tapal.frame', { name: document.name })}
    />
  )
}
