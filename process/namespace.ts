/** Prepares a namespace of Temporal: makes it where that is wanted, with our search attributes, and sets how long closed runs are kept. */

import { setTimeout as sleep } from 'node:timers/promises'
import { Connection } from '@temporalio/client'
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time'
import { temporal } from '@temporalio/proto'
import { Problem } from './problem'

/** As `defineSearchAttributeKey` of the SDK returns it. */
export interface SearchAttribute {
  name: string
  type: 'TEXT' | 'KEYWORD' | 'INT' | 'DOUBLE' | 'BOOL' | 'DATETIME' | 'KEYWORD_LIST'
}

export interface NamespaceOptions {
  address: string
  namespace: string
  searchAttributes: readonly SearchAttribute[]
  /** Days to keep closed runs; left as it is when not given. */
  retentionDays?: number
  /** Makes the namespace where it is missing. */
  create?: boolean
  timeoutMs?: number
}

const grpcUnavailable = [4, 14]
const grpcAlreadyExists = 6

/**
 * Waits until the server answers, prepares the namespace and returns the server's version, and what was done, a line each.
 * Safe to repeat. Throws a `Problem`.
 */
export async function prepareNamespace(
  options: NamespaceOptions,
): Promise<{ version: string; done: string[] }> {
  const connection = await connect(options.address, options.timeoutMs ?? 60_000)
  try {
    const linesDone = options.create ? await makeNamespace(connection, options) : []
    await untilNamespace(connection, options)
    linesDone.push(...(await registerSearchAttributes(connection, options)))
    if (options.retentionDays) await keepClosedRuns(connection, options.namespace, options.retentionDays)
    const info = await connection.workflowService.getClusterInfo({})
    return { version: info.serverVersion ?? 'unknown', done: linesDone }
  } finally {
    await connection.close()
  }
}

async function connect(address: string, timeoutMs: number): Promise<Connection> {
  for (const end = Date.now() + timeoutMs; ; await sleep(100)) {
    try {
      return await Connection.connect({ address, connectTimeout: '2s' })
    } catch (error) {
      if (Date.now() < end) continue
      throw new Problem(
        `Temporal does not answer at ${address}`,
        'Check TEMPORAL_ADDRESS, or unset it to use the server that KCS starts itself.',
        { cause: error },
      )
    }
  }
}

async function makeNamespace(
  connection: Connection,
  { namespace, retentionDays = 30 }: NamespaceOptions,
): Promise<string[]> {
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs(retentionDays * 86_400_000),
    })
    return [`namespace ${namespace}: made; closed runs are kept for ${retentionDays} days`]
  } catch (error) {
    if ((error as { code?: number }).code === grpcAlreadyExists) return []
    throw new Problem(
      `the namespace ${namespace} cannot be made: ${(error as Error).message}`,
      `Make it by the tools of your cluster (temporal operator namespace create ${namespace}), and repeat.`,
      { cause: error },
    )
  }
}

async function untilNamespace(
  connection: Connection,
  { namespace, address, timeoutMs = 60_000 }: NamespaceOptions,
) {
  for (const end = Date.now() + timeoutMs; ; await sleep(100)) {
    try {
      await connection.workflowService.describeNamespace({ namespace })
      return
    } catch (error) {
      if (grpcUnavailable.includes((error as { code?: number }).code ?? 0) && Date.now() < end) continue
      throw new Problem(
        `the namespace ${namespace} cannot be read on ${address}: ${(error as Error).message}`,
        `Create it (temporal operator namespace create ${namespace}), or set TEMPORAL_NAMESPACE.`,
        { cause: error },
      )
    }
  }
}

async function registerSearchAttributes(
  connection: Connection,
  { namespace, searchAttributes }: NamespaceOptions,
): Promise<string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace })
  const newAttributes: Record<string, temporal.api.enums.v1.IndexedValueType> = {}
  for (const { name, type } of searchAttributes) {
    const value = temporal.api.enums.v1.IndexedValueType[`INDEXED_VALUE_TYPE_${type}`]
    const presentType = customAttributes?.[name]
    if (presentType && presentType !== value) {
      throw new Problem(
        `the search attribute ${name} has another type on this Temporal server`,
        'Use another namespace (TEMPORAL_NAMESPACE), or remove that attribute.',
      )
    }
    if (!presentType) newAttributes[name] = value
  }
  const names = Object.keys(newAttributes)
  if (names.length === 0) return []
  try {
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: newAttributes })
    return [`namespace ${namespace}: search attributes ${names.join(', ')}`]
  } catch (error) {
    if ((error as { code?: number }).code !== grpcAlreadyExists) throw error
    return []
  }
}

async function keepClosedRuns(connection: Connection, namespace: string, days: number): Promise<void> {
  const { config } = await connection.workflowService.describeNamespace({ namespace })
  const wantedMs = days * 86_400_000
  if (optionalTsToMs(config?.workflowExecutionRetentionTtl) === wantedMs) return
  await connection.workflowService.updateNamespace({
    namespace,
    config: { workflowExecutionRetentionTtl: msToTs(wantedMs) },
  })
}
