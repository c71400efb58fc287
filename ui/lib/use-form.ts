// One form of the portal: its values, what is wrong with them, and sending them once.

import type { UseMutationResult } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from './problem'
import { problemText } from './problem-text'
import { randomKey } from './random-key'

/** For each field in the order of the page, and `whole` for several together: whether it fits, and what it must be. */
export type Rules<Name extends string> = Partial<
  Record<Name | 'whole', readonly [fits: boolean, words: string]>
>
export type FieldState<V> = { id: string; fault: string | undefined; value: V; set: (value: V) => void }
export type Form<Values extends object> = ReturnType<typeof useForm<Values, unknown, unknown>>

interface Options<Values, Request, Result> {
  id: string // Fields have the ids `<id>-<name>`.
  initial: Values | (() => Values)
  rules: (values: Values) => Rules<keyof Values & string>
  /** The field at which a fault of the service is shown, by its code; and words, where ours for the code do not fit. */
  fieldOfCode?: Readonly<Record<string, keyof Values | readonly [keyof Values, string]>>
  mutation: UseMutationResult<Result, Error, Request>
  /** `key` is the Idempotency-Key: it stays the same until a value changes, so that a retry is not a second create. */
  request: (values: Values, key: string) => Request
  done: (result: Result, values: Values) => void
  changed?: () => void
}

/** The state of a form. Faults of our own are shown after the first try, those of the service until the field changes. */
export function useForm<Values extends object, Request, Result>(options: Options<Values, Request, Result>) {
  type Name = (keyof Values & string) | 'whole'
  const { t } = useTranslation()
  const [values, setValues] = useState(options.initial)
  const [wasTried, setWasTried] = useState(false)
  const key = useRef(randomKey())
  const { id, mutation } = options
  const rules = options.rules(values)
  const names = Object.keys(rules) as Name[]
  const isWrong = (name: Name) => rules[name]?.[0] === false
  const problem = mutation.error && asProblem(mutation.error)
  const ofCode = problem ? options.fieldOfCode?.[problem.code] : undefined
  const [coded, words] = typeof ofCode === 'object' ? ofCode : [ofCode]
  const pointed = problem?.errors.map(({ pointer }) => pointer.split('/')[1])
  const refusedField = coded ?? names.find((name) => pointed?.includes(name))

  const set = (part: Partial<Values>) => {
    setValues((now) => ({ ...now, ...part }))
    key.current = randomKey()
    // What the service said of the value before says nothing of this one.
    if (refusedField !== undefined && refusedField in part) mutation.reset()
    options.changed?.()
  }
  const faultAt = (name: Name): string | undefined => {
    if ((wasTried && isWrong(name)) || (refusedField === name && coded === undefined))
      return rules[name]?.[1] ?? ''
    return problem && refusedField === name ? (words ?? problemText(problem, t)) : undefined
  }
  const field = <N extends keyof Values & string>(name: N): FieldState<Values[N]> => ({
    id: `${id}-${name}`,
    fault: faultAt(name),
    value: values[name],
    set: (value) => set({ [name]: value } as unknown as Partial<Values>),
  })
  const onSuccess = (result: Result) => options.done(result, values)
  const submit = () => {
    setWasTried(true)
    const wrong = names.find(isWrong)
    if (wrong) document.getElementById(`${id}-${wrong}`)?.focus()
    else if (!mutation.isPending) mutation.mutate(options.request(values, key.current), { onSuccess })
  }
  const error = refusedField === undefined ? mutation.error : null
  return { values, set, field, wholeFault: faultAt('whole'), error, pending: mutation.isPending, submit }
}
