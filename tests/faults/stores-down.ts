// The servers under KCS freeze, or lose all they had.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { callerOf } from '../soak/caller'
import { until } from '../support/until'
import { ALPHA } from './letters'
import { stage } from './shared-stage'

it('a MongoDB that is frozen: callers are told to come back in time, and all goes on when it is thawed', async () => {
  const before = await stage.send(['ALPHA1'])
  stage.world.signal('mongod', 'SIGSTOP')
  const since = Date.now()
  const response = await fetch(`${stage.world.kcs.url}/v1/dispatches`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${ALPHA.apiKey}`,
      'content-type': 'application/json',
      'idempotency-key': 'frozen',
    },
    body: JSON.stringify(stage.letter(['ALPHA1'])),
  })
  const tookMs = Date.now() - since
  const problem = (await response.json()) as { code: string }
  stage.world.signal('mongod', 'SIGCONT')
  expect({ status: response.status, code: problem.code }).toEqual({
    status: 503,
    code: 'service-unavailable',
  })
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(tookMs).toBeLessThan(35_000)
  const id = await stage.send(['ALPHA1'], 'frozen')
  for (const dispatch of [before, id]) await stage.untilClosed(dispatch, 150_000)
}, 240_000)

it('a Temporal that has lost all its runs: every open letter gets a run again, and no tapal a second one', async () => {
  const waiting = await Promise.all(
    ['DESK01', 'DESK05', 'DESK09'].map((office, at) =>
      stage.send([office], at === 0 ? 'kept-in-mind' : undefined),
    ),
  )
  for (const dispatch of waiting) await stage.untilAll(dispatch, ['delivered'])
  const file = join(stage.world.folder, 'data', 'temporal.db')
  const lost = stage.world.pidOf('temporal')
  stage.world.kill('temporal')
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
  await until(
    () => {
      const pid = stage.world.pidOf('temporal')
      return pid !== undefined && pid !== lost
    },
    { what: 'Temporal to be started again' },
  )
  for (const dispatch of waiting) {
    const [tapal] = await stage.tapals(dispatch)
    await stage.clerk.call('POST', `/v1/tapals/${tapal!.id}/acknowledgement`, { seat: tapal!.seat })
  }
  // Temporal does not know the letter any more; the record does, and no second one is made.
  expect(await stage.send(['DESK01'], 'kept-in-mind')).toBe(waiting[0])
  for (const dispatch of waiting) {
    await stage.untilClosed(dispatch, 120_000)
    expect(await stage.tapals(dispatch)).toHaveLength(1)
  }
}, 240_000)

it('a Temporal that is away for a while: letters are confirmed, wait in the record, and go when it is back', async () => {
  stage.world.signal('temporal', 'SIGSTOP')
  const sender = callerOf(
    stage.world.kcs.url,
    { authorization: `Bearer ${ALPHA.apiKey}` },
    { signal: AbortSignal.timeout(60_000), faults: [] },
  )
  const ids: string[] = []
  for (let at = 0; at < 20; at += 1) {
    const { status, body } = await sender.call('POST', '/v1/dispatches', stage.letter(['ALPHA1']), {
      'idempotency-key': `away-${at}`,
    })
    expect(status).toBe(202)
    ids.push(String(body['id']))
  }
  await sleep(5_000)
  stage.world.signal('temporal', 'SIGCONT')
  for (const id of ids) await stage.untilClosed(id, 150_000)
}, 240_000)
