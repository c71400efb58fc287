// An agent looks at what was brought to its offices, and what it answered.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { type TapalEvent, triesOf } from '../../../domain/letters/tapal/event'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { DeskState } from '../../../domain/operations/desk/desk'
import { requireAgentCaller, requireAgentCallerErrors } from '../../access/right/agent'
import type { Caller } from '../../access/right/identity'
import { testerOf } from '../../access/right/rights'
import type { ServiceDeps } from '../../deps'

/** Of more offices at once a page cannot be read in order without reading all there is. */
const MOST_OFFICES = 100
const MOST_TRIES = 10

export interface OwnDelivery {
  tapal: Tapal
  /** How it lies at the desk, and the code of what last went wrong; null where all is well. */
  trouble: { state: DeskState; code: string } | null
  /** Whether it goes, or went, by an endpoint of the agent. */
  isOurs: boolean
  /** The newest tries at that endpoint; none where it went another way. */
  tries: TapalEvent[]
}

export interface DeliveryQuestion {
  /** Only those that lie so at the desk, at endpoints of the agent. */
  state?: DeskState | undefined
  office?: string | undefined
  /** That came to KCS for the office at this instant or later. */
  since?: Date | undefined
  until?: Date | undefined
}

export const listOwnDeliveriesErrors = [
  'office-not-served',
  'parameter-invalid',
  ...requireAgentCallerErrors,
] as const satisfies readonly ErrorCode[]

/**
 * A page, newest first; `next` is the id below which the following one begins. Throws KcsError `not-an-agent`,
 * `office-not-served`, and `parameter-invalid` where neither a state nor an office is named for a key of very many offices.
 */
export async function listOwnDeliveries(
  deps: Pick<ServiceDeps, 'repositories' | 'newId' | 'sandbox'>,
  caller: Caller,
  { state, office, since, until }: DeliveryQuestion,
  page: { limit: number; below?: string },
): Promise<{ items: OwnDelivery[]; next: string | null }> {
  const { agent } = requireAgentCaller(caller)
  const { newId, repositories } = deps
  const { tapals, endpoints } = repositories
  // An office may have test letters of several agents.
  const tester = testerOf(deps, caller)
  if (office !== undefined && !agent.offices.includes(office)) throw new KcsError('office-not-served')
  if (state === undefined && office === undefined && agent.offices.length > MOST_OFFICES)
    throw new KcsError('parameter-invalid', {
      errors: [{ pointer: '/office', detail: manyOffices(agent.offices.length) }],
    })
  const own = (await endpoints.ofAgent(agent.id)).map(({ id }) => id)
  const { items, next } = await tapals.deliveries(
    {
      offices: office === undefined ? agent.offices : [office],
      ...(tester === undefined ? {} : { tester }),
      ...(state === undefined ? {} : { atDesk: { state, endpoints: own } }),
      ids: {
        ...(since ? { from: idsFrom(newId, since) } : {}),
        ...(until ? { below: idsFrom(newId, until) } : {}),
      },
    },
    page,
  )
  return {
    items: items.map(({ tapal, state: deskState, code }) => {
      const isOurs = own.includes(tapal.endpoint)
      const trouble = deskState && { state: deskState, code }
      return { tapal, trouble, isOurs, tries: isOurs ? triesOf(tapal.events, MOST_TRIES) : [] }
    }),
    next,
  }
}

const manyOffices = (count: number): string =>
  `must be named, or a state, for your key serves ${count} offices; without them at most ${MOST_OFFICES}`

/** At the end of an id; before them stands its instant, and in the sandbox a mark before that. */
const RANDOM_SIGNS = 16

/** How the ids of that instant begin. */
function idsFrom(newId: (at: Date) => string, at: Date): string {
  return newId(at).slice(0, -RANDOM_SIGNS)
}
