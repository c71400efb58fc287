import { CASES } from '../../../../process/cases'
import type { Caller } from '../../../../services/access/right/identity'
import { readFailingRuns } from '../../../../services/operations/desk/failing-runs'
import { noteFailingRuns } from '../../../../services/operations/duty/failing-runs'
import { openApi, type TestApi } from '../../../support/api'
import { dutyDeps } from '../../../support/duty-deps'
import type { TemporalRuns } from '../../../../temporal/runs'

describe('GET /v1/desk/failing-runs', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await openApi()
  })
  afterAll(() => api.close())

  /** A turn of the duty, as if Temporal had marked the runs of these subjects, by their case. */
  async function mark(subjects: Record<string, string[]>, at = api.now()): Promise<void> {
    const failing: TemporalRuns['failing'] = async (name, limit) =>
      (subjects[name] ?? [])
        .slice(0, limit)
        .map((subject) => ({ subject, startedAt: at, failing: 'NonDeterministicError' }))
    const runs = { ...api.runs, failing }
    await noteFailingRuns(dutyDeps({ repositories: api.repositories, runs }), CASES, { unmarked: false }, at)
  }

  test('200: operators and administrators; 403 forbidden for an officer, 401 for nobody', async () => {
    await mark({})
    for (const role of ['operator', 'admin'] as const) {
      const reply = await (await api.officer(`a-${role}`, [], [role])).get('/v1/desk/failing-runs')
      expect([reply.status, reply.body]).toEqual([200, { items: [] }])
    }
    const officer = await api.officer('officer', ['RECV/TAPAL'])
    const refused = await officer.get('/v1/desk/failing-runs')
    expect([refused.status, refused.at('/code')]).toEqual([403, 'forbidden'])
    expect((await api.anyone.get('/v1/desk/failing-runs')).status).toBe(401)
  })

  test('whichever door it is called by: who is no operator is refused', async () => {
    const caller = { kind: 'agent', agent: { id: 'cdit' }, keyId: 'k' } as Caller
    await expect(readFailingRuns(api.deps, caller)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('200: each with case, id, cause, since when it is known, and the run in Temporal Web; the longest first', async () => {
    const operator = await api.officer('operator', [], ['operator'])
    const first = api.now()
    await mark({ endpoint: ['sys'] }, first)
    const second = new Date(first.getTime() + 10_000)
    await mark({ dispatch: ['L/1'], endpoint: ['sys'] }, second)
    const items = (await operator.get('/v1/desk/failing-runs')).at('/items')
    const cause = 'NonDeterministicError'
    expect(items).toEqual([
      {
        ...{ case: 'endpoint', subject: 'sys', cause, since: first.toISOString() },
        temporal: expect.stringMatching(/\/workflows\/endpoint(:|%3A)sys$/),
      },
      {
        ...{ case: 'dispatch', subject: 'L/1', cause, since: second.toISOString() },
        temporal: expect.stringMatching(/\/workflows\/dispatch(:|%3A)L%2F1$/),
      },
    ])
  })

  test('200: all at once, up to 100 of each case, by one read however many they are', async () => {
    const operator = await api.officer('watch', [], ['operator'])
    const many = (letter: string) => Array.from({ length: 150 }, (_, n) => `${letter}${n}`)
    const reads = async () => {
      await operator.get('/v1/desk/failing-runs')
      api.commands.length = 0
      const reply = await operator.get('/v1/desk/failing-runs')
      return { reply, commands: [...api.commands] }
    }
    await mark({})
    const none = await reads()
    await mark({ dispatch: many('d'), endpoint: many('e') })
    const all = await reads()
    const items = all.reply.at('/items') as { case: string }[]
    expect(items.filter((one) => one.case === 'dispatch')).toHaveLength(100)
    expect(items.filter((one) => one.case === 'endpoint')).toHaveLength(100)
    expect(all.commands).toEqual(none.commands)
  })
})
