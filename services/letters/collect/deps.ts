// What a collection is given: the ports of what it calls.

import type { FieldError } from '../../../domain/common/error'
import type { TemporalRuns } from '../../../temporal/runs'
import type { ServiceDeps } from '../../deps'
import type { NewLetter } from '../dispatch/new-letter'

/** Reads a letter as the Gateway API reads one: by the same schema, with the same errors. */
export type LetterReader = (stated: unknown) => { letter: NewLetter } | { errors: FieldError[] }

export interface CollectDeps
  extends Pick<
    ServiceDeps,
    'repositories' | 'connectors' | 'store' | 'newId' | 'random' | 'now' | 'shortClocks'
  > {
  runs: TemporalRuns
  secrets: Pick<ServiceDeps['secrets'], 'unseal' | 'digest'>
  readLetter: LetterReader
}

/** What is done soon elsewhere is begun at once here: a collection is itself such a work. */
export function startingAtOnce(runs: TemporalRuns): { runs: ServiceDeps['runs']; done(): Promise<void> } {
  const works = new Set<Promise<unknown>>()
  return {
    runs: {
      ...runs,
      soon(_key, work) {
        // The sweep does it again where it fails.
        const promise: Promise<unknown> = work()
          .catch(() => undefined)
          .finally(() => works.delete(promise))
        works.add(promise)
      },
    },
    done: async () => void (await Promise.all(works)),
  }
}
