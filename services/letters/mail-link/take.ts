// Taking a tapal by the link in its mail.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { StatedDiary } from '../../../domain/letters/tapal/diary'
import type { ServiceDeps } from '../../deps'
import { acknowledge } from '../tapal/acknowledge'
import { type LinkedLetter, readLinkedLetter, readLinkedLetterErrors, stageOf, type UsedLink } from './read'

/** What the bearer states: the diary, and the name of who takes the letter. */
export interface Taking extends StatedDiary {
  takenBy: string
}

/** The link is the right to the tapal, so that no code of other callers is among them. */
export const takeByLinkErrors = [
  ...readLinkedLetterErrors,
  'acknowledged-otherwise',
  'not-acknowledgeable',
  'validation-failed',
] as const satisfies readonly ErrorCode[]

/**
 * Acknowledges the tapal of the link by the rule of every door, with its errors; the trace names who took it. Throws
 * KcsError `link-invalid`, `link-expired`, `link-replaced` too.
 */
export async function takeByLink(
  deps: Pick<ServiceDeps, 'repositories' | 'runs' | 'secrets'>,
  { token, days, takenBy, ...diary }: UsedLink & Taking,
  now: Date,
): Promise<LinkedLetter> {
  const { tapal, dispatch } = await readLinkedLetter(deps, { token, days }, now)
  // A recall ends the link; a number that an office gave before comes by the sender or the operator.
  if (stageOf(tapal) === 'closed') throw new KcsError('not-acknowledgeable')
  const bearer = { kind: 'link', tapal: tapal.id, name: takenBy } as const
  const result = await acknowledge(deps, bearer, { tapal, ...diary }, now)
  return { tapal: result.tapal, dispatch }
}
