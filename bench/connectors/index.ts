// The connectors: what they reach beside plain undici, and what a system that is slow, dead or back again costs the others.

import { type Report, type Row, say } from '../report'
import { openStage } from '../stage'
import { startAnswerer } from './answerer'
import { backlogRows } from './backlog'
import { deliveryRows } from './deliveries'
import { eventRows } from './events'
import { neighbourRow } from './neighbours'
import { openWorld } from './world'

export async function connectorsBench(options: { scale: number; runs: number }): Promise<Report> {
  const answerer = await startAnswerer()
  try {
    // Alone on the machine, before the servers are started.
    const deliveries = await deliveryRows(answerer, options)
    const stage = await openStage(say)
    try {
      const world = await openWorld(stage)
      try {
        const neighbours = await neighbourRow(world, options)
        const events = await eventRows(world)
        const backlog = await backlogRows(world, answerer, options)
        const memory: Row = {
          metric: 'peak memory (RSS) of the worker after all of this',
          value: `${world.peakMb()?.toFixed(0) ?? '?'} MB`,
          ceiling: '',
          ratio: null,
          target: '≤ 450 MB',
        }
        const { mongodb, temporal } = stage.servers
        return {
          conditions: `MongoDB ${mongodb.version}, Temporal ${temporal.version} (dev server), one worker process`,
          rows: [...deliveries, neighbours, ...backlog, memory, ...events],
        }
      } finally {
        await world.close()
      }
    } finally {
      await stage.close()
    }
  } finally {
    await answerer.stop()
  }
}
