// Says aloud what moved in a trace since it was last drawn.

import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tapal } from '../../../contract/letters'
import { nameOf } from '../../../lib/names'

/** The words for a live region: the recipients whose state changed with the latest load. */
export function useChanges(tapals: readonly Tapal[]): string {
  const { t } = useTranslation()
  const before = useRef<Map<string, string> | null>(null)
  const [words, setWords] = useState('')
  useEffect(() => {
    const stateBefore = before.current
    before.current = new Map(tapals.map((tapal) => [tapal.id, tapal.state]))
    if (!stateBefore || stateBefore.size === 0) return
    const changedTapals = tapals.filter((tapal) => stateBefore.get(tapal.id) !== tapal.state)
    if (changedTapals.length > 0)
      setWords(
        changedTapals
          .map((tapal) =>
            t('trace.changed', { name: nameOf(tapal.recipient), state: t(`state.${tapal.state}`) }),
          )
          .join('. '),
      )
  }, [tapals, t])
  return words
}
