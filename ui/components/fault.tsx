import { useTranslation } from 'react-i18next'
import { asProblem } from '../lib/problem'
import { problemText } from '../lib/problem-text'

/** What went wrong and what to do, announced at once; `retry` offers to try again. */
export function Fault({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation()
  const problem = asProblem(error)
  return (
    <div className="fault" role="alert">
      <p className="fault-title">{t('problem.title')}</p>
      <p>{problemText(problem, t)}</p>
      {problem.requestId && <p className="soft">{t('problem.request', { id: problem.requestId })}</p>}
      {retry && (
        <button type="button" className="button" onClick={retry}>
          {t('retry')}
        </button>
      )}
    </div>
  )
}
