// Finds an office, or a seat, by a part of its name or code.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchHit } from '../contract/directory'
import { nameOf } from '../lib/names'
import { hitsOf, useSearch } from '../lib/search'
import { Combobox } from './combobox'
import { HitName } from './hit-name'

interface Props {
  id: string
  label: string
  hint?: string
  fault?: string | undefined
  optional?: boolean
  /** What is looked for; an office by default. */
  type?: SearchHit['type']
  /** The one that was chosen, which is shown; left out where many are chosen one after the other. */
  value?: SearchHit | null
  set: (choice: SearchHit) => void
}

export function OfficePicker(props: Props) {
  const { id, label, hint, fault, optional = false, type = 'office', value, set } = props
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const search = useSearch(words)
  const items = hitsOf(search, words)?.filter((each) => each.type === type) ?? null
  const of = type === 'office' ? 'compose' : 'directory'
  const count = items?.length ? t(`${of}.found`, { count: items.length }) : t(`${of}.found-none`)
  return (
    <>
      <Combobox
        id={id}
        label={label}
        hint={hint}
        fault={fault}
        optional={optional}
        words={words}
        setWords={setWords}
        items={items}
        count={search.isFetching ? '' : count}
        keyOf={(each) => each.id}
        show={(each) => <HitName hit={each} />}
        choose={(choice) => {
          set(choice)
          setWords(value === undefined ? '' : nameOf(choice))
        }}
      />
      {value && (
        <p className="soft">
          → {[nameOf(value), value.type === 'seat' && value.office].filter(Boolean).join(', ')} ({value.id})
        </p>
      )}
    </>
  )
}
