// An agent comes for its letters: it is given those that nobody has, for a while.

import type { Envelope } from '../../../connectors/connector'
import type { RecalledTapal } from '../../../database/letters/tapal/shelf'
import type { ErrorCode } from '../../../domain/common/error'
import { type Lease, leaseEnd } from '../../../domain/letters/tapal/lease'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { parcelBuilder } from '../delivery/parcels'
import { requireVisitor, requireVisitorErrors, type Visitor } from './visitor'

type Deps = Pick<ServiceDeps, 'repositories' | 'connectors' | 'newId' | 'sandbox'>

export interface Fetching {
  limit: number
  leaseSeconds: number
  /** The agent's own name of this fetching: a repeat under it gets the same letters again, as long as the lease lasts. */
  claim?: string | undefined
}

/** A letter that was given out, in the words of the protocol. */
export interface GivenLetter {
  id: string
  lease: Lease
  envelope: Envelope
}

export interface GivenPage {
  letters: GivenLetter[]
  /** More lay ready when this page was made. */
  more: boolean
  recalled: RecalledTapal[]
}

export const giveOutErrors = requireVisitorErrors satisfies readonly ErrorCode[]

/** Recalled letters told of at once; the others are told of when these have been answered. */
const RECALLED_AT_ONCE = 100

const NOTED_TO_MS = 60_000

/**
 * The next letters of the offices of the key, urgent ones first, those of a seat in the order in which they came. Each is
 * the agent's alone until its lease ends; if it has not said by then what became of it, it is given out again. Nothing is
 * entered in the trace. While the endpoint is paused or gone nothing is given out. Throws KcsError `forbidden`, `agent-is-called`.
 */
export async function giveOut(
  deps: Deps,
  caller: Caller,
  { limit, leaseSeconds, claim }: Fetching,
  now: Date,
): Promise<GivenPage> {
  const { tapals } = deps.repositories
  const { agent, endpoint } = await requireVisitor(deps, caller)
  const shelf = { endpoint: endpoint.id, offices: agent.offices }
  const noting = noteFetched(deps, endpoint, now)
  const recalling = tapals.recalledFrom(shelf, RECALLED_AT_ONCE)
  const giving = async () => {
    if (endpoint.state !== 'open') return { given: [], more: false }
    const again = claim === undefined ? [] : await tapals.givenBy(shelf, claim, now, limit)
    if (again.length > 0) return { given: again, more: true }
    const id = claim ?? deps.newId(now)
    return tapals.giveOut(shelf, { id, now, until: leaseEnd(now, leaseSeconds), limit })
  }
  const [{ given, more }, recalled] = await Promise.all([giving(), recalling, noting])
  const parcels = await parcelBuilder(deps)(given)
  const letters = given.flatMap(({ id, lease }): GivenLetter[] => {
    const parcel = parcels.get(id)
    const envelope = parcel && deps.connectors[endpoint.mechanism].envelope?.(parcel)
    return envelope ? [{ id, lease, envelope }] : []
  })
  return { letters, more, recalled }
}

/**
 * That the agent comes is noted to the minute, so that one which stays away is seen; its other visits write nothing. Who comes
 * for test letters leaves those that are meant where they lie.
 */
async function noteFetched(
  { repositories, sandbox }: Deps,
  { id, fetchedAt }: Visitor['endpoint'],
  now: Date,
): Promise<void> {
  const isNoted = fetchedAt ? now.getTime() - fetchedAt.getTime() < NOTED_TO_MS : false
  if (!isNoted && !sandbox) await repositories.endpoints.noteFetched(id, now)
}
