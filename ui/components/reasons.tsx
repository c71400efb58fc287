import { useTranslation } from 'react-i18next'
import type { Reason } from '../contract/directory'
import { reasonWords } from '../lib/reasons'

/** The steps of a route, each as a sentence. */
export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const { t } = useTranslation()
  if (reasons.length === 0) return null
  return (
    <ol className="reasons">
      {reasons.map((reason, index) => (
        <li key={`${index} ${reason.code} ${reason.of ?? ''}`}>{reasonWords(reason, t)}</li>
      ))}
    </ol>
  )
}
