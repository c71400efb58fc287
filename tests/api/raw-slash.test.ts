// Ids with a slash behind proxies: the path as a client writes it, as a decoding proxy sends it on, and in either case.

import { rawSlashReader } from '../../api/http/raw-slash'
import { ALL_ROUTES } from '../../api/routes'
import { openApi, type TestApi } from '../support/api'
import type { Client } from '../support/api-client'

const read = rawSlashReader(ALL_ROUTES)

test.each([
  ['/v1/seats/ITD/SO', '/v1/seats/ITD%2FSO'],
  ['/v1/seats/ITD/SO/holders', '/v1/seats/ITD%2FSO/holders'],
  ['/v1/seats/ITD/SO/handovers/one-sided', '/v1/seats/ITD%2FSO/handovers/one-sided'],
  ['/v1/sanctioned-posts/ITD/WING/SO', '/v1/sanctioned-posts/ITD%2FWING%2FSO'],
  ['/v1/employees/123/2026/charges', '/v1/employees/123%2F2026/charges'],
  ['/v1/seats/ITD%2FSO/holders', '/v1/seats/ITD%2FSO/holders'],
  ['/v1/seats/ITD%2fSO', '/v1/seats/ITD%2fSO'],
  ['/v1/seats', '/v1/seats'],
  ['/v1/seats/ITD//SO', '/v1/seats/ITD//SO'],
  ['/v1/offices/ITD/card', '/v1/offices/ITD/card'],
])('%s is read as %s', (path, routed) => {
  expect(read(path)).toBe(routed)
})

describe('a seat is found', () => {
  let api: TestApi
  let officer: Client
  beforeAll(async () => {
    api = await openApi()
    officer = await api.officer('officer', ['RECV/TAPAL'])
  })
  afterAll(() => api.close())

  test.each(['RECV/TAPAL', 'RECV%2FTAPAL', 'RECV%2fTAPAL'])('as %s, and what is below it', async (id) => {
    expect((await officer.get(`/v1/seats/${id}`)).at('/id')).toBe('RECV/TAPAL')
    expect((await officer.get(`/v1/seats/${id}/holders`)).status).toBe(200)
    expect((await officer.get(`/v1/seats/${id}/no-such-thing`)).status).toBe(404)
  })
})
