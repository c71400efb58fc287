// PUT /v1/offices/:code/profile

import {
  setDeliveryProfile,
  setDeliveryProfileErrors,
} from '../../../../services/directory/office/set-profile'
import { versionGiven } from '../../../http/etag'
import { route } from '../../../http/route'
import { instantOf, presentFields } from '../../common/request-fields'
import { newProfileSchema } from './body-schema'
import { OFFICE_ACCESS } from './policy'
import { presentChanged } from './presenter'
import { officeDoc, officeParams } from './schema'

export const setDeliveryProfileRoute = route({
  method: 'put',
  path: '/v1/offices/:code/profile',
  operationId: 'setDeliveryProfile',
  summary: 'Set how letters reach the office from now on, or from a later instant on',
  description: 'The ways in the order of trying; letters under way keep theirs.',
  tag: 'Directory',
  access: OFFICE_ACCESS,
  params: officeParams,
  body: { schema: newProfileSchema },
  responses: { 200: officeDoc },
  errors: [...setDeliveryProfileErrors, 'forbidden', 'validation-failed'],
  handler: async ({ deps, params, body, identity, now, ctx }) => {
    const profile = {
      code: params.code,
      version: versionGiven(ctx),
      ways: body.ways ?? { endpoint: body.endpoint ?? '' },
      taking: body.taking,
      accepts: presentFields(body.accepts),
      fallback: body.fallback,
      nextWayAfterSeconds: body.nextWayAfterSeconds,
      from: instantOf(body.from),
    }
    return presentChanged(await setDeliveryProfile(deps, identity, profile, now), now)
  },
})
