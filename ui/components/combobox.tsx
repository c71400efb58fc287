// A field in which one finds something by typing a part of its name: a combobox with a list, as ARIA describes it.

import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { Field, fieldAttributes } from './field'

export interface ComboboxProps<T> {
  id: string
  label: string
  hint?: string | undefined
  fault?: string | undefined
  optional?: boolean
  words: string
  setWords: (words: string) => void
  /** What fits the words; null while that is not known. */
  items: readonly T[] | null
  /** How many fit, said to screen readers and shown where it is none. */
  count: string
  keyOf: (item: T) => string
  show: (item: T) => ReactNode
  choose: (item: T) => void
}

export function Combobox<T>(props: ComboboxProps<T>) {
  const { id, label, hint, fault, optional = false, words, items: hits, count, keyOf, show } = props
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const items = hits ?? []
  const listShown = open && hits !== null

  const take = (item: T) => {
    setOpen(false)
    setActive(0)
    props.choose(item)
  }
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const item = items[active]
    if (step !== 0 && items.length > 0) {
      event.preventDefault()
      setOpen(true)
      setActive((active + step + items.length) % items.length)
    } else if (event.key === 'Enter' && (listShown || words.trim() !== '')) {
      // Enter chooses; it does not send the form with half a name in the field.
      event.preventDefault()
      if (listShown && item !== undefined) take(item)
    } else if (event.key === 'Escape' && listShown) {
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    }
  }
  return (
    <Field id={id} label={label} hint={hint} fault={fault} optional={optional}>
      <div className="picker">
        <input
          {...fieldAttributes({ id, hint, fault })}
          role="combobox"
          aria-expanded={listShown && items.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={listShown && items[active] !== undefined ? `${id}-${active}` : undefined}
          autoComplete="off"
          value={words}
          onChange={(event) => {
            props.setWords(event.target.value)
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
          hidden={!listShown || items.length === 0}
        >
          {items.map((item, index) => (
            <li
              key={keyOf(item)}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              // The focus stays in the field, so a click must not take it away first.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(item)}
            >
              {show(item)}
            </li>
          ))}
        </ul>
        <span className={listShown && items.length === 0 ? 'picker-none' : 'unseen'} role="status">
          {listShown ? count : ''}
        </span>
      </div>
    </Field>
  )
}
