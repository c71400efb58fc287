// The first sign-in: an employee opens the account with the number and the one-time code, and is in.

import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate } from 'react-router'
import { Fault } from '../../../components/fault'
import { PageTitle } from '../../../components/page-title'
import { TextField } from '../../../components/text-field'
import { placeOf } from '../../../lib/field-faults'
import { asProblem } from '../../../lib/problem'
import { problemText } from '../../../lib/problem-text'
import { useFirstSignIn, useSession } from './session'
import { SignInFrame } from './sign-in-frame'

const FIELDS = ['pen', 'code', 'login', 'password', 'again'] as const
type FirstField = (typeof FIELDS)[number]

/** At which field a fault of the service is told. */
const PLACES: Readonly<Record<string, FirstField>> = {
  'sign-in-code-wrong': 'code',
  'signed-in-before': 'pen',
  'employee-suspended': 'pen',
  'login-taken': 'login',
}

const fits: Readonly<Record<FirstField, (draft: Record<FirstField, string>) => boolean>> = {
  pen: ({ pen }) => /^[A-Za-z0-9][A-Za-z0-9/._-]{0,29}$/.test(pen.trim()),
  code: ({ code }) => code.trim() !== '',
  login: ({ login }) => /^[A-Za-z0-9][A-Za-z0-9._-]{2,59}$/.test(login.trim()),
  password: ({ password }) => password.length >= 12,
  again: ({ password, again }) => again === password,
}

export function FirstSignIn() {
  const { t } = useTranslation()
  const session = useSession()
  const open = useFirstSignIn()
  const [draft, setDraft] = useState({ pen: '', code: '', login: '', password: '', again: '' })
  const [asked, setAsked] = useState(false)
  const [shown, setShown] = useState(false)
  if (session.data) return <Navigate to="/inbox" replace />

  const problem = open.error ? asProblem(open.error) : null
  const place = problem ? placeOf(problem, FIELDS, PLACES) : null
  const faultAt = (field: FirstField): string | undefined => {
    if (asked && !fits[field](draft)) return t(`first.fault.${field}`)
    if (!problem || place !== field) return undefined
    return problem.code === 'validation-failed' ? t(`first.fault.${field}`) : problemText(problem, t)
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    const wrong = FIELDS.find((field) => !fits[field](draft))
    const { pen, code, login, password } = draft
    if (wrong) document.getElementById(`first-${wrong}`)?.focus()
    else if (!open.isPending)
      open.mutate(
        { pen: pen.trim(), code: code.trim(), login: login.trim(), password },
        {
          onError: (error) =>
            document.getElementById(`first-${placeOf(asProblem(error), FIELDS, PLACES) ?? 'pen'}`)?.focus(),
        },
      )
  }
  const field = (name: FirstField, autoComplete: string, type = 'text') => (
    <TextField
      id={`first-${name}`}
      label={t(`first.${name}`)}
      hint={name === 'again' ? undefined : t(`first.hint.${name}`)}
      fault={faultAt(name)}
      autoComplete={autoComplete}
      type={type}
      value={draft[name]}
      set={(value) => {
        setDraft({ ...draft, [name]: value })
        // What was said of the value before says nothing of this one.
        if (place === name) open.reset()
      }}
    />
  )
  const secret = shown ? 'text' : 'password'
  return (
    <SignInFrame>
      <form className="card sign-in-card" onSubmit={submit} noValidate>
        <PageTitle>{t('first.title')}</PageTitle>
        <p className="soft">{t('first.intro')}</p>
        {problem && !place && <Fault error={problem} />}
        {field('pen', 'off')}
        {field('code', 'one-time-code')}
        {field('login', 'username')}
        {field('password', 'new-password', secret)}
        {field('again', 'new-password', secret)}
        <label className="check">
          <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
          {t('session.show')}
        </label>
        <button type="submit" className="button button-main button-wide" aria-disabled={open.isPending}>
          {open.isPending ? t('session.busy') : t('first.submit')}
        </button>
        <p>
          <Link to="/sign-in" className="quiet-link">
            {t('first.back')}
          </Link>
        </p>
      </form>
    </SignInFrame>
  )
}
