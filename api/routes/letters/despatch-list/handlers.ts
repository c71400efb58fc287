// The despatch clerk's work: the list of the day, its paper, and the numbers that the post gave.

import { dayInKerala } from '../../../../domain/common/clock/ist'
import type { Repositories } from '../../../../database'
import { isKcsError, KcsError } from '../../../../domain/common/error'
import { postedChange } from '../../../../domain/letters/tapal/acts'
import type { Answer, CallOf } from '../../../http/route'
import { actorFor, type KnownIdentity } from '../../../../services/access/right/identity'
import { requireOffice } from '../../../../services/access/right/rights'
import { ownPolicy } from '../../../middlewares/security-headers'
import { tellDelivered } from '../tapal/after-change'
import { presentList } from './presenter'
import type { DespatchListAnswer, listQuery, postalNumberSchema } from './schema'

type ListCall = CallOf<{ query: typeof listQuery }>

async function listOf({ deps, identity, query, now }: ListCall): Promise<DespatchListAnswer> {
  await requireOffice(deps.repositories.seats, identity, query.office)
  return presentList(deps, query.office, query.day ?? dayInKerala(now))
}

export async function readList(call: ListCall): Promise<Answer> {
  return { status: 200, body: await listOf(call) }
}

export async function readListAsPdf(call: ListCall): Promise<Answer> {
  const list = await listOf(call)
  const office = await call.deps.repositories.offices.byCode(list.office)
  const body = await call.deps.drawDespatchList({
    office: { en: office?.name ?? list.office, ml: office?.nameMl || office?.name || list.office },
    date: list.day,
    entries: list.entries.map(({ addressee, postalNumber, ...entry }) => ({
      despatchNumber: entry.despatchNumber,
      addressee: { en: addressee.name, ml: addressee.nameMl },
      address: addressee.address === '' ? [] : addressee.address.split('\n'),
      subject: entry.subject,
      enclosures: entry.enclosures,
      ...(postalNumber === null ? {} : { postalNumber }),
    })),
  })
  return {
    status: 200,
    body,
    headers: {
      ...ownPolicy("default-src 'none'; style-src 'unsafe-inline'; object-src 'self'", true),
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
      'content-disposition': `inline; filename="despatch-list-${list.day}.pdf"`,
    },
  }
}

/** The number is entered once; the letter then counts as delivered, and its clock starts. */
export async function enterPostalNumber(call: CallOf<{ body: typeof postalNumberSchema }>): Promise<Answer> {
  const { deps, identity, body, now, ctx } = call
  const { tapals, seats } = deps.repositories
  const tapal = await tapals.byId(body.tapalId)
  const seat = tapal && (await clerkSeat(seats, identity, tapal.sender.office))
  if (!tapal || seat === null) throw new KcsError('tapal-unknown')
  if (tapal.mechanism !== 'print') throw new KcsError('not-posted-by-us')
  const actor = actorFor(identity, seat)
  const change = postedChange(tapal, { postalNumber: body.postalNumber, actor, at: now })
  const changed = await tapals.apply(tapal.id, change, { where: { postalNumber: null } })
  if (changed) tellDelivered({ ...call, response: ctx.res }, changed)
  const posted = changed ?? (await tapals.byId(tapal.id)) ?? tapal
  if (posted.postalNumber === null) throw new KcsError('not-posted-by-us')
  if (posted.postalNumber !== body.postalNumber) throw new KcsError('posted-otherwise')
  return {
    status: 200,
    body: { tapalId: posted.id, postalNumber: posted.postalNumber, state: posted.state },
  }
}

/** The seat of the sending office in whose name the clerk acts; null where it is none of the caller's. */
async function clerkSeat(
  seats: Repositories['seats'],
  identity: KnownIdentity,
  office: string,
): Promise<string | null> {
  try {
    return await requireOffice(seats, identity, office)
  } catch (error) {
    if (isKcsError(error)) return null
    throw error
  }
}
