import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useSearchParams } from 'react-router'
import { Check } from '../../../components/check'
import { Form } from '../../../components/form'
import { PageTitle } from '../../../components/page-title'
import { TextField } from '../../../components/text-field'
import { useForm } from '../../../lib/use-form'
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
  const [passwordShown, setPasswordShown] = useState(false)
  const form = useForm({
    id: 'sign-in',
    initial: { login: '', password: '' },
    rules: ({ login, password }) => ({
      login: [login.trim() !== '', t('session.login-missing')],
      password: [password !== '', t('session.password-missing')],
    }),
    mutation: useSignIn(),
    request: ({ login, password }) => ({ login: login.trim(), password }),
    // The session that comes leads on.
    done: () => undefined,
  })
  if (session.data) return <Navigate to={wayBack(parameters.get('to'))} replace />
  const head = (
    <>
      <PageTitle>{t('session.title')}</PageTitle>
      {parameters.get('ended') ? (
        <p className="note">{t('session.ended')}</p>
      ) : (
        <p className="soft">{t('session.intro')}</p>
      )}
    </>
  )
  return (
    <SignInFrame>
      <Form form={form} className="card sign-in-card" head={head}>
        <TextField {...form.field('login')} label={t('session.login')} autoComplete="username" />
        <TextField
          {...form.field('password')}
          label={t('session.password')}
          type={passwordShown ? 'text' : 'password'}
          autoComplete="current-password"
        />
        <Check label={t('session.show')} checked={passwordShown} set={setPasswordShown} />
        <button type="submit" className="button button-main button-wide">
          {form.pending ? t('session.busy') : t('session.submit')}
        </button>
        <p className="soft">{t('session.help')}</p>
        <p>
          <Link to="/first-sign-in" className="quiet-link">
            {t('session.first')}
          </Link>
        </p>
      </Form>
    </SignInFrame>
  )
}
