// Plays the scenes on the real server and keeps their histories. Done by hand when a workflow has changed on purpose:
// KCS_RECORD_HISTORIES=1 npx jest tests/histories

import type { Dispatch } from '../../domain/letters/dispatch/record'
import { dispatchManifest } from '../../workflows/dispatch/manifest'
import { until } from '../support/until'
import { openWorld, type World } from '../support/world'
import { saveHistory } from './saved'
import { CALM, type Scenes, scenesIn } from './scenes'
import { pauseEndpoint } from '../support/pause-endpoint'

type Scene = (world: World, scenes: Scenes) => Promise<Dispatch>

const quickly = { times: { acknowledgeWithinSeconds: 1, escalateEverySeconds: 1 } }
const busy = { kind: 'busy', code: 'http-503', afterMs: 100 } as const
const down = { kind: 'retry-later', code: 'refused', inDoubt: false } as const

const SCENES: Record<string, Scene> = {
  async 'taken-by-one'(_world, scenes) {
    const dispatch = await scenes.send(['A'])
    await scenes.acknowledge(dispatch, ['A'])
    return dispatch
  },

  async 'four-lanes-with-retries'({ connectors }, scenes) {
    let tries = 0
    connectors.push.answer(() => {
      tries += 1
      return tries < 3 ? busy : { kind: 'delivered' }
    })
    const dispatch = await scenes.send(['A', 'PUSH', 'MAIL', 'POST'])
    await scenes.acknowledge(dispatch, ['A', 'PUSH', 'MAIL', 'POST'])
    return dispatch
  },

  async 'escalated-and-taken-late'(_world, scenes) {
    const dispatch = await scenes.send(['A', 'B'], quickly)
    await until(
      async () => (await scenes.row(dispatch, 'A')).events.some(({ cause }) => cause === 'ladder-ended'),
      {
        what: 'the end of the ladder',
      },
    )
    await scenes.acknowledge(dispatch, ['A', 'B'])
    return dispatch
  },

  async 'recalled-while-a-lane-waits'(world, scenes) {
    world.connectors.push.answer(() => ({ ...busy, afterMs: 3_600_000 }))
    const recipients = ['A', 'PUSH'].map((office) => ({ office, purpose: 'action' as const }))
    const dispatch = await world.send({ recipients, times: CALM })
    await until(async () => (await scenes.row(dispatch, 'PUSH')).attempts === 1, { what: 'the try' })
    await until(async () => (await scenes.row(dispatch, 'A')).state === 'delivered', { what: 'the delivery' })
    const at = new Date()
    const sender = { seat: 'SENDER/SO', holder: 'PEN1' }
    await world.repositories.dispatches.recall(
      dispatch.id,
      { ...sender, at, reason: 'wrong' },
      { kind: 'seat', ...sender },
    )
    await world.runs.signal('dispatch', dispatch.id, 'recalled')
    return dispatch
  },

  async 'parked-and-drained'(world, scenes) {
    let isUp = false
    world.connectors.email.answer(() => (isUp ? { kind: 'delivered' } : down))
    world.connectors.email.up(() => isUp)
    const dispatch = await scenes.send(['MAIL'])
    await until(async () => (await scenes.row(dispatch, 'MAIL')).parked, { what: 'the letter to be parked' })
    await untilEndpoint(world, 'email', 'waiting')
    isUp = true
    await until(async () => (await scenes.row(dispatch, 'MAIL')).state === 'delivered', { what: 'the drain' })
    await saveEndpoint(world, 'email', 'endpoint-parked-and-drained')
    await scenes.acknowledge(dispatch, ['MAIL'])
    return dispatch
  },

  async 'paused-by-operator'(world, scenes) {
    await pauseEndpoint(world.repositories, 'print', 'operator', 'maintenance', new Date())
    const dispatch = await scenes.send(['POST'])
    await untilEndpoint(world, 'print', 'waiting-for-operator')
    await world.repositories.endpoints.open('print')
    await world.runs.signal('endpoint', 'print', 'resumed')
    await until(async () => (await scenes.row(dispatch, 'POST')).state === 'delivered', { what: 'the drain' })
    await saveEndpoint(world, 'print', 'endpoint-paused-by-operator')
    await scenes.acknowledge(dispatch, ['POST'])
    return dispatch
  },

  async 'moved-to-the-agent-application'(world, scenes) {
    world.connectors.push.answer(() => ({ kind: 'gone', code: 'http-410' }))
    const dispatch = await scenes.send(['PUSH'])
    await scenes.acknowledge(dispatch, ['PUSH'])
    return dispatch
  },

  async 'continued-run'(world, scenes) {
    const dispatch = await scenes.send(['A'], quickly)
    const handle = world.client.workflow.getHandle(`dispatch:${dispatch.id}`)
    await handle.terminate('continued below as a full history would be')
    await world.client.workflow.start('dispatch', {
      workflowId: `dispatch:${dispatch.id}`,
      taskQueue: dispatchManifest.taskQueue,
      args: [{ dispatchId: dispatch.id, known: { owing: 1, next: Date.now(), escalations: 1 } }],
    })
    await until(async () => (await scenes.row(dispatch, 'A')).level === 2, { what: 'the escalation' })
    await scenes.acknowledge(dispatch, ['A'])
    return dispatch
  },
}

/** Plays every scene and keeps what it left. */
export async function recordHistories(): Promise<void> {
  const world = await openWorld()
  try {
    const scenes = scenesIn(world)
    await scenes.offices(['A', 'B'])
    await scenes.offices(['PUSH'], 'push')
    await scenes.offices(['MAIL'], 'email')
    await scenes.offices(['POST'], 'print')
    await world.work()
    for (const [name, play] of Object.entries(SCENES)) {
      const dispatch = await play(world, scenes)
      saveHistory(name, await scenes.history(dispatch))
    }
  } finally {
    await world.close()
  }
}

async function untilEndpoint(world: World, id: string, stage: string): Promise<void> {
  const seen = async (): Promise<unknown> => world.runs.query('endpoint', id, 'progress')
  await until(async () => ((await seen()) as { stage: string } | null)?.stage === stage, {
    what: `the endpoint to be ${stage}`,
  })
}

async function saveEndpoint(world: World, id: string, name: string): Promise<void> {
  await until(async () => (await world.runs.describe('endpoint', id))?.status === 'completed', {
    what: 'the end of the pause',
  })
  saveHistory(name, await world.client.workflow.getHandle(`endpoint:${id}`).fetchHistory())
}
