// Asking a system what it takes. The answer is kept at its endpoint, so that routing asks nobody.

import type { Connector } from '../../../connectors/connector'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import { ownFault } from '../../../domain/letters/delivery/own-fault'
import { ASK_AGAIN_MS, ASK_SOON_MS } from '../../../domain/letters/endpoint/endpoint'
import type { ServiceDeps } from '../../deps'
import { openedEndpoint } from './opened'

export interface AskDeps extends Pick<ServiceDeps, 'repositories' | 'connectors'> {
  secrets: Pick<ServiceDeps['secrets'], 'unseal'>
}

type Answer = Awaited<ReturnType<Connector['capabilities']>>

const AT_ONCE = 20

/** Asks the endpoint and keeps what it says. Where its settings cannot be read it is not well either. */
export async function askEndpoint(deps: AskDeps, record: EndpointRecord, at: Date): Promise<Answer> {
  const answer = await answerOf(deps, record)
  const said =
    'fault' in answer
      ? { fault: 'code' in answer.fault ? answer.fault.code : answer.fault.kind }
      : { takes: answer.capabilities }
  await deps.repositories.endpoints.noteAsked(record, said, at)
  return answer
}

async function answerOf({ connectors, secrets }: AskDeps, record: EndpointRecord): Promise<Answer> {
  try {
    return await connectors[record.mechanism].capabilities(openedEndpoint(secrets, record))
  } catch (error) {
    return { fault: ownFault(error) }
  }
}

/**
 * Asks systems that are new, have another address, or were not asked for a day; one that does not answer is asked again
 * after five minutes, and its fault stands at the endpoint. It need not be up when it is registered, and no letter waits
 * for this. Returns whether there may be more.
 */
export async function askEndpoints(deps: AskDeps, now: Date): Promise<boolean> {
  const ago = (ms: number): Date => new Date(now.getTime() - ms)
  const due = await deps.repositories.endpoints.toAsk(
    { before: ago(ASK_AGAIN_MS), soon: ago(ASK_SOON_MS) },
    AT_ONCE,
  )
  await Promise.all(due.map((record) => askEndpoint(deps, record, now)))
  return due.length === AT_ONCE
}
