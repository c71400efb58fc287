// The signals to the run of an endpoint; it is started where there is none.

import type { ServiceDeps } from '../../deps'

/** Tells soon that tapals were parked at the endpoint, or that an operator paused it. */
export function tellParked({ runs }: Pick<ServiceDeps, 'runs'>, endpoint: string): void {
  runs.soon(`parked ${endpoint}`, () => signalParked({ runs }, endpoint))
}

/** Tells soon that an operator has ended the pause. */
export function tellResumed({ runs }: Pick<ServiceDeps, 'runs'>, endpoint: string): void {
  runs.soon(`resumed ${endpoint}`, () => runs.signalWithStart('endpoint', endpoint, 'resumed'))
}

/** Makes sure at once that a run owns the endpoint, and tells it that tapals were parked. */
export async function signalParked(
  { runs }: { runs: Pick<ServiceDeps['runs'], 'signalWithStart'> },
  endpoint: string,
): Promise<void> {
  await runs.signalWithStart('endpoint', endpoint, 'parked')
}
