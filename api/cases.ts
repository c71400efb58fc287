// What the API asks of a case: it serves the runs of every case of the table, and knows none by name.

import type { z } from 'zod'
import type { Repositories } from '../database'
import type { FeedEvent } from '../database/letters/feed/repository'
import type { Manifest } from '../workflows/manifest'

/** A row of the table of cases, as far as the API reads it. */
export interface ApiCase {
  manifest: Manifest
  /** What a run is started with; the manifest makes it from the subject. */
  input: z.ZodType
  /** The schema of each signal's argument; null for a signal that takes none. */
  signals: Readonly<Record<string, z.ZodType | null>>
  /** Whether there is such a subject: a run for nothing would wait without end. */
  exists(repositories: Repositories, subject: string): Promise<boolean>
  /** The server-sent events that an entry of the feed becomes. */
  streamed(entry: FeedEvent): { event: string; data: object }[]
}
