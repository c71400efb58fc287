// How many calls are open at an endpoint at once, over several processes.

import { setTimeout as wait } from 'node:timers/promises'
import type { Urgency } from '../../../domain/letters/dispatch/dispatch'
import { type Calls, createCalls } from '../../../services/letters/delivery/calls'
import { openRoom, type Room } from '../../database/room'
import { addEndpoint } from '../../support/world'
import { until } from '../../support/until'

let room: Room
let endpoint: Parameters<Calls['take']>[0]
let processes = 0
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())
beforeEach(async () => {
  const id = `E${(processes += 1)}`
  await addEndpoint(room.repositories, id, 'push')
  endpoint = { id, mechanism: 'push', concurrency: 4 }
})

const aProcess = (): Calls => createCalls(room.repositories.endpoints.leaseCalls, `p${(processes += 1)}`)
const take = (calls: Calls, count = 1, waitMs = 20_000, urgency: Urgency = 'normal') =>
  calls.take(endpoint, { calls: count, urgency, waitMs })

test('processes that call one endpoint together never have more calls open than it bears, and each gets on', async () => {
  let open = 0
  let most = 0
  const served = [0, 0, 0]
  await Promise.all(
    [aProcess(), aProcess(), aProcess()].flatMap((calls, i) =>
      Array.from({ length: 12 }, async () => {
        const taken = (await take(calls, 2))!
        open += taken.calls
        most = Math.max(most, open)
        await wait(50)
        open -= taken.calls
        served[i]! += 1
        taken.done()
      }),
    ),
  )
  expect(most).toBeLessThanOrEqual(4)
  expect(served).toEqual([12, 12, 12])
})

test('an endpoint that bears one call at a time is shared as well', async () => {
  endpoint = { ...endpoint, concurrency: 1 }
  await room.database
    .collection('endpoints')
    .updateOne({ _id: endpoint.id as never }, { $set: { concurrency: 1 } })
  const [one, two] = [aProcess(), aProcess()]
  let isOver = false
  const busy = Array.from({ length: 2 }, async () => {
    while (!isOver) {
      const taken = await take(one, 1)
      await wait(20)
      taken?.done()
    }
  })
  const other = await take(two)
  expect(other).toMatchObject({ calls: 1 })
  other!.done()
  isOver = true
  await Promise.all(busy)
})

test('who waits longer than it can gets nothing, and urgent letters come first', async () => {
  const calls = aProcess()
  const all = (await take(calls, 4))!
  expect(await take(calls, 1, 50)).toBeNull()
  const order: string[] = []
  const waiting = (['normal', 'urgent', 'immediate'] as const).map(async (urgency) => {
    const taken = (await take(calls, 4, 20_000, urgency))!
    order.push(urgency)
    taken.done()
  })
  all.done()
  await Promise.all(waiting)
  expect(order).toEqual(['immediate', 'urgent', 'normal'])
})

test('calls that are not used are given back, and those of a process that died run out', async () => {
  const used = (await take(aProcess(), 4))!
  used.done()
  const leases = async () => (await room.repositories.endpoints.byId(endpoint.id))!.calls
  await until(async () => (await leases()).every(({ calls }) => calls === 0), {
    what: 'the lease to be given back',
  })
  const dead = await room.repositories.endpoints.leaseCalls(endpoint.id, 'dead', {
    calls: 4,
    wanted: 4,
    forMs: 500,
  })
  expect(dead).toEqual({ calls: 4, rivals: 0 })
  expect(await take(aProcess(), 4)).toMatchObject({ calls: 4 })
})

test('letters one after the other cost one lease, not one each', async () => {
  const calls = aProcess()
  room.sent.length = 0
  for (let i = 0; i < 20; i += 1) (await take(calls))!.done()
  expect(room.sent.filter(({ name }) => name === 'findAndModify')).toHaveLength(1)
})

test('inside KCS nothing is called: all that is asked for is given at once, whatever is under way', async () => {
  const calls = aProcess()
  const inside = { id: 'kcs-agent', mechanism: 'kcs-agent', concurrency: 1 } as const
  const all = () => calls.take(inside, { calls: 250, urgency: 'normal', waitMs: 0 })
  expect(await Promise.all([all(), all()])).toMatchObject([{ calls: 250 }, { calls: 250 }])
})
