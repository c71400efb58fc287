// The connection to Temporal, and the port over it.

import { Client, Connection } from '@temporalio/client'
import type { Manifest } from '../workflows/manifest'
import type { TemporalRuns } from './runs'
import { createTemporalRuns } from './temporal-runs'

export interface TemporalLink {
  runs: TemporalRuns
  close(): Promise<void>
}

/** Opens lazily: a process starts, and the API accepts letters, while Temporal is away. */
export function linkTemporal(
  { address, namespace }: { address: string; namespace: string },
  manifests: readonly Manifest[],
): TemporalLink {
  const connection = Connection.lazy({ address })
  const client = new Client({ connection, namespace })
  return { runs: createTemporalRuns(client, { manifests }), close: () => connection.close() }
}
