// Looking offices up.

import { KcsError } from '../../../domain/errors'
import { type Office, profileAt } from '../../../domain/office/office'
import { cursorOf, linkToNext, pageOfQuery } from '../../http/fields'
import type { Answer, CallOf } from '../../http/route'
import type { OfficeAnswer, officeParams, officeQuery } from './schema'

export async function listOffices(call: CallOf<{ query: typeof officeQuery }>): Promise<Answer> {
  const { deps, query, now, ctx } = call
  const { limit, after } = pageOfQuery(query)
  const page = await deps.repositories.offices.list(query.q ?? '', {
    limit,
    ...(after === undefined ? {} : { above: after }),
  })
  const next = cursorOf(page.next)
  const items = page.items.map((office) => present(office, now))
  return { status: 200, body: { items, next }, headers: linkToNext(ctx.path, query, next) }
}

export async function readOffice(call: CallOf<{ params: typeof officeParams }>): Promise<Answer> {
  const office = await call.deps.repositories.offices.byCode(call.params.code)
  if (!office) throw new KcsError('not-found')
  return { status: 200, body: present(office, call.now) }
}

function present(office: Office, now: Date): OfficeAnswer {
  const { profiles: _profiles, email: _email, ...facts } = office
  return { ...facts, mechanism: profileAt(office, now)?.mechanism ?? null }
}
