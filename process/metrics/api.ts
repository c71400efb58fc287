// What an API process exports on the port for its operators: what it counts itself, and the figures of the record.

import type { Registry } from 'prom-client'
import type { Api } from '../../api/app'
import { readFigures } from '../../services/operations/figure/read'
import type { Base } from '../base'
import { registerFigures } from './figures'
import type { Pages } from './server'

/** Figures that the API counts for its own door, too. */
const ITS_OWN = ['kcs_outbox_dispatches']

/** `registry` is that in which the parts of the process count what they do. */
export function apiPages(
  base: Pick<Base, 'repositories' | 'now'>,
  { shared }: Pick<Api, 'shared'>,
  registry: Registry,
): Pages {
  registerFigures(registry, () => readFigures(base, base.now()), { without: ITS_OWN })
  return {
    '/metrics': async () => {
      const [own, figures] = await Promise.all([shared.metrics.text(), registry.metrics()])
      return { status: 200, contentType: own.contentType, body: `${own.body}\n${figures}` }
    },
  }
}
