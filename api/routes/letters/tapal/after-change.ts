// What follows a change of a tapal: its run is told, after the answer, and without anyone waiting for it.

import type { ServerResponse } from 'node:http'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import type { RequestDeps } from '../../../deps'
import type { Services } from '../../../services'

/** Above this number the run wakes at its next due instant only, so that a circular does not fill its history. */
const SIGNALS_UP_TO = 50

type Where = { deps: RequestDeps; services: Services; response: ServerResponse }

/** Nothing is owed of the tapal any more. */
export function tellTaken({ deps, services, response }: Where, tapal: Tapal): void {
  services.background.after(response, 'signal acknowledged', async () => {
    const outstanding = await deps.repositories.tapals.outstanding(tapal.dispatch, SIGNALS_UP_TO)
    if (outstanding > SIGNALS_UP_TO) return
    await deps.flows.signal('dispatch', tapal.dispatch, 'acknowledged', { outstanding })
  })
}

/** The tapal has reached its office by a way that the run does not see, and its clock has started. */
export function tellDelivered({ deps, services, response }: Where, tapal: Tapal): void {
  services.background.after(response, 'signal delivered', async () => {
    const { owing, next } = await deps.repositories.tapals.owing(tapal.dispatch)
    await deps.flows.signal('dispatch', tapal.dispatch, 'delivered', {
      next: next?.getTime() ?? null,
      outstanding: owing,
    })
  })
}
