// The times of a letter in each office that gets it: by the service level that fits there, or as its sender states them.

import { randomUUID } from 'node:crypto'
import { createNearActivities } from '../../../../activities'
import { GENERAL_LEVEL } from '../../../../domain/letters/service-level/general'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import { activityDeps } from '../../../../process/activity-deps'
import { run } from '../../../activities/letters/rig'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { buildOffice, buildSeat } from '../../../support/builders'
import { OPEN_SECRETS } from '../../../support/open-secrets'

let api: TestApi
let admin: Client
let officer: Client
let document: string

beforeAll(async () => {
  api = await openApi()
  await api.repositories.offices.save([
    buildOffice('TOWN', 'kcs-agent', { kind: 'municipality' }),
    buildOffice('VILLAGE', 'kcs-agent', { kind: 'village-office' }),
  ])
  await api.repositories.seats.save([buildSeat('TOWN/TAPAL'), buildSeat('VILLAGE/TAPAL')])
  admin = await api.officer('admin', [], ['admin'])
  officer = await api.officer('officer', ['SEND/SO'])
  document = await api.document('SEND')
})
afterAll(() => api.close())

const DAYS = (amount: number) => ({ amount, unit: 'working-days' })
/** Each test has subject codes of its own, so that no level is in the way of another's. */
const only = (code: string, more: object = {}) => ({
  name: 'A level',
  when: { subjectCodes: [code], ...more },
  terms: { acknowledge: DAYS(1), act: DAYS(3) },
  escalateEverySeconds: 7_200,
})
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })
const put = (id: string, body: object, headers: Record<string, string> = {}) =>
  admin.call('PUT', `/v1/service-levels/${id}`, body, headers)

describe('a letter', () => {
  const letter = (more: object = {}) => ({
    sender: { seat: 'SEND/SO' },
    kind: 'letter',
    subject: 'Certificate',
    letterNumber: 'A-1',
    letterDate: '2026-11-22',
    recipients: [
      { office: 'TOWN', purpose: 'action' },
      { office: 'VILLAGE', purpose: 'action' },
    ],
    documents: [{ sha256: document, name: 'a.pdf' }],
    ...more,
  })
  const send = async (body: object) =>
    officer.call('POST', '/v1/dispatches', body, { 'idempotency-key': randomUUID() })
  /** Sends the letter and lets its run draw the tapals up. */
  async function tapalsOf(body: object): Promise<Tapal[]> {
    const reply = await send(body)
    expect(reply.status).toBe(202)
    const { repositories, runs, deps } = api
    const parts = { repositories, store: deps.store, runs, connectors: deps.connectors }
    const near = createNearActivities(activityDeps({ ...parts, secrets: OPEN_SECRETS, now: api.now }))
    const id = String(reply.at('/id'))
    await run(() => near.resolveRecipients(id))
    const tapals = await repositories.tapals.ofDispatch(id)
    return tapals.sort((one, other) => (one.office < other.office ? -1 : 1))
  }
  const facts = ({ office, serviceLevel, times }: Tapal) => [office, serviceLevel?.id, times.within ?? null]

  test('has in each office the times of the level that fits there, and the row names it', async () => {
    await put('water-town', {
      ...only('WATER', { officeKinds: ['municipality'] }),
      terms: { acknowledge: DAYS(1), reply: DAYS(9) },
    })
    await put('water', only('WATER'))
    const tapals = await tapalsOf(letter({ subjectCode: 'WATER' }))
    expect(tapals.map(facts)).toEqual([
      ['TOWN', 'water-town', { acknowledge: DAYS(1), reply: DAYS(9) }],
      ['VILLAGE', 'water', { acknowledge: DAYS(1), act: DAYS(3) }],
    ])
    expect(tapals[0]?.times.escalateEverySeconds).toBe(7_200)
    const before = tapals[0]!
    await put(
      'water-town',
      { ...only('WATER', { officeKinds: ['municipality'] }), terms: { acknowledge: DAYS(8) } },
      ifMatch(1),
    )
    // What is set later changes no letter that is open.
    expect(await api.repositories.tapals.byId(before.id)).toEqual(before)
  })

  test('for which no other level is set has the two days that letters always had', async () => {
    const [tapal] = await tapalsOf(letter())
    expect([tapal?.serviceLevel, tapal?.times]).toEqual([
      { id: GENERAL_LEVEL, version: 1 },
      { acknowledgeWithinSeconds: 172_800, escalateEverySeconds: 86_400 },
    ])
  })

  test('whose sender states times has those, and the rest of its level', async () => {
    await put('road', only('ROAD'))
    const times = { acknowledgeWithinSeconds: 7_200 }
    const [tapal] = await tapalsOf(letter({ subjectCode: 'ROAD', times }))
    expect([tapal?.serviceLevel?.id, tapal?.times]).toEqual([
      'road',
      { acknowledgeWithinSeconds: 7_200, escalateEverySeconds: 7_200, within: { act: DAYS(3) } },
    ])
  })

  test('with a fixed date has the day in its rows, and shows it', async () => {
    await put('fixed', { ...only('FIXED'), when: { priorities: ['fixed-date'], subjectCodes: ['FIXED'] } })
    const body = letter({ subjectCode: 'FIXED', fixedDate: '2031-03-31' })
    const [tapal] = await tapalsOf(body)
    expect([tapal?.serviceLevel?.id, tapal?.times.fixed]).toEqual([
      'fixed',
      { clock: 'act', day: '2031-03-31' },
    ])
    expect((await officer.get(`/v1/dispatches/${tapal!.dispatch}`)).at('/fixedDate')).toBe('2031-03-31')
  })

  test('422 for a fixed date that is over, and for times below an hour', async () => {
    const over = await send(letter({ fixedDate: '2020-01-01' }))
    expect([over.status, over.at('/errors/0/pointer')]).toEqual([422, '/fixedDate'])
    api.deps.shortClocks = false
    try {
      const times = { acknowledgeWithinSeconds: 60, escalateEverySeconds: 3_599 }
      const short = await send(letter({ times }))
      expect([short.status, short.at('/errors')]).toMatchObject([
        422,
        [
          { pointer: '/times/acknowledgeWithinSeconds', code: 'clock-too-short' },
          { pointer: '/times/escalateEverySeconds', code: 'clock-too-short' },
        ],
      ])
    } finally {
      api.deps.shortClocks = true
    }
  })

  test('shows in the dry run which level would hold where, and when it would be due by the calendar', async () => {
    await put('light', only('LIGHT'))
    const reply = await officer.post('/v1/dispatches/dry-run', {
      ...{ subjectCode: 'LIGHT', kind: 'letter' },
      recipients: [{ office: 'TOWN', purpose: 'action' }],
    })
    expect(reply.at('/items/0')).toMatchObject({
      level: { id: 'light', version: 1 },
      terms: [
        { clock: 'acknowledge', en: '1 working day' },
        { clock: 'act', en: '3 working days' },
      ],
      levelWhy: [
        { code: 'fits', ml: expect.stringContaining('വിഷയ കോഡ്') as unknown },
        { code: 'goes-before' },
      ],
      // When the office hours of a day end in Kerala.
      dueAt: expect.stringMatching(/T(11:45|07:45):00\.000Z$/) as unknown,
    })
  })
})
