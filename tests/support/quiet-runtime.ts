// Temporal's library in a test file: only errors are logged, and signals stay jest's.

import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker'

let installed = false

/** To be called before the first worker or connection of a file; later calls change nothing. */
export function installQuietRuntime(core: 'ERROR' | 'OFF' = 'ERROR'): void {
  if (installed) return
  installed = true
  const filter = core === 'OFF' ? 'off' : makeTelemetryFilterString({ core, other: core })
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    shutdownSignals: [],
    telemetryOptions: { logging: { filter } },
  })
}
