// GET /v1/despatch-lists/pdf: the list as a paper.

import { readDespatchList, readDespatchListErrors } from '../../../../services/letters/despatch-list/read'
import { route } from '../../../http/route'
import { ownPolicy } from '../../../middlewares/security-headers'
import { presentDespatchList } from './presenter'
import { listQuery, TAG } from './schema'

export const readDespatchListAsPdfRoute = route({
  method: 'get',
  path: '/v1/despatch-lists/pdf',
  operationId: 'readDespatchListAsPdf',
  summary: 'The list as PDF, for the post',
  tag: TAG,
  access: 'known',
  query: listQuery,
  responses: { 200: { description: 'The list.', mediaType: 'application/pdf' } },
  errors: [...readDespatchListErrors, 'parameter-invalid'],
  async handler({ deps, identity, query, now }) {
    const list = presentDespatchList(await readDespatchList(deps, identity, query, now))
    const office = await deps.repositories.offices.byCode(list.office)
    const body = await deps.drawDespatchList({
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
  },
})
