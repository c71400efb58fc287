import { type ReactNode, type SubmitEvent, useEffect, useRef } from 'react'
import type { Form as FormState } from '../lib/use-form'
import { Fault } from './fault'

interface Props {
  form: Pick<FormState<object>, 'error' | 'pending' | 'submit'>
  className?: string
  /** What stands above the fault of the last try. */
  head: ReactNode
  children: ReactNode
}

/** A form around fields; after a try that failed the focus goes to the fault. */
export function Form({ form, className, head, children }: Props) {
  const { error, pending, submit } = form
  const element = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (pending) return
    const wrong = element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    wrong?.focus()
    if (!wrong) element.current?.querySelector('.fault, .field-fault')?.scrollIntoView({ block: 'nearest' })
  }, [pending])
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    submit()
  }
  return (
    <form ref={element} className={className} onSubmit={onSubmit} noValidate>
      {head}
      {error !== null && <Fault error={error} />}
      {children}
    </form>
  )
}
