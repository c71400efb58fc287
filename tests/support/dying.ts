// A process that is killed at one of its writes.

import type { Repositories } from '../../database'

type Writes = Record<string, (...args: unknown[]) => Promise<unknown>>

/** The repositories, of which one throws in place of returning from a write, before or after it is done. */
export function dyingAt(
  repositories: Repositories,
  repository: keyof Repositories,
  method: string,
  when: 'before' | 'after',
): Repositories {
  const own = repositories[repository] as unknown as Writes
  const dies = async (...args: unknown[]): Promise<never> => {
    if (when === 'after') await own[method]!(...args)
    throw new Error('killed')
  }
  return { ...repositories, [repository]: { ...own, [method]: dies } }
}
