// The signals to the run of a dispatch. A signal only saves time: the run reads the rows again at its next due instant.

import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { ServiceDeps } from '../../deps'

/** Above this number the run wakes at its next due instant only, so that a circular does not fill its history. */
const SIGNALS_UP_TO = 50

type Deps = Pick<ServiceDeps, 'repositories' | 'runs'>

/** Tells soon that nothing more is owed of a tapal, as long as few enough of the dispatch owe something. */
export function tellTaken({ repositories, runs }: Deps, dispatch: string): void {
  runs.soon(`acknowledged ${dispatch}`, () => signalTaken({ repositories, runs }, dispatch))
}

/** The same at once. Throws where Temporal is down. */
export async function signalTaken(
  { repositories, runs }: { repositories: Deps['repositories']; runs: Pick<Deps['runs'], 'signal'> },
  dispatch: string,
): Promise<void> {
  const outstanding = await repositories.tapals.outstanding(dispatch, SIGNALS_UP_TO)
  if (outstanding <= SIGNALS_UP_TO) await runs.signal('dispatch', dispatch, 'acknowledged', { outstanding })
}

/** Tells soon that a tapal has reached its office by a way that the run does not see, and its clock has started. */
export function tellDelivered(deps: Deps, dispatch: string): void {
  deps.runs.soon(`delivered ${dispatch}`, () => signalDelivered(deps, dispatch))
}

/**
 * Tells soon what follows for its run from a change of a tapal that the run does not see, if anything: that nothing more is owed
 * of it, or that a clock is due before all others. A later clock the run finds by itself when the earlier one is due, so
 * that a letter to many is told once and not by each.
 */
export function tellReceived(deps: Deps, before: Tapal, { id, dispatch, owes, dueAt }: Tapal): void {
  if (before.owes && !owes) return tellTaken(deps, dispatch)
  if (dueAt === null || (before.dueAt !== null && before.dueAt <= dueAt)) return
  deps.runs.soon(`received ${id}`, async () => {
    const isFirst = await deps.repositories.tapals.isFirstDue({ id, dispatch, dueAt })
    if (isFirst) await signalDelivered(deps, dispatch)
  })
}

/** Tells soon that the sender has taken the letter back. */
export function tellRecalled({ runs }: Pick<ServiceDeps, 'runs'>, dispatch: string): void {
  runs.soon(`recalled ${dispatch}`, () => runs.signal('dispatch', dispatch, 'recalled'))
}

/** Tells at once what is owed of a dispatch, and when the earliest of its clocks is due. Throws where Temporal is down. */
export async function signalDelivered(
  { repositories, runs }: { repositories: Deps['repositories']; runs: Pick<Deps['runs'], 'signal'> },
  dispatch: string,
): Promise<void> {
  const { owing, next } = await repositories.tapals.owing(dispatch)
  const message = { next: next?.getTime() ?? null, outstanding: owing }
  await runs.signal('dispatch', dispatch, 'delivered', message)
}
