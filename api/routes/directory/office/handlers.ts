// Looking offices up.

import { KcsError } from '../../../../domain/common/error'
import { etag } from '../../../http/etag'
import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import type { Answer, CallOf } from '../../../http/route'
import { allowed, requireOfficeAdmin } from '../../../../services/access/right/directory-rights'
import { historyOf, type historyQuery } from '../../common/history'
import { presentCard, presentListed, presentWhole } from './presenter'
import type { asOfQuery, officeParams, officeQuery } from './schema'

export async function listOffices(call: CallOf<{ query: typeof officeQuery }>): Promise<Answer> {
  const { deps, query, now, ctx } = call
  const { limit, after } = pageOfQuery(query)
  const { q, codes, parent, kind, district, department } = query
  const given = { text: q, codes, parent: parent === '' ? null : parent, kind, district, department }
  const where = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const page = await deps.repositories.offices.list(where, {
    limit,
    ...(after === undefined ? {} : { above: after }),
  })
  const next = cursorOf(page.next)
  const items = page.items.map((office) => presentListed(office, now))
  return { status: 200, body: { items, next }, headers: linkToNext(ctx.path, query, next) }
}

type OfOffice = CallOf<{ params: typeof officeParams; query: typeof asOfQuery }>

export async function readOffice({ deps, params, query, now }: OfOffice): Promise<Answer> {
  const office = await deps.repositories.offices.byCode(params.code)
  if (!office) throw new KcsError('not-found')
  const at = query.at === undefined ? now : new Date(query.at)
  return { status: 200, body: presentWhole(office, at), headers: etag(office.version) }
}

export async function readCard({ deps, params, query, identity, now }: OfOffice): Promise<Answer> {
  const at = query.at === undefined ? now : new Date(query.at)
  const card = await deps.repositories.offices.card(params.code, at)
  if (!card) throw new KcsError('not-found')
  const may = { change: await allowed(requireOfficeAdmin(deps.repositories.seats, identity, card.office)) }
  return { status: 200, body: { ...presentCard(card, at), may }, headers: etag(card.office.version) }
}

export async function readHistory(
  call: CallOf<{ params: typeof officeParams; query: typeof historyQuery }>,
): Promise<Answer> {
  const { deps, params, query, ctx } = call
  if (!(await deps.repositories.offices.byCode(params.code))) throw new KcsError('not-found')
  return historyOf(deps.repositories, { thing: 'office', subject: params.code }, { path: ctx.path, query })
}
