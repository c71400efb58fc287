// Temporal's library in a test file: only errors are logged, and signals stay jest's.

import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker'

/** To be called once in a file, before the first worker or connection. */
export function installQuietRuntime(core: 'ERROR' | 'OFF' = 'ERROR'): void {
  const filter = core === 'OFF' ? 'off' : makeTelemetryFilterString({ core, other: core })
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    shutdownSignals: [],
    telemetryOptions: { logging: { filter } },
  })
}
