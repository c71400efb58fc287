// Finds an office by a part of its name or code: a combobox with a list, as ARIA describes it.

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Office } from '../lib/contract'
import { get, query } from '../lib/http'
import { keys } from '../lib/keys'
import { nameOf } from '../lib/names'
import { useSettled } from '../lib/use-settled'
import { Field, fieldAttributes } from './field'

interface Props {
  id: string
  label: string
  hint?: string
  fault?: string | undefined
  optional?: boolean
  choose: (office: Office) => void
  /** Keep the chosen name in the field, for one office; else the field is empty again, for the next. */
  keep?: boolean
}

const LIMIT = 8

function useOffices(words: string) {
  const settled = useSettled(words.trim(), 200)
  return useQuery({
    queryKey: keys.offices(settled),
    queryFn: ({ signal }) =>
      get<{ items: Office[] }>(`/v1/offices${query({ q: settled, limit: String(LIMIT) })}`, signal),
    enabled: settled.length > 1,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}

export function OfficePicker({ id, label, hint, fault, optional = false, choose, keep = false }: Props) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const found = useOffices(words)
  const offices = words.trim().length > 1 ? (found.data?.items ?? []) : []
  const shown = open && words.trim().length > 1 && found.isSuccess

  const take = (office: Office) => {
    choose(office)
    setWords(keep ? nameOf(office) : '')
    setOpen(false)
    setActive(0)
  }
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const office = offices[active]
    if (step !== 0 && offices.length > 0) {
      event.preventDefault()
      setOpen(true)
      setActive((active + step + offices.length) % offices.length)
    } else if (event.key === 'Enter' && shown) {
      // Enter chooses; it does not send the form with half a name in the field.
      event.preventDefault()
      if (office) take(office)
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    }
  }
  const count = found.isFetching
    ? ''
    : offices.length > 0
      ? t('compose.found', { count: offices.length })
      : t('compose.found-none')
  return (
    <Field id={id} label={label} hint={hint} fault={fault} optional={optional}>
      <div className="picker">
        <input
          {...fieldAttributes({ id, hint, fault })}
          role="combobox"
          aria-expanded={shown && offices.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown && offices[active] ? `${id}-${active}` : undefined}
          autoComplete="off"
          value={words}
          onChange={(event) => {
            setWords(event.target.value)
            setOpen(true)
            setActive(0)
          }}
          onKeyDown={onKey}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
        />
        <ul
          id={`${id}-list`}
          role="listbox"
          aria-label={label}
          className="picker-list"
          hidden={!shown || offices.length === 0}
        >
          {offices.map((office, index) => (
            <li
              key={office.code}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              // The focus stays in the field, so a click must not take it away first.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(office)}
            >
              <span>{nameOf(office)}</span>
              <span className="under">
                {[office.code, office.district, office.mechanism && t(`mechanism.${office.mechanism}`)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
        <span className={shown && offices.length === 0 ? 'picker-none' : 'unseen'} role="status">
          {shown ? count : ''}
        </span>
      </div>
    </Field>
  )
}
