// The directory of offices.

import { route, type Route } from '../../http/route'
import { listOffices, readOffice, setProfile } from './handlers'
import { newProfileSchema, officePageSchema, officeParams, officeQuery, officeSchema } from './schema'

const tag = 'Directory'

export const offices: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/offices',
    operationId: 'listOffices',
    summary: 'Offices by code; `q` is the beginning of a code or a part of a name',
    tag,
    access: 'known',
    query: officeQuery,
    answers: { 200: { description: 'A page of offices.', schema: officePageSchema } },
    errors: ['parameter-invalid', 'parameter-repeated'],
    handler: listOffices,
  }),
  route({
    method: 'get',
    path: '/v1/offices/:code',
    operationId: 'readOffice',
    summary: 'One office',
    tag,
    access: 'known',
    params: officeParams,
    answers: { 200: { description: 'The office.', schema: officeSchema } },
    errors: ['not-found'],
    handler: readOffice,
  }),
  route({
    method: 'put',
    path: '/v1/offices/:code/profile',
    operationId: 'setDeliveryProfile',
    summary: 'Set how letters reach the office from now on',
    tag,
    access: { roles: ['admin'] },
    params: officeParams,
    body: { schema: newProfileSchema },
    answers: { 200: { description: 'The office.', schema: officeSchema } },
    errors: ['not-found', 'endpoint-unknown', 'office-not-served', 'validation-failed'],
    handler: setProfile,
  }),
]
