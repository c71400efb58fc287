// The test server that skips time: a story of weeks runs in seconds, and no clock is imitated.

import { Client, Connection } from '@temporalio/client'
import {
  type InternalConnectionOptions,
  InternalConnectionOptionsSymbol,
} from '@temporalio/client/lib/connection'
import { msToTs, tsToMs } from '@temporalio/common/lib/time'
import { temporal } from '@temporalio/proto'
import { NativeConnection, Runtime } from '@temporalio/worker'
import { anyFreePort } from '../../../local/system/ports'
import { MANIFESTS } from '../../../workflows/manifests'
import { timeSkippingServerPath } from '../../support/servers'
import { installQuietRuntime } from './quiet-runtime'

export interface SkippingServer {
  client: Client
  /** A connection of a worker's own. */
  connect(): Promise<NativeConnection>
  /** The server's own time in ms; everything in a story lives by it. */
  now(): Promise<number>
  /** Lets this much time pass at once: what falls due on the way happens. */
  pass(duration: Parameters<typeof msToTs>[0]): Promise<void>
  close(): Promise<void>
}

/** Starts a server of its own: its time is one for all runs, so a story shares it with nobody. */
export async function openSkippingServer(): Promise<SkippingServer> {
  installQuietRuntime()
  const runtime = Runtime.instance()
  const port = await anyFreePort()
  const server = await runtime.createEphemeralServer({
    type: 'time-skipping',
    exe: { type: 'existing-path', path: timeSkippingServerPath() },
    port,
    extraArgs: [],
  })
  const address = `127.0.0.1:${port}`
  const options: InternalConnectionOptions = {
    address,
    [InternalConnectionOptionsSymbol]: { supportsTestService: true },
  }
  const connection = await Connection.connect(options)
  const { IndexedValueType } = temporal.api.enums.v1
  const attributes = MANIFESTS.flatMap(({ searchAttributes }) => Object.entries(searchAttributes))
  await connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(
      attributes.map(([name, type]) => [name, IndexedValueType[`INDEXED_VALUE_TYPE_${type}`]]),
    ),
  })
  const time = connection.testService!

  return {
    client: new Client({ connection }),
    connect: () => NativeConnection.connect({ address }),
    now: async () => tsToMs((await time.getCurrentTime({})).time),
    pass: async (duration) => void (await time.unlockTimeSkippingWithSleep({ duration: msToTs(duration) })),
    async close() {
      await connection.close()
      await runtime.shutdownEphemeralServer(server)
    },
  }
}
