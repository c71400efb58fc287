// What counts as taking a tapal is one rule: each door gives the same answer to the same situation.

import { newCharge, newEmployee } from '../../../domain/directory/charge/charge'
import { isKcsError } from '../../../domain/common/error'
import type { StatedDiary } from '../../../domain/letters/tapal/diary'
import { deliveryKey } from '../../../domain/letters/tapal/keys'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { createSecrets } from '../../../secrets'
import { actingOf } from '../../../services/access/right/acting'
import { accountIdentity, type AgentIdentity, type Caller } from '../../../services/access/right/identity'
import { takeReport } from '../../../services/letters/callback/take-report'
import { takeByLink } from '../../../services/letters/mail-link/take'
import { acknowledge } from '../../../services/letters/tapal/acknowledge'
import { openRoom, type Room } from '../../database/room'
import { buildDispatch, buildOffice, buildSeat } from '../../support/builders'
import { buildTapal } from '../../support/build-tapal'
import { recordingRuns } from '../../support/recording-runs'

const NOW = new Date('2026-11-26T06:00:00Z')

const DOORS = ['portal', 'agent with a key', 'call-back', 'mail link'] as const
type Door = (typeof DOORS)[number]

let room: Room
let officer: Caller
const recorded = recordingRuns()
const secrets = createSecrets('ab'.repeat(32))
/** Works that were left for soon. */
const told: string[] = []
const agent: AgentIdentity = {
  kind: 'agent',
  keyId: 'k',
  agent: { id: 'recv', name: 'recv', offices: ['RECV'], endpoint: 'E', keys: [], createdAt: NOW },
}

beforeAll(async () => {
  room = await openRoom()
  const { offices, seats, employees, charges } = room.repositories
  await offices.save([buildOffice('SEND'), buildOffice('RECV')])
  await seats.save([buildSeat('SEND/SO'), buildSeat('RECV/TAPAL')])
  await employees.save([newEmployee({ pen: 'P1', name: 'Holder' })])
  await charges.save([newCharge({ id: 'C1', seat: 'RECV/TAPAL', employee: 'P1', from: new Date(0) })])
  const account = { login: 'holder', employee: 'P1', passwordHash: '', language: 'en', active: true } as const
  const session = { hash: 'h', login: 'holder', employee: 'P1', csrfToken: '' }
  const times = { startedAt: NOW, usedAt: NOW, expiresAt: NOW }
  const acting = await actingOf(room.repositories, 'P1', NOW)
  officer = accountIdentity({ ...account, roles: ['officer'] }, { ...session, ...times }, acting)
})
afterAll(() => room.close())
beforeEach(() => void told.splice(0))

const deps = () => ({
  repositories: room.repositories,
  runs: { ...recorded, soon: (key: string) => void told.push(key) },
  secrets,
})

async function lying(overrides: Partial<Tapal>): Promise<Tapal> {
  const sender = { office: 'SEND', seat: 'SEND/SO', holder: null }
  const { dispatch } = await room.repositories.dispatches.accept(buildDispatch({ sender, acceptedAt: NOW }))
  const tapal = buildTapal(dispatch, NOW, { endpoint: 'E', inwardNumber: null, ...overrides })
  await room.repositories.tapals.insert([tapal])
  return tapal
}

let reports = 0

/** Takes the tapal by the door; returns the state and number it has then, or the code of the fault. */
async function takeBy(door: Door, tapal: Tapal, { diaryNumber = '', diaryDate = '' }: StatedDiary) {
  const stated = { diaryNumber, ...(diaryDate === '' ? {} : { diaryDate }) }
  const taking = {
    portal: () => acknowledge(deps(), officer, { tapal: tapal.id, seat: 'RECV/TAPAL', ...stated }, NOW),
    'agent with a key': () =>
      acknowledge(deps(), agent, { tapal: tapal.id, seat: 'RECV/TAPAL', ...stated }, NOW),
    'call-back': () => {
      const date = new Date(`${diaryDate || '2026-11-26'}T00:00:00+05:30`)
      const report = {
        kind: 'acknowledged',
        key: `r${(reports += 1)}`,
        deliveryKey: deliveryKey(tapal.id),
        at: NOW,
        diary: { number: diaryNumber, date },
      } as const
      const caller = { kind: 'endpoint', endpoint: 'E', agent: 'recv' } as const
      return takeReport(deps(), caller, { tapal, report }, NOW)
    },
    'mail link': () =>
      takeByLink(
        deps(),
        { token: secrets.mailLinkToken(tapal.id), days: 90, takenBy: 'A. Clerk', ...stated },
        NOW,
      ),
  }
  try {
    const result = await taking[door]()
    return [result.tapal.state, result.tapal.diary?.number ?? null]
  } catch (error) {
    if (isKcsError(error)) return error.code
    throw error
  }
}

const OF_DAY = new Date('2026-11-25T18:30:00Z')
const taken = { diary: { number: 'D/1', date: OF_DAY }, owes: false, dueAt: null } as const

