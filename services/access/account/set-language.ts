// Choosing the language of the screens.

import type { ErrorCode } from '../../../domain/common/error'
import type { Language } from '../../../domain/letters/dispatch/dispatch'
import type { ServiceDeps } from '../../deps'
import { type AccountIdentity, type Caller, requirePerson, requirePersonErrors } from '../right/identity'

export const setLanguageErrors = requirePersonErrors satisfies readonly ErrorCode[]

/** Returns the caller with the language chosen. Throws KcsError `forbidden` for an agent, which has no screens. */
export async function setLanguage(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  language: Language,
): Promise<AccountIdentity> {
  const officer = requirePerson(caller)
  await repositories.accounts.setLanguage(officer.account.login, language)
  return { ...officer, account: { ...officer.account, language } }
}
