// Words that come late, five times or to a letter in trouble; clocks that come due while nobody is there.

import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../support/until'
import { stage } from './shared-stage'

const WORKERS = ['worker', 'worker-2'] as const

it('an acknowledgement that is posted five times at once has one effect, and each gets the same answer', async () => {
  const dispatch = await stage.send(['DESK01'])
  const [tapal] = await stage.untilAll(dispatch, ['delivered'])
  const answers = await Promise.all(
    Array.from({ length: 5 }, () =>
      stage.clerk.call('POST', `/v1/tapals/${tapal!.id}/acknowledgement`, { seat: tapal!.seat }),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  await stage.untilClosed(dispatch)
  const [row] = await stage.tapals(dispatch)
  expect(row!.events.filter(({ cause }) => cause === 'acknowledged-by-seat')).toHaveLength(1)
  const entries = () =>
    stage.world.database
      .collection('audit')
      .countDocuments({ _id: { $regex: `^${tapal!.id}:` } as never, thing: 'tapal' })
  await until(async () => (await entries()) === row!.events.length, { what: 'one entry for each event' })
}, 120_000)

it('a clock that comes due while no worker runs moves the letter up once, by the time that was set', async () => {
  const dispatch = await stage.send(['DESK01'], undefined, {
    acknowledgeWithinSeconds: 5,
    escalateEverySeconds: 3_600,
  })
  const [tapal] = await stage.untilAll(dispatch, ['delivered'])
  for (const part of WORKERS) stage.world.signal(part, 'SIGSTOP')
  await sleep(8_000)
  for (const part of WORKERS) stage.world.signal(part, 'SIGCONT')
  const row = await until(
    async () => {
      const [now] = await stage.tapals(dispatch)
      return now!.events.some(({ cause }) => cause === 'acknowledgement-overdue') ? now : null
    },
    { what: 'the escalation', timeoutMs: 60_000 },
  )
  const steps = row.events.filter(({ kind }) => kind === 'escalation' || kind === 'notice')
  expect(steps).toHaveLength(1)
  expect(steps[0]!.at.getTime()).toBeGreaterThanOrEqual(tapal!.dueAt!.getTime())
  await stage.clerk.call('POST', `/v1/tapals/${tapal!.id}/acknowledgement`, { seat: tapal!.seat })
  await stage.untilClosed(dispatch)
}, 120_000)

it('a letter that cannot be worked on holds up no other, and goes when it is mended', async () => {
  const { database } = stage.world
  stage.world.signal('temporal', 'SIGSTOP')
  const poisoned = await stage.send(['DESK01'])
  // As a fault in the data would leave it: an office that the directory does not know.
  await database
    .collection('dispatches')
    .updateOne(
      { _id: poisoned as never },
      { $set: { recipients: [{ office: 'NO-SUCH-OFFICE', purpose: 'action' }] } },
    )
  stage.world.signal('temporal', 'SIGCONT')
  const others = await Promise.all(Array.from({ length: 10 }, () => stage.send(['ALPHA1'])))
  for (const other of others) await stage.untilClosed(other)
  expect(await stage.tapals(poisoned)).toEqual([])
  await database
    .collection('dispatches')
    .updateOne(
      { _id: poisoned as never },
      { $set: { recipients: [{ office: 'DESK05', purpose: 'action' }] } },
    )
  await stage.untilAll(poisoned, ['delivered'], 120_000)
}, 240_000)

it('a document whose bytes have changed on the disk reaches nobody, and the operator sees why', async () => {
  const { database } = stage.world
  const chunks = (await database.listCollections())
    .map(({ name }) => name)
    .find((name) => name.endsWith('.chunks'))!
  const chunk = await database.collection(chunks).findOne({})
  const whole = Buffer.from((chunk!['data'] as { buffer: Uint8Array }).buffer)
  const flipped = Buffer.from(whole)
  flipped[100] = flipped[100]! ^ 0xff
  const write = (data: Buffer) =>
    database.collection(chunks).updateOne({ _id: chunk!._id }, { $set: { data } })
  await write(flipped)
  try {
    const dispatch = await stage.send(['FILES1'])
    const [row] = await stage.untilAll(dispatch, ['failed'])
    expect(row!.events.at(-1)).toMatchObject({ code: 'document-damaged' })
    expect(row!.owes).toBe(true)
  } finally {
    await write(whole)
  }
}, 120_000)