describe.each(DOORS)('by the %s', (door) => {
  test.each<[string, Partial<Tapal>, StatedDiary, unknown]>([
    ['it lies there', { state: 'delivered' }, { diaryNumber: 'D/1' }, ['acknowledged', 'D/1']],
    ['it is in doubt', { state: 'handed-over' }, { diaryNumber: 'D/1' }, ['acknowledged', 'D/1']],
    ['its delivery had failed', { state: 'failed' }, { diaryNumber: 'D/1' }, ['acknowledged', 'D/1']],
    ['it had expired', { state: 'expired' }, { diaryNumber: 'D/1' }, ['acknowledged', 'D/1']],
    ['a repeat', { state: 'acknowledged', ...taken }, { diaryNumber: 'D/1' }, ['acknowledged', 'D/1']],
    [
      'a repeat after it was opened',
      { state: 'opened', ...taken },
      { diaryNumber: 'D/1' },
      ['opened', 'D/1'],
    ],
    ['another number', { state: 'acknowledged', ...taken }, { diaryNumber: 'D/2' }, 'acknowledged-otherwise'],
    ['the sender took it back', { state: 'recalled' }, { diaryNumber: 'D/1' }, 'not-acknowledgeable'],
    ['it was refused', { state: 'refused' }, { diaryNumber: 'D/1' }, 'not-acknowledgeable'],
    [
      'today',
      { state: 'delivered' },
      { diaryNumber: 'D/1', diaryDate: '2026-11-26' },
      ['acknowledged', 'D/1'],
    ],
    [
      'a day in the future',
      { state: 'delivered' },
      { diaryNumber: 'D/1', diaryDate: '2026-11-27' },
      'validation-failed',
    ],
    [
      'a day before the letter was accepted',
      { state: 'delivered' },
      { diaryNumber: 'D/1', diaryDate: '2026-11-25' },
      'validation-failed',
    ],
    [
      'a day that is none',
      { state: 'delivered' },
      { diaryNumber: 'D/1', diaryDate: '2026-02-31' },
      'validation-failed',
    ],
    ['a number of blanks', { state: 'delivered' }, { diaryNumber: ' \u00a0' }, 'validation-failed'],
    ['a number with a null', { state: 'delivered' }, { diaryNumber: 'N1\0' }, 'validation-failed'],
    ['a number of two lines', { state: 'delivered' }, { diaryNumber: 'N1\r\nBcc: x' }, 'validation-failed'],
    ['a number with an override', { state: 'delivered' }, { diaryNumber: 'D\u202e/1' }, 'validation-failed'],
    ['a number too long', { state: 'delivered' }, { diaryNumber: 'x'.repeat(61) }, 'validation-failed'],
    [
      'a repeat with white space at its ends',
      { state: 'acknowledged', ...taken },
      { diaryNumber: ' D/1\u00a0' },
      ['acknowledged', 'D/1'],
    ],
  ])('%s', async (_what, overrides, stated, expected) => {
    const tapal = await lying(overrides)
    expect(await takeBy(door, tapal, stated)).toEqual(expected)
  })

  test('the run is told once, and only where something was owed', async () => {
    const tapal = await lying({ state: 'delivered' })
    for (let n = 0; n < 2; n += 1) await takeBy(door, tapal, { diaryNumber: 'D/1' })
    await takeBy(door, await lying({ state: 'delivered', owes: false }), { diaryNumber: 'D/1' })
    expect(told).toEqual([`acknowledged ${tapal.dispatch}`])
  })
})

test.each([
  ['lies before the letter', '2026-11-20T06:00:00Z'],
  ['lies after now', '2026-12-20T06:00:00Z'],
])('a report without a day, whose clock %s, counts as of today', async (_what, at) => {
  const tapal = await lying({ state: 'delivered' })
  const report = {
    kind: 'acknowledged',
    key: `r${(reports += 1)}`,
    deliveryKey: deliveryKey(tapal.id),
    at: new Date(at),
    diary: { number: 'D/9' },
  } as const
  const caller = { kind: 'endpoint', endpoint: 'E', agent: 'recv' } as const
  const taken = await takeReport(deps(), caller, { tapal, report }, NOW)
  expect(taken.tapal.diary).toEqual({ number: 'D/9', date: OF_DAY })
})

test('a filing system takes only what went to its own endpoint, a link only its own tapal', async () => {
  const tapal = await lying({ state: 'delivered', endpoint: 'other' })
  expect(await takeBy('call-back', tapal, { diaryNumber: 'D/1' })).toBe('tapal-unknown')
  const stranger = { kind: 'link', tapal: 'another', name: 'A. Clerk' } as const
  await expect(acknowledge(deps(), stranger, { tapal, diaryNumber: 'D/1' }, NOW)).rejects.toMatchObject({
    code: 'tapal-unknown',
  })
})
