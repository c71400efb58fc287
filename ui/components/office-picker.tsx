// Finds an office by a part of its name or code.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Found } from '../lib/directory-contract'
import { nameOf } from '../lib/names'
import { foundOf, useFound } from '../lib/search'
import { Combobox } from './combobox'
import { FoundName } from './found-name'

interface Props {
  id: string
  label: string
  hint?: string
  fault?: string | undefined
  optional?: boolean
  choose: (office: Found) => void
  /** Keep the chosen name in the field, for one office; else the field is empty again, for the next. */
  keep?: boolean
}

export function OfficePicker({ id, label, hint, fault, optional = false, choose, keep = false }: Props) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const found = useFound(words)
  const offices = foundOf(found, words)?.filter(({ type }) => type === 'office') ?? null
  const count = offices?.length ? t('compose.found', { count: offices.length }) : t('compose.found-none')
  return (
    <Combobox
      id={id}
      label={label}
      hint={hint}
      fault={fault}
      optional={optional}
      words={words}
      setWords={setWords}
      found={offices}
      count={found.isFetching ? '' : count}
      keyOf={(office) => office.id}
      show={(office) => <FoundName found={office} />}
      choose={(office) => {
        choose(office)
        setWords(keep ? nameOf(office) : '')
      }}
    />
  )
}
