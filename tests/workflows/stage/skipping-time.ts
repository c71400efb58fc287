// The environment of the Temporal SDK that skips time, and its clock for code that asks for the time at once.

import { Client } from '@temporalio/client'
import { temporal } from '@temporalio/proto'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { searchAttributes } from '../../../process/cases'
import { timeSkippingServerPath } from '../../support/servers'
import { installQuietRuntime } from '../../support/quiet-runtime'

export interface SkippingTime {
  environment: TestWorkflowEnvironment
  /** Lets time pass by `pass` alone; the environment's own client lets it pass while a result is awaited. */
  client: Client
  /** The time of the server as `read` saw it last, and what has passed since: time skips only between activities. */
  now(): Date
  read(): Promise<Date>
  /** Lets this much time pass at once: what falls due on the way happens. */
  pass: TestWorkflowEnvironment['sleep']
  close(): Promise<void>
}

/** Starts a server of its own: its time is one for all runs, so a story shares it with nobody. */
export async function openSkippingTime(): Promise<SkippingTime> {
  installQuietRuntime()
  const environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: timeSkippingServerPath() } },
  })
  const { connection } = environment
  await registerSearchAttributes(environment)
  let aheadMs = 0
  return {
    environment,
    client: new Client({ connection }),
    now: () => new Date(Date.now() + aheadMs),
    async read() {
      const at = await environment.currentTimeMs()
      aheadMs = at - Date.now()
      return new Date(at)
    },
    pass: environment.sleep,
    close: () => environment.teardown(),
  }
}

async function registerSearchAttributes({ connection }: TestWorkflowEnvironment): Promise<void> {
  const { IndexedValueType } = temporal.api.enums.v1
  await connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(
      searchAttributes().map(({ name, type }) => [name, IndexedValueType[`INDEXED_VALUE_TYPE_${type}`]]),
    ),
  })
}
