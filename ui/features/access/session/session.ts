// The session: who is signed in, and for which seats.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Role } from '../../../../domain/access/account/roles'
import type { Language } from '../../../../domain/letters/dispatch/dispatch'
import type { Session } from '../../../contract/access'
import { get, keepCsrfToken, post, put, remove } from '../../../lib/http'
import { chosenLanguage, currentLanguage, showLanguage } from '../../../lib/i18n'
import { keys } from '../../../lib/keys'
import { Problem } from '../../../lib/problem'

async function load(): Promise<Session | null> {
  try {
    const session = await get<Session>('/v1/session')
    keepCsrfToken(session.csrfToken)
    return session
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null
    throw error
  }
}

/** The session, null when nobody is signed in, undefined while it is not known. */
export function useSession() {
  return useQuery({ queryKey: keys.session, queryFn: load, staleTime: Number.POSITIVE_INFINITY, retry: 1 })
}

/** Whether the account has one of the roles. */
export function useHasRole(...roles: Role[]): boolean {
  const own = useSession().data?.account.roles ?? []
  return roles.some((role) => own.includes(role))
}

/** Signs in; the account's language holds unless one was chosen in this browser. */
export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (words: { login: string; password: string }) => post<Session>('/v1/session', words),
    onSuccess: async (session) => {
      keepCsrfToken(session.csrfToken)
      if (!chosenLanguage()) await showLanguage(session.account.language, false)
      client.setQueryData(keys.session, session)
    },
  })
}

export interface FirstSignInRequest {
  pen: string
  code: string
  login: string
  password: string
}

/** Opens the account by number and one-time code, and signs in with it; the language on the screen becomes its own. */
export function useFirstSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (words: FirstSignInRequest) => post<Session>('/v1/first-sign-in', words),
    onSuccess: async (session) => {
      keepCsrfToken(session.csrfToken)
      const language = currentLanguage()
      if (language !== session.account.language)
        await put<Session>('/v1/session/language', { language }).catch(() => null)
      client.setQueryData(keys.session, { ...session, account: { ...session.account, language } })
    },
  })
}

/** Shows the portal in a language, and keeps it with the account where one is signed in. */
export function useChooseLanguage() {
  const client = useQueryClient()
  return async (language: Language) => {
    await showLanguage(language, true)
    if (!client.getQueryData(keys.session)) return
    // The screen has changed already; where the account cannot be changed, the user need not know.
    await put<Session>('/v1/session/language', { language }).catch(() => null)
  }
}

/** Ends the session and forgets all that was loaded under it. */
export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => remove('/v1/session'),
    onSettled: () => {
      keepCsrfToken('')
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
      client.setQueryData(keys.session, null)
    },
  })
}
