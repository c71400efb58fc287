// One form of the portal: its values, what is wrong with them, and sending them once.

import type { UseMutationResult } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from './problem'
import { problemText } from './problem-text'
import { randomKey } from './random-key'

/**
 * For each field that can be wrong, in the order of the page: whether its value fits, and what it must be. `whole` is
 * for what several fields are together.
 */
export type Rules<Name extends string> = Partial<
  Record<Name | 'whole', readonly [fits: boolean, words: string]>
>

interface Options<Values, Request, Result> {
  /** Fields have the ids `<id>-<name>`. */
  id: string
  initial: Values | (() => Values)
  rules: (values: Values) => Rules<keyof Values & string>
  /** The field at which a fault of the service is shown, by its code; and words, where ours for the code do not fit. */
  fieldOfCode?: Readonly<Record<string, keyof Values | readonly [keyof Values, string]>>
  mutation: UseMutationResult<Result, Error, Request>
  /** `key` is the Idempotency-Key: it stays the same until a value changes, so that a retry is not a second create. */
  request: (values: Values, key: string) => Request
  /** Closes the form, and says what was done. */
  done: (result: Result, values: Values) => void
  /** Called when the user changes a value. */
  changed?: () => void
}

export interface Form<Values> {
  id: string
  values: Values
  set: (part: Partial<Values>) => void
  /** What is wrong with several fields together. */
  wholeFault: string | undefined
  /** What a field component needs. */
  field: <Name extends keyof Values & string>(name: Name) => FieldState<Values[Name]>
  /** The fault of the last try that belongs to no field, or null. */
  error: unknown
  pending: boolean
  submit: () => void
}

export interface FieldState<Value> {
  id: string
  fault: string | undefined
  value: Value
  set: (value: Value) => void
}

/** The state of a form. Faults of our own are shown after the first try, those of the service until the field changes. */
export function useForm<Values extends object, Request, Result>(
  options: Options<Values, Request, Result>,
): Form<Values> {
  type Name = (keyof Values & string) | 'whole'
  const { id, mutation } = options
  const { t } = useTranslation()
  const [values, setValues] = useState(options.initial)
  const [tried, setTried] = useState(false)
  const key = useRef(randomKey())
  const rules = options.rules(values)
  const names = Object.keys(rules) as Name[]
  const wrong = names.filter((name) => rules[name]?.[0] === false)
  const refused = mutation.error ? refusedField() : null

  function refusedField(): { name: Name; words: string } | null {
    const problem = asProblem(mutation.error)
    const byCode = options.fieldOfCode?.[problem.code]
    if (byCode !== undefined) {
      const [name, words] = typeof byCode === 'object' ? byCode : [byCode, problemText(problem, t)]
      return { name: name as Name, words }
    }
    const pointed = problem.errors.map(({ pointer }) => pointer.split('/')[1])
    const name = names.find((each) => pointed.includes(each))
    return name ? { name, words: rules[name]?.[1] ?? '' } : null
  }

  const changed = (fields: readonly string[]) => {
    key.current = randomKey()
    // What the service said of the value before says nothing of this one.
    if (refused && fields.includes(refused.name)) mutation.reset()
    options.changed?.()
  }
  const faultAt = (name: Name): string | undefined => {
    if (tried && wrong.includes(name)) return rules[name]?.[1]
    return refused?.name === name ? refused.words : undefined
  }
  return {
    id,
    values,
    set: (part) => {
      setValues((now) => ({ ...now, ...part }))
      changed(Object.keys(part))
    },
    wholeFault: faultAt('whole'),
    field: (name) => ({
      id: `${id}-${name}`,
      fault: faultAt(name),
      value: values[name],
      set: (value) => {
        setValues((now) => ({ ...now, [name]: value }))
        changed([name])
      },
    }),
    error: refused ? null : mutation.error,
    pending: mutation.isPending,
    submit: () => {
      setTried(true)
      const [first] = wrong
      if (first) document.getElementById(`${id}-${first}`)?.focus()
      else if (!mutation.isPending)
        mutation.mutate(options.request(values, key.current), {
          onSuccess: (result) => options.done(result, values),
        })
    },
  }
}
