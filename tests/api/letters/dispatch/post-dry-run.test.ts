import type { DryRunResponse } from '../../../../api/routes/letters/dispatch/dry-run-schema'
import { newCharge, newEmployee } from '../../../../domain/directory/charge/charge'
import { plainProfile } from '../../../../domain/directory/office/profile'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { buildOffice, buildSeat } from '../../../support/builders'
import { addEndpoint } from '../../../support/world'
import { code, LONG_AGO, makeDirectory } from '../../../support/routed-directory'
import { pauseEndpoint } from '../../../support/pause-endpoint'

let api: TestApi
let officer: Client

beforeAll(async () => {
  api = await openApi()
  officer = await api.officer('sender', ['SEND/SO'])
  await makeDirectory(api.repositories)
  const rule = { offices: { departments: ['NOBODY'] } }
  await api.repositories.groups.add(
    {
      ...{ id: 'EMPTY', name: 'Empty', nameMl: '', office: 'SEND', until: null, version: 1 },
      definitions: [{ from: LONG_AGO, reach: 'office', rule }],
    },
    { what: 'test', actor: { kind: 'kcs' }, at: LONG_AGO },
  )
})
afterAll(() => api.close())

async function dryRun(body: object): Promise<DryRunResponse> {
  const all = await officer.post('/v1/dispatches/dry-run?limit=200', body)
  expect(all.status).toBe(200)
  const answer = all.body as DryRunResponse
  if (answer.next !== null) throw new Error('the list is longer than a page')
  return answer
}

test('each recipient is told with its office, seat, holder, way, reasons and when it would be due', async () => {
  await api.repositories.offices.save([
    buildOffice('NEW', 'email'),
    buildOffice('OLD', 'push', { succession: { kind: 'merged', into: ['NEW'], at: LONG_AGO } }),
  ])
  await api.repositories.seats.save([buildSeat('NEW/TAPAL', { designation: 'Clerk' })])
  await api.repositories.employees.save([newEmployee({ pen: 'P1', name: 'Meera' })])
  await api.repositories.charges.save([
    newCharge({ id: 'c1', seat: 'NEW/TAPAL', employee: 'P1', from: LONG_AGO }),
  ])
  const dry = await dryRun({ recipients: [{ office: 'OLD', purpose: 'action' }] })
  expect(dry).toMatchObject({ total: 1, counts: { byMechanism: { email: 1 }, refused: 0 }, next: null })
  expect(dry.items[0]).toMatchObject({
    named: { office: 'OLD' },
    addressedTo: [{ code: 'OLD', name: 'Office OLD' }],
    office: { code: 'NEW', name: 'Office NEW' },
    seat: { id: 'NEW/TAPAL', designation: 'Clerk' },
    holder: 'Meera',
    actingSeat: 'NEW/TAPAL',
    mechanism: 'email',
    purpose: 'action',
    why: [
      { code: 'named' },
      { code: 'merged', of: 'OLD' },
      { code: 'inward-seat' },
      {},
      { code: 'holder-regular' },
    ],
    refusals: [],
    warnings: [],
    dueAt: expect.any(String),
  })
})

test('of an endpoint that is paused it is told until when the letter would wait there, and by what it would go then', async () => {
  const { endpoints, offices } = api.repositories
  const hours = (count: number) => new Date(api.now().getTime() - count * 3_600_000)
  const since = hours(1)
  for (const [down, at] of [
    ['DOWN', since],
    ['DOWN-LONG', hours(3)],
  ] as const) {
    await addEndpoint(api.repositories, `P-${down}`, 'push')
    await pauseEndpoint({ endpoints }, `P-${down}`, 'operator', 'works on the line', at)
    const profile = { ...plainProfile(LONG_AGO, 'push', `P-${down}`), fallback: 'print' as const }
    const profiles = [{ ...profile, nextWayAfterSeconds: 7_200 }]
    await offices.save([buildOffice(down, 'push', { profiles })])
  }
  const recipients = ['DOWN', 'DOWN-LONG'].map((office) => ({ office, purpose: 'action' }))
  const [waits, goesOn] = (await dryRun({ recipients })).items
  expect(waits).toMatchObject({
    mechanism: 'push',
    endpoint: 'P-DOWN',
    pause: {
      since: since.toISOString(),
      until: new Date(since.getTime() + 7_200_000).toISOString(),
      next: 'print',
    },
  })
  expect(waits!.why).toContainEqual({ code: 'way-waits', of: 'push' })
  expect(goesOn).toMatchObject({ mechanism: 'print', pause: null })
  expect(goesOn!.why).toContainEqual({ code: 'way-paused', of: 'push' })
})

test('a seat that nobody holds is a warning, not a refusal', async () => {
  const dry = await dryRun({ recipients: [{ office: 'RECV', purpose: 'information' }] })
  expect(dry.items[0]).toMatchObject({
    holder: null,
    refusals: [],
    warnings: [{ code: 'vacant-without-fallback', remedy: expect.any(String) }],
    dueAt: null,
  })
})

