// Who acts on a tapal, by whichever door, and under which conditions that caller may.

import type { TapalCondition } from '../../../database/letters/tapal/conditions'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Act } from '../../../domain/letters/tapal/acts'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { actorFor, actsAmong, type Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { readTapal, readTapalErrors } from './read'

/** A filing system by its signed call-back; it may act on the tapals that went to its endpoint. */
export interface EndpointCaller {
  kind: 'endpoint'
  endpoint: string
  /** The registered agent behind the endpoint, or the endpoint itself. */
  agent: string
}

/** The bearer of the mail link of one tapal. */
export interface LinkCaller {
  kind: 'link'
  tapal: string
  /** As the bearer gave it. */
  name: string
}

export type TapalCaller = Caller | EndpointCaller | LinkCaller

/** What every act on a tapal names. */
export interface OnTapal {
  /** Its id, or its row where the caller has just read it. */
  tapal: string | Tapal
  /** In whose name an account or agent acts. */
  seat?: string
  /** The filing system's own id of what it reports, its instant, and a digest of what it says. */
  report?: { key: string; at: Date; content?: string }
}

/** An act that the caller may do now. */
export interface Permit {
  tapal: Tapal
  act: Act
  by: 'seat' | 'agent' | 'link'
  /** Repeated inside the write: the right must still hold then. */
  where: TapalCondition
}

export const permitErrors = [
  ...readTapalErrors,
  'tapal-unknown',
  'seat-not-held',
] as const satisfies readonly ErrorCode[]

/** Throws KcsError `tapal-unknown` for a tapal that the caller may not see, `seat-not-held` for one it may not act on. */
export async function permit(
  deps: Pick<ServiceDeps, 'repositories'>,
  caller: TapalCaller,
  { tapal: tapalOrId, seat = '', report }: OnTapal,
  now: Date,
): Promise<Permit> {
  switch (caller.kind) {
    case 'account':
    case 'agent': {
      const id = typeof tapalOrId === 'string' ? tapalOrId : tapalOrId.id
      const tapal = await readTapal(deps, caller, id)
      await requireActingSeat(caller, tapal, seat)
      const by = caller.kind === 'agent' ? 'agent' : 'seat'
      return { tapal, act: { actor: actorFor(caller, seat), at: now }, by, where: { actingSeat: seat } }
    }
    case 'endpoint': {
      const tapal = await rowOf(deps, tapalOrId)
      if (tapal?.endpoint !== caller.endpoint) throw new KcsError('tapal-unknown')
      const actor = { kind: 'agent', agent: caller.agent } as const
      const act = report ? { ...report, actor, at: instantOf(report.at, tapal, now) } : { actor, at: now }
      return { tapal, act, by: 'agent', where: {} }
    }
    case 'link': {
      const tapal = await rowOf(deps, tapalOrId)
      if (tapal?.id !== caller.tapal) throw new KcsError('tapal-unknown')
      return { tapal, act: { actor: { kind: 'link', name: caller.name }, at: now }, by: 'link', where: {} }
    }
  }
}

/** Seats that may act on the tapal: the addressed one, and those it escalated to. */
export function seatsToAct(tapal: Pick<Tapal, 'seat' | 'escalatedTo'>): string[] {
  return [tapal.seat, ...tapal.escalatedTo]
}

async function requireActingSeat(caller: Caller, tapal: Tapal, seat: string): Promise<void> {
  const may =
    caller.kind === 'account'
      ? (await actsAmong(caller, [seat])).has(seat)
      : caller.agent.offices.includes(tapal.office)
  if (!may || !seatsToAct(tapal).includes(seat)) throw new KcsError('seat-not-held')
}

async function rowOf(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  tapal: string | Tapal,
): Promise<Tapal | null> {
  return typeof tapal === 'string' ? repositories.tapals.byId(tapal) : tapal
}

/** The system's own time, unless it lies before the tapal or in the future. */
function instantOf(reported: Date, tapal: Tapal, now: Date): Date {
  return reported < tapal.createdAt || reported > now ? now : reported
}
