// The first sign-in: an employee opens the account with the number and the one-time code, and is in.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate } from 'react-router'
import { LOGIN, MIN_PASSWORD } from '../../../../domain/access/account/fields'
import { PEN } from '../../../../domain/directory/employee/fields'
import { Check } from '../../../components/check'
import { Form } from '../../../components/form'
import { PageTitle } from '../../../components/page-title'
import { TextField } from '../../../components/text-field'
import { useForm } from '../../../lib/use-form'
import { useFirstSignIn, useSession } from './session'
import { SignInFrame } from './sign-in-frame'

export function FirstSignIn() {
  const { t } = useTranslation()
  const session = useSession()
  const [passwordShown, setPasswordShown] = useState(false)
  const form = useForm({
    id: 'first',
    initial: { pen: '', code: '', login: '', password: '', again: '' },
    rules: ({ pen, code, login, password, again }) => ({
      pen: [PEN.test(pen.trim()), t('first.fault.pen')],
      code: [code.trim() !== '', t('first.fault.code')],
      login: [LOGIN.test(login.trim()), t('first.fault.login')],
      password: [password.length >= MIN_PASSWORD, t('first.fault.password')],
      again: [again === password, t('first.fault.again')],
    }),
    fieldOfCode: {
      'sign-in-code-wrong': 'code',
      'signed-in-before': 'pen',
      'employee-suspended': 'pen',
      'login-taken': 'login',
    },
    mutation: useFirstSignIn(),
    request: ({ pen, code, login, password }) => ({
      pen: pen.trim(),
      code: code.trim(),
      login: login.trim(),
      password,
    }),
    // The session that comes leads on.
    done: () => undefined,
  })
  if (session.data) return <Navigate to="/inbox" replace />
  const text = (name: 'pen' | 'code' | 'login' | 'password') => ({
    ...form.field(name),
    label: t(`first.${name}`),
    hint: t(`first.hint.${name}`),
  })
  const type = passwordShown ? 'text' : 'password'
  const head = (
    <>
      <PageTitle>{t('first.title')}</PageTitle>
      <p className="soft">{t('first.intro')}</p>
    </>
  )
  return (
    <SignInFrame>
      <Form form={form} className="card sign-in-card" head={head}>
        <TextField {...text('pen')} />
        <TextField {...text('code')} autoComplete="one-time-code" />
        <TextField {...text('login')} autoComplete="username" />
        <TextField {...text('password')} autoComplete="new-password" type={type} />
        <TextField
          {...form.field('again')}
          label={t('first.again')}
          autoComplete="new-password"
          type={type}
        />
        <Check label={t('session.show')} checked={passwordShown} set={setPasswordShown} />
        <button type="submit" className="button button-main button-wide" aria-disabled={form.pending}>
          {form.pending ? t('session.busy') : t('first.submit')}
        </button>
        <p>
          <Link to="/sign-in" className="quiet-link">
            {t('first.back')}
          </Link>
        </p>
      </Form>
    </SignInFrame>
  )
}
