// The API is killed, frozen or ended while letters are handed over: what was confirmed is kept, once; the rest can be repeated.

import { setTimeout as sleep } from 'node:timers/promises'
import { callerOf } from '../soak/caller'
import { until } from '../support/until'
import { ALPHA, startBeside } from './letters'
import { stage } from './shared-stage'

const dispatchesOf = (key: string) =>
  stage.world.database.collection('dispatches').find({ idempotencyKey: key }).toArray()

/** One try, without patience. */
async function once(key: string, url = stage.world.kcs.url): Promise<{ status: number; id?: string } | null> {
  try {
    const response = await fetch(`${url}/v1/dispatches`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${ALPHA.apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(stage.letter(['ALPHA1'])),
      signal: AbortSignal.timeout(45_000),
    })
    const { id } = (await response.json()) as { id?: string }
    return { status: response.status, ...(id === undefined ? {} : { id }) }
  } catch {
    return null
  }
}

it('killed before the record has the letter: a repeat under the same key makes one', async () => {
  stage.world.signal('mongod', 'SIGSTOP')
  const hanging = once('before-commit')
  await sleep(500)
  stage.world.kill('api')
  stage.world.signal('mongod', 'SIGCONT')
  expect(await hanging).toBeNull()
  const id = await stage.send(['ALPHA1'], 'before-commit')
  expect((await dispatchesOf('before-commit')).map(({ _id }) => String(_id))).toEqual([id])
  await stage.untilClosed(id)
}, 180_000)

it('killed after it confirmed and before the run was started: the sweep starts it, and a repeat gets the same letter', async () => {
  stage.world.signal('temporal', 'SIGSTOP')
  const first = await once('before-start')
  expect(first).toMatchObject({ status: 202 })
  stage.world.kill('api')
  stage.world.signal('temporal', 'SIGCONT')
  expect(await stage.send(['ALPHA1'], 'before-start')).toBe(first!.id)
  await stage.untilClosed(first!.id!, 90_000)
}, 180_000)

it('killed in the middle of twenty posts: each key that is repeated has one letter and one run', async () => {
  const keys = Array.from({ length: 20 }, (_, at) => `mid-post-${at}`)
  const confirmed = keys.map((key) => once(key))
  await until(
    async () =>
      (await stage.world.database.collection('dispatches').countDocuments({ idempotencyKey: /^mid-post/ })) >
      3,
    {
      what: 'some letters in the record',
      intervalMs: 5,
    },
  )
  stage.world.kill('api')
  const before = await Promise.all(confirmed)
  for (const [at, key] of keys.entries()) {
    const id = await stage.send(['ALPHA1'], key)
    if (before[at]?.id !== undefined) expect(before[at]!.id).toBe(id)
    expect(await dispatchesOf(key)).toHaveLength(1)
    await stage.untilClosed(id)
    expect(await stage.tapals(id)).toHaveLength(1)
  }
}, 180_000)

it('two processes that get fifty posts with one key at once make one letter, and another body is refused by both', async () => {
  const other = await secondApi('api-2', 1_117)
  const urls = [stage.world.kcs.url, other]
  const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => once('two-doors', urls[at % 2])))
  expect(new Set(answers.map((answer) => answer?.status))).toEqual(new Set([202]))
  expect(new Set(answers.map((answer) => answer?.id)).size).toBe(1)
  expect(await dispatchesOf('two-doors')).toHaveLength(1)
  for (const url of urls) {
    const caller = callerOf(
      url,
      { authorization: `Bearer ${ALPHA.apiKey}` },
      { signal: AbortSignal.timeout(30_000), faults: [] },
    )
    const refused = await caller.call('POST', '/v1/dispatches', stage.letter(['ALPHA2']), {
      'idempotency-key': 'two-doors',
    })
    expect(refused).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } })
  }
}, 180_000)

it('SIGTERM under load: a client that tries once more, elsewhere, meets no fault, and the process ends within ten seconds', async () => {
  const urls = [stage.world.kcs.url, await secondApi('api-3', 2_117)]
  const over = AbortSignal.timeout(6_000)
  const tries: number[] = []
  const load = Array.from({ length: 4 }, async (_, at) => {
    for (let number = 0; !over.aborted; number += 1) {
      const key = `deploy-${at}-${number}`
      let count = 0
      while ((await once(key, urls[count % 2]))?.status !== 202) count += 1
      tries.push(count + 1)
    }
  })
  await sleep(1_500)
  const pid = stage.world.pidOf('api')!
  const since = Date.now()
  stage.world.signal('api', 'SIGTERM')
  await until(() => stage.world.pidOf('api') !== pid, { what: 'the process to end', timeoutMs: 10_000 })
  expect(Date.now() - since).toBeLessThan(10_000)
  await Promise.all(load)
  expect(tries.length).toBeGreaterThan(20)
  expect(Math.max(...tries)).toBeLessThanOrEqual(2)
  const { database } = stage.world
  expect(await database.collection('dispatches').countDocuments({ idempotencyKey: /^deploy-/ })).toBe(
    tries.length,
  )
}, 120_000)

/** Another API process beside the first, with its settings and a port of its own. */
async function secondApi(name: string, portsAbove: number): Promise<string> {
  let port = 0
  await startBeside(stage, 'api', {
    name,
    script: 'api/main.js',
    env: (own) => {
      port = Number(own['KCS_PORT']) + portsAbove
      return { KCS_PORT: String(port) }
    },
  })
  return `http://127.0.0.1:${port}`
}
