// Where a tapal is stuck: what it waits for, since when, and whose turn it is.

import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Age, At } from '../../../components/time'
import type { Tapal } from '../../../contract/letters'
import { codeWords } from '../../../lib/code-words'

export function WaitLine({ tapal }: { tapal: Tapal }) {
  const { t } = useTranslation()
  const { waits } = tapal
  if (!waits) return null
  return (
    <p className="wait-line" data-waits={waits.for}>
      <strong>{waitWords(tapal, waits, t)}</strong> · <At at={waits.since} as="short" /> (
      <Age since={waits.since} />)
      {waits.code !== undefined && ` · ${t('waits.fault', { code: codeWords('cause', waits.code, t) })}`}
    </p>
  )
}

function waitWords(
  { mechanism, desk }: Tapal,
  { for: what, seat, designation }: NonNullable<Tapal['waits']>,
  t: TFunction,
): string {
  if (what === 'desk' && desk) return t('waits.desk-at', { desk: desk.to })
  return t(`waits.${what}`, { way: t(`mechanism.${mechanism}`), seat: designation ?? seat })
}
