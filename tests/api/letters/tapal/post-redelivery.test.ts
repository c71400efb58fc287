import { openApi, type TestApi } from '../../../support/api'
import { dutyDeps } from '../../../support/duty-deps'
import { until } from '../../../support/until'
import type { Dispatch } from '../../../../domain/letters/dispatch/record'
import { CASES } from '../../../../process/cases'
import { follow } from '../../../../services/operations/duty/follow'
import type { TemporalRuns } from '../../../../temporal/runs'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'

describe('what an operator does with a tapal', () => {
  let api: TestApi
  let dispatch: Dispatch
  beforeAll(async () => {
    api = await openApi()
    dispatch = await api.dispatch()
  })
  afterAll(() => api.close())
  const lying = (overrides: Partial<Tapal> = {}) => api.tapal(dispatch, { hop: (hop += 1), ...overrides })
  let hop = 0
  const signals = (subject: string) => api.runs.calls.filter((call) => call.subject === subject)

  describe('POST /v1/tapals/:id/redelivery', () => {
    test('202: a failed tapal is on its way again, by the run of its endpoint', async () => {
      const operator = await api.officer('operator', [], ['operator'])
      const tapal = await lying({ state: 'failed', mechanism: 'push', deliveredAt: null })
      const reply = await operator.post(`/v1/tapals/${tapal.id}/redelivery`)
      expect([reply.status, reply.at('/state')]).toEqual([202, 'routed'])
      const told = await until(() => signals(tapal.endpoint)[0], { what: 'the signal' })
      expect(told.call).toBe('signalWithStart endpoint parked')
      expect(await api.repositories.tapals.byId(tapal.id)).toMatchObject({ parked: true })
      expect((await api.repositories.tapals.byId(tapal.id))?.nextAttemptAt).not.toBeNull()
    })

    test('202: the reason that is given stands in the audit log', async () => {
      const operator = await api.officer('operator4', [], ['operator'])
      const world = { repositories: api.repositories, runs: undefined as unknown as TemporalRuns }
      const tapal = await lying({ state: 'failed', mechanism: 'push', deliveredAt: null })
      const reply = await operator.post(`/v1/tapals/${tapal.id}/redelivery`, { reason: 'They are back' })
      expect(reply.status).toBe(202)
      expect(reply.text).not.toContain('They are back')
      await follow(dutyDeps(world), CASES, api.now())
      expect(await api.repositories.audit.of(tapal.id)).toContainEqual(
        expect.objectContaining({ what: 'redelivered-by-operator', after: { reason: 'They are back' } }),
      )
    })

    test('422 validation-failed: a reason that is empty', async () => {
      const operator = await api.officer('operator5', [], ['operator'])
      const tapal = await lying({ state: 'failed', mechanism: 'push', deliveredAt: null })
      const reply = await operator.post(`/v1/tapals/${tapal.id}/redelivery`, { reason: '' })
      expect([reply.status, reply.at('/code')]).toEqual([422, 'validation-failed'])
    })

    test('409 not-redeliverable: it has not failed', async () => {
      const operator = await api.officer('operator2', [], ['operator'])
      const reply = await operator.post(`/v1/tapals/${(await lying()).id}/redelivery`)
      expect([reply.status, reply.at('/code')]).toEqual([409, 'not-redeliverable'])
    })

    test('409 not-redeliverable: no seat was found for it, so there is no way to send it by', async () => {
      const operator = await api.officer('operator3', [], ['operator'])
      const tapal = await lying({ state: 'failed', seat: '' })
      const reply = await operator.post(`/v1/tapals/${tapal.id}/redelivery`)
      expect([reply.status, reply.at('/code')]).toEqual([409, 'not-redeliverable'])
    })

    test('403 forbidden: not an operator', async () => {
      const holder = await api.officer('holder', ['RECV/TAPAL'])
      const reply = await holder.post(`/v1/tapals/${(await lying({ state: 'failed' })).id}/redelivery`)
      expect([reply.status, reply.at('/code')]).toEqual([403, 'forbidden'])
    })
  })
})
