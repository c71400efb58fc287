// Filing systems that send call-backs to an API, for tests of what comes of their reports.

import { randomBytes } from 'node:crypto'
import { signedHeaders } from '../../../../connectors/signature'
import { dayInKerala } from '../../../../domain/common/clock/ist'
import { DEFAULT_BACK_OFF } from '../../../../domain/letters/delivery/back-off'
import { deliveryKey } from '../../../../domain/letters/tapal/keys'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import { sealedSettings } from '../../../../services/letters/endpoint/settings'
import { openApi, type TestApi } from '../../../support/api'
import type { Reply } from '../../../support/api-client'

export const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

export interface CallbackRig {
  api: TestApi
  /** A tapal that lies at the system `cdit`. */
  lying(overrides?: Partial<Tapal>): Promise<Tapal>
  rowOf(tapal: Tapal): Promise<Tapal>
  /** A call-back of `cdit`, signed, unless told otherwise. */
  call(reports: object[], options?: { endpoint?: string; secret?: string; at?: Date }): Promise<Reply>
}

export async function openCallbacks(): Promise<CallbackRig> {
  const api = await openApi()
  const { secrets } = api.deps
  const sealed = { sealedSettings: sealedSettings(secrets, { secret: SECRET }) }
  // As it was stored before the settings of an endpoint were one object.
  const sealedBefore = { sealedSecret: secrets.seal(SECRET), sealedToken: '' }
  for (const [id, mechanism, kept] of [
    ['cdit', 'push', sealed],
    ['other', 'push', sealedBefore],
    ['eoffice', 'eoffice', sealed],
    ['email', 'email', {}],
  ] as const)
    await api.repositories.endpoints.save({
      id,
      mechanism,
      agent: `agent-${id}`,
      address: '',
      ...kept,
      backOff: DEFAULT_BACK_OFF,
      concurrency: 1,
    })
  return {
    api,
    lying: async (overrides = {}) =>
      api.tapal(await api.dispatch(), {
        mechanism: 'push',
        endpoint: 'cdit',
        inwardNumber: null,
        ...overrides,
      }),
    rowOf: async ({ id }) => (await api.repositories.tapals.byId(id))!,
    call(told, { endpoint = 'cdit', secret = SECRET, at = api.now() } = {}) {
      const body = JSON.stringify({ reports: told })
      const headers = signedHeaders(secret, randomBytes(8).toString('hex'), at, body)
      return api.anyone.post(`/v1/callbacks/${endpoint}`, body, {
        'content-type': 'application/json',
        ...headers,
      })
    },
  }
}

let reports = 0

/** A report of a tapal, under a key of its own, as of now. */
export const report = (tapal: Tapal, kind: string, more: object = {}) => ({
  key: `r-${(reports += 1)}`,
  deliveryKey: deliveryKey(tapal.id),
  at: new Date().toISOString(),
  kind,
  ...more,
})

export const taken = (tapal: Tapal, number = 'CDIT/5') =>
  report(tapal, 'acknowledged', { diaryNumber: number, diaryDate: dayInKerala(new Date()) })
