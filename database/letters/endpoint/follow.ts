// What the change feed of its agent does not have yet of an endpoint.

import { type EndpointMove, MAX_MOVES } from '../../../domain/letters/agent-feed/change'
import type { Rows } from '../../common/collection'
import { FOLLOWED_INDEX, following, isUnfollowed, type Unfollowed } from '../../common/followed'
import { endpointCollection, type EndpointRow } from './schema'

/** An endpoint with its moves that are not followed; `sequence` is the number of the newest. */
export interface UnfollowedEndpoint {
  id: string
  agent: string | null
  sequence: number
  moves: EndpointMove[]
}

const FOLLOWED = { agent: 1, moves: 1, sequence: 1, followedTo: 1 } as const

/** The update that enters a move. */
export function moveOf(move: EndpointMove) {
  return {
    $push: { moves: { $each: [move], $slice: -MAX_MOVES } },
    $set: { sequence: move.sequence, followed: false },
  }
}

/** The part of the repository by which the change feed follows endpoints. */
export function endpointFollow(collection: Rows<EndpointRow>) {
  return {
    ...following(collection),

    /** Endpoints whose latest moves are not in the feed, with those moves alone. */
    async unfollowed({ limit, ...which }: Unfollowed): Promise<UnfollowedEndpoint[]> {
      const rows = await collection
        .find(isUnfollowed(which), { sort: { _id: 1 }, limit, projection: FOLLOWED, hint: FOLLOWED_INDEX })
        .toArray()
      return rows.map(endpointCollection.withDefaults).map(({ _id, agent, moves, sequence, followedTo }) => ({
        ...{ id: _id, agent, sequence },
        moves: moves.filter((move) => move.sequence > followedTo),
      }))
    },
  }
}
