// Health and figures, for supervisors and monitoring.

import type { Answer, CallOf } from '../../../http/route'
import type { ReadyAnswer } from './schema'

type Open = Pick<CallOf<object>, 'deps' | 'services'>
const UNCACHED = { 'cache-control': 'no-store' }

export async function live(): Promise<Answer> {
  return { status: 200, headers: UNCACHED, body: { status: 'ok' } }
}

/** Without the database nothing can be accepted: 503. Without Temporal letters are accepted and started later: 200. */
export async function ready({ deps }: Open): Promise<Answer> {
  const [database, temporal] = await Promise.all([
    deps.pingDatabase().then(
      () => true,
      () => false,
    ),
    deps.runs.reachable(),
  ])
  const body: ReadyAnswer = {
    status: !database ? 'unavailable' : temporal ? 'ok' : 'degraded',
    database: database ? 'ok' : 'unreachable',
    temporal: temporal ? 'ok' : 'unreachable',
  }
  return {
    status: database ? 200 : 503,
    headers: { ...UNCACHED, ...(database ? {} : { 'retry-after': '5' }) },
    body,
  }
}

export async function metrics({ services }: Open): Promise<Answer> {
  const { contentType, body } = await services.metrics.text()
  return { status: 200, headers: { ...UNCACHED, 'content-type': contentType }, body }
}
