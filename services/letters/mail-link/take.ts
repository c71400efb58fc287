// Taking a tapal by the link in its mail.

import type { ErrorCode } from '../../../domain/common/error'
import type { StatedDiary } from '../../../domain/letters/tapal/diary'
import type { ServiceDeps } from '../../deps'
import { acknowledge } from '../tapal/acknowledge'
import { type LinkedLetter, readLinkedLetter, readLinkedLetterErrors } from './read'

/** The link is the right to the tapal, so that no code of other callers is among them. */
export const takeByLinkErrors = [
  ...readLinkedLetterErrors,
  'acknowledged-otherwise',
  'not-acknowledgeable',
  'validation-failed',
] as const satisfies readonly ErrorCode[]

/** Acknowledges the tapal of the link by the rule of every door, with its errors; throws KcsError `link-invalid` too. */
export async function takeByLink(
  deps: Pick<ServiceDeps, 'repositories' | 'runs' | 'secrets'>,
  { token, ...diary }: { token: string } & StatedDiary,
  now: Date,
): Promise<LinkedLetter> {
  const { tapal, dispatch } = await readLinkedLetter(deps, { token })
  const taken = await acknowledge(deps, { kind: 'link', tapal: tapal.id }, { tapal, ...diary }, now)
  return { tapal: taken.tapal, dispatch }
}