test('planned documents are held against what the office takes, before they are uploaded', async () => {
  const profile = {
    ...plainProfile(LONG_AGO, 'push', 'push'),
    accepts: { maxDocumentBytes: 1000, mediaTypes: ['application/pdf'] },
  }
  await api.repositories.offices.save([buildOffice('SMALL', 'push', { profiles: [profile] })])
  const recipients = [{ office: 'SMALL', purpose: 'action' }]
  const documents = [{ mediaType: 'image/png', size: 1001 }]
  const dry = await dryRun({ recipients, documents })
  expect(dry.counts).toEqual({ byMechanism: {}, refused: 1 })
  expect(dry.items[0]!.refusals.map(({ code: refusal }) => refusal)).toEqual([
    'refused-media-type',
    'refused-size',
  ])
})

test('the pages together are the list, and each tells the whole count', async () => {
  const body = {
    recipients: [
      { group: 'LIST', purpose: 'action' },
      { office: code(7), purpose: 'action' },
    ],
  }
  const whole = await dryRun(body)
  const items: DryRunResponse['items'] = []
  let cursor = ''
  for (;;) {
    const reply = await officer.post(`/v1/dispatches/dry-run?limit=7${cursor}`, body)
    const page = reply.body as DryRunResponse
    expect([page.total, page.counts]).toEqual([whole.total, whole.counts])
    items.push(...page.items)
    if (page.next === null) break
    cursor = `&cursor=${page.next}`
  }
  expect(items.map(({ office, seat, why }) => [office, seat, why])).toEqual(
    whole.items.map(({ office, seat, why }) => [office, seat, why]),
  )
})

test('nothing is written', async () => {
  api.commands.length = 0
  await dryRun({ recipients: [{ group: 'LIST', purpose: 'action' }] })
  expect(api.commands.filter((name) => !['find', 'getMore', 'aggregate'].includes(name))).toEqual(
    ['update'].slice(1),
  )
})

test.each([
  ['a group that is not there', { recipients: [{ group: 'NONE', purpose: 'action' }] }, 422, 'group-unknown'],
  ['a group that holds nobody', { recipients: [{ group: 'EMPTY', purpose: 'action' }] }, 422, 'group-empty'],
  ['no recipients', { recipients: [] }, 422, 'recipients-missing'],
  ['an unknown field', { recipients: [{ office: 'RECV', purpose: 'action' }], at: 1 }, 422, 'field-unknown'],
  [
    'a grade that is not carried',
    { ...{ classification: 'secret' }, recipients: [{ office: 'RECV', purpose: 'action' }] },
    422,
    'classification-not-carried',
  ],
  [
    'a stored document without a seat that brought it',
    {
      recipients: [{ office: 'RECV', purpose: 'action' }],
      documents: [{ sha256: '0'.repeat(64), name: 'a.pdf' }],
    },
    403,
    'seat-not-held',
  ],
  [
    'a stored document that is not there, at its place in the list',
    {
      sender: { seat: 'SEND/SO' },
      recipients: [{ office: 'RECV', purpose: 'action' }],
      documents: [
        { mediaType: 'image/png', size: 1 },
        { sha256: '0'.repeat(64), name: 'a.pdf' },
      ],
    },
    422,
    'document-unknown',
  ],
])('refused is %s', async (_title, body, status, codeOf) => {
  const reply = await officer.post('/v1/dispatches/dry-run', body)
  expect([reply.status, reply.at('/code')]).toEqual([status, codeOf])
  if (codeOf === 'document-unknown') expect(reply.at('/errors/0/pointer')).toBe('/documents/1/sha256')
})

test('401 without identity', async () => {
  expect((await api.anyone.post('/v1/dispatches/dry-run', {})).status).toBe(401)
})

test('a term in working days is counted by the days of each office, and a term that no clock can run is refused', async () => {
  await api.repositories.offices.save([buildOffice('DAYS', 'email')])
  await api.repositories.seats.save([buildSeat('DAYS/TAPAL')])
  const body = (within: object) => ({
    sender: { seat: 'SEND/SO' },
    recipients: [{ office: 'DAYS', purpose: 'action' }],
    times: { within },
  })
  const dueIn = async (unit: string) =>
    Date.parse((await dryRun(body({ acknowledge: { amount: 3, unit } }))).items[0]!.dueAt!)
  expect((await dueIn('working-days')) - (await dueIn('hours'))).toBeGreaterThan(24 * 3_600_000)
  const bad = [
    { acknowledge: { amount: 3, unit: 'seconds' } },
    { acknowledge: { amount: 0, unit: 'hours' } },
    { reply: { amount: 99_999, unit: 'hours' } },
    { fee: { amount: 3, unit: 'hours' } },
  ]
  for (const within of bad)
    expect((await officer.post('/v1/dispatches/dry-run', body(within))).status).toBe(422)
})
