// Whose letter is next, where more runs wait than workers can take.

import { temporal } from '@temporalio/proto'
import { dispatchManifest } from '../../workflows/dispatch/manifest'
import { until } from '../support/until'
import { openWorld, type World } from '../support/world'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Takes the runs that wait as a worker would, and returns the ids of their letters in the order in which they were given out. */
async function takeAll(count: number): Promise<string[]> {
  const { workflowService: service, options } = world.client
  const ids: string[] = []
  while (ids.length < count) {
    const task = await world.client.withDeadline(Date.now() + 30_000, () =>
      service.pollWorkflowTaskQueue({
        namespace: options.namespace,
        taskQueue: { name: dispatchManifest.taskQueue },
        identity: 'test',
      }),
    )
    const id = task.workflowExecution?.workflowId
    if (id) ids.push(id.replace('dispatch:', ''))
  }
  return ids
}

/** Waits until so many runs stand in the queue: a start that returned may not have come there yet. */
async function queued(count: number): Promise<void> {
  const { workflowService: service, options } = world.client
  await until(
    async () => {
      const { stats } = await service.describeTaskQueue({
        namespace: options.namespace,
        taskQueue: { name: dispatchManifest.taskQueue },
        taskQueueType: temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
        reportStats: true,
      })
      return Number(stats?.approximateBacklogCount) >= count
    },
    { what: `${count} runs in the queue` },
  )
}

test('senders share their turns, and an urgent letter goes before all', async () => {
  const { runs } = world
  for (let n = 0; n < 12; n += 1) await runs.start('dispatch', `many-${n}`, { priority: 3, sharedBy: 'MANY' })
  await runs.start('dispatch', 'few', { priority: 3, sharedBy: 'FEW' })
  await runs.start('dispatch', 'circular', { priority: 4, sharedBy: 'FEW' })
  await runs.start('dispatch', 'urgent', { priority: 1, sharedBy: 'MANY' })
  await queued(15)
  const order = await takeAll(15)
  expect(order[0]).toBe('urgent')
  // One or two of the other sender may have been made ready before it came.
  expect(order.indexOf('few')).toBeLessThan(5)
  expect(order.at(-1)).toBe('circular')
})
