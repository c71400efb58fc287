// Enters the service level that KCS comes with, for all letters for which no other is set.

import type { Connection } from 'mongoose'
import { newGeneralLevel } from '../../../domain/letters/service-level/general'
import { isKcsError } from '../../../domain/common/error'
import { createRepositories } from '../../index'

/** Safe to repeat: a level that is there stays as it is. */
export async function generalLevel(connection: Connection): Promise<void> {
  const note = { what: 'level-added', actor: { kind: 'kcs' }, at: new Date() } as const
  await createRepositories(connection)
    .serviceLevels.add(newGeneralLevel(), note)
    .catch((error: unknown) => {
      if (!isKcsError(error) || error.code !== 'exists-already') throw error
    })
}
