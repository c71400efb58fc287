// Enters the State's calendar with the days of the week that offices are closed; its holidays are brought year by year.

import type { Connection } from 'mongoose'
import { newStateCalendar } from '../../../domain/common/clock/calendar'
import { createRepositories } from '../../index'
import { isKcsError } from '../../../domain/common/error'

/** Safe to repeat: a calendar that is there stays as it is. */
export async function stateCalendar(connection: Connection): Promise<void> {
  const note = { what: 'calendar-added', actor: { kind: 'kcs' }, at: new Date() } as const
  await createRepositories(connection)
    .calendars.add(newStateCalendar(), note)
    .catch((error: unknown) => {
      if (!isKcsError(error) || error.code !== 'exists-already') throw error
    })
}
