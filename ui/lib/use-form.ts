// One form of the portal: its values, what is wrong with them, and sending them once.

import type { UseMutationResult } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { randomKey } from './random-key'
import { type FieldOfCode, refusalOf } from './refusal'

/** For each field, in the order of the page: whether it fits, and what it must be. */
export type Rules<Name extends string> = Partial<Record<Name, readonly [fits: boolean, words: string]>>
export type FieldState<V> = { id: string; fault: string | undefined; value: V; set: (value: V) => void }
export type Form<Values extends object> = ReturnType<typeof useForm<Values, unknown, unknown>>

interface Options<Values, Request, Result> {
  id: string // Fields have the ids `<id>-<name>`.
  initial: Values | (() => Values)
  rules: (values: Values) => Rules<keyof Values & string>
  fieldOfCode?: FieldOfCode<keyof Values & string>
  mutation: UseMutationResult<Result, Error, Request>
  /** `key` is the Idempotency-Key: it stays the same until a value changes, so that a retry is not a second create. */
  request: (values: Values, key: string) => Request
  done: (result: Result, values: Values) => void
}

/** The state of a form. Faults of our own are shown after the first try, those of the service until the field changes. */
export function useForm<Values extends object, Request, Result>(options: Options<Values, Request, Result>) {
  type Name = keyof Values & string
  const { t } = useTranslation()
  const [values, setValues] = useState(options.initial)
  const [wasTried, setWasTried] = useState(false)
  const key = useRef(randomKey())
  const { id, mutation } = options
  const rules = options.rules(values)
  const names = Object.keys(rules) as Name[]
  const refusal = refusalOf(mutation.error, names, options.fieldOfCode, t)
  const set = (part: Partial<Values>) => {
    setValues((now) => ({ ...now, ...part }))
    key.current = randomKey()
    // What the service said of the value before says nothing of this one.
    if (refusal && refusal.name in part) mutation.reset()
  }
  const isWrong = (name: Name) => rules[name]?.[0] === false
  const field = <N extends Name>(name: N): FieldState<Values[N]> => {
    const words = rules[name]?.[1] ?? ''
    return {
      id: `${id}-${name}`,
      fault:
        wasTried && isWrong(name) ? words : refusal?.name === name ? (refusal.words ?? words) : undefined,
      value: values[name],
      set: (value) => set({ [name]: value } as unknown as Partial<Values>),
    }
  }
  const submit = () => {
    setWasTried(true)
    const wrong = names.find(isWrong)
    const onSuccess = (result: Result) => options.done(result, values)
    if (wrong) document.getElementById(`${id}-${wrong}`)?.focus()
    else if (!mutation.isPending) mutation.mutate(options.request(values, key.current), { onSuccess })
  }
  return { values, set, field, error: refusal ? null : mutation.error, pending: mutation.isPending, submit }
}
