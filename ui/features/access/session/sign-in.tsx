import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useSearchParams } from 'react-router'
import { Fault } from '../../../components/fault'
import { Field, fieldAttributes } from '../../../components/field'
import { PageTitle } from '../../../components/page-title'
import { useSession, useSignIn } from './session'
import { SignInFrame } from './sign-in-frame'

/** Where to go after signing in: a path of our own only, never another site. */
export function wayBack(to: string | null): string {
  return to && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : '/inbox'
}

/** The sign-in page; it leads back to the link one came by. */
export function SignIn() {
  const { t } = useTranslation()
  const [parameters] = useSearchParams()
  const session = useSession()
  const signIn = useSignIn()
  const [asked, setAsked] = useState(false)
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  if (session.data) return <Navigate to={wayBack(parameters.get('to'))} replace />

  const loginFault = asked && !login.trim() ? t('session.login-missing') : undefined
  const passwordFault = asked && !password ? t('session.password-missing') : undefined
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    if (!login.trim()) document.getElementById('login')?.focus()
    else if (!password) document.getElementById('password')?.focus()
    else if (!signIn.isPending) signIn.mutate({ login: login.trim(), password })
  }
  return (
    <SignInFrame>
      <form className="card sign-in-card" onSubmit={submit} noValidate>
        <PageTitle>{t('session.title')}</PageTitle>
        {parameters.get('ended') ? (
          <p className="note">{t('session.ended')}</p>
        ) : (
          <p className="soft">{t('session.intro')}</p>
        )}
        {signIn.isError && <Fault error={signIn.error} />}
        <Field id="login" label={t('session.login')} fault={loginFault}>
          <input
            {...fieldAttributes({ id: 'login', fault: loginFault })}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={login}
            onChange={(event) => setLogin(event.target.value)}
          />
        </Field>
        <Field id="password" label={t('session.password')} fault={passwordFault}>
          <input
            {...fieldAttributes({ id: 'password', fault: passwordFault })}
            type={shown ? 'text' : 'password'}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
        <label className="check">
          <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
          {t('session.show')}
        </label>
        <button type="submit" className="button button-main button-wide">
          {signIn.isPending ? t('session.busy') : t('session.submit')}
        </button>
        <p className="soft">{t('session.help')}</p>
        <p>
          <Link to="/first-sign-in" className="quiet-link">
            {t('session.first')}
          </Link>
        </p>
      </form>
    </SignInFrame>
  )
}
