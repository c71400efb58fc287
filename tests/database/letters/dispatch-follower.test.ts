// What happens to a dispatch as a whole is followed from its row into the audit log.

import { CASES } from '../../../process/cases'
import { createSecrets } from '../../../secrets'
import { chainEntries, signRoot } from '../../../services/access/audit/chain'
import { verifyChain } from '../../../services/access/audit/read-chain'
import { follow, newPoison } from '../../../services/operations/duty/follow'
import type { TemporalRuns } from '../../../temporal/runs'
import { dyingAt } from '../../support/dying'
import { buildDispatch } from '../../support/builders'
import { dutyDeps, type Noted } from '../../support/duty-deps'
import { buildDelivered, openRoom, type Room } from '../room'

let room: Room
const AT = new Date('2026-11-22T07:00:00Z')
const all = { limit: 1_000, parts: { of: 1, held: [0] }, except: [] }
const runs = undefined as unknown as TemporalRuns
const repo = () => room.repositories.dispatches

beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

/** A letter that was accepted, resolved and closed. */
async function closedLetter(): Promise<string> {
  const { dispatch } = await repo().accept(buildDispatch({ subject: 'Of nobody else', acceptedAt: AT }))
  await repo().open(dispatch.id, 'N', AT)
  await repo().end(dispatch.id, 'closed', AT)
  return dispatch.id
}

const turn = (repositories = room.repositories) => follow(dutyDeps({ repositories, runs }), CASES, AT)

async function followAll(): Promise<void> {
  while ((await repo().unfollowed(all)).length > 0) await turn()
}

const audited = async (id: string) =>
  (await room.repositories.audit.of(id)).map(({ id: entry, what, from, to }) => [entry, what, from, to])
const WHOLE = (id: string) => [
  [`dispatch:${id}:1`, 'accepted', null, 'accepted'],
  [`dispatch:${id}:2`, 'resolved', 'accepted', 'in-progress'],
  [`dispatch:${id}:3`, 'nothing-owed', 'in-progress', 'closed'],
]

test('every change of a dispatch is entered once, however often and by how many it is followed', async () => {
  const id = await closedLetter()
  await Promise.all([turn(), turn()])
  await followAll()
  await turn()
  expect(await audited(id)).toEqual(WHOLE(id))
  await repo().followAgain([id])
  await followAll()
  expect(await audited(id)).toEqual(WHOLE(id))
})

test('the entries say who and what by ids alone: no subject, no reason, no name', async () => {
  const { dispatch } = await repo().accept(buildDispatch({ subject: 'Of nobody else', acceptedAt: AT }))
  const sender = { seat: 'SENDER/SO', holder: 'PEN1' }
  await repo().recall(
    dispatch.id,
    { ...sender, at: AT, reason: 'Private words' },
    { kind: 'seat', ...sender },
  )
  await followAll()
  const entries = await room.repositories.audit.of(dispatch.id)
  expect(entries.map(({ what, actor }) => [what, actor])).toEqual([
    ['accepted', expect.anything()],
    ['recalled-by-sender', { kind: 'seat', seat: 'SENDER/SO', holder: 'PEN1' }],
  ])
  expect(JSON.stringify(entries)).not.toMatch(/nobody else|Private words/)
})

test.each([
  ['audit', 'add', 'before'],
  ['audit', 'add', 'after'],
  ['dispatches', 'markFollowed', 'before'],
  ['dispatches', 'markFollowed', 'after'],
] as const)(
  'killed at %s.%s, %s it is done, the next turn enters all, and nothing twice',
  async (...step) => {
    const [repository, method, when] = step
    const id = await closedLetter()
    const dying = dyingAt(room.repositories, repository, method, when)
    await expect(turn(dying)).rejects.toThrow('killed')
    await followAll()
    expect(await audited(id)).toEqual(WHOLE(id))
  },
)

test('a change that comes while a turn is under way is followed by the next one', async () => {
  const { dispatch } = await repo().accept(buildDispatch({ acceptedAt: AT }))
  const { audit } = room.repositories
  const late = {
    ...audit,
    add: async (entries: Parameters<typeof audit.add>[0]) => {
      await audit.add(entries)
      await repo().end(dispatch.id, 'closed', AT)
    },
  }
  await turn({ ...room.repositories, audit: late })
  expect(await audited(dispatch.id)).toHaveLength(1)
  expect((await repo().unfollowed(all)).map(({ id }) => id)).toEqual([dispatch.id])
  await followAll()
  expect(await audited(dispatch.id)).toHaveLength(2)
})

test('a dispatch that cannot be followed hides no other, and no tapal', async () => {
  const [poison, other] = [await closedLetter(), await closedLetter()]
  const tapal = buildDelivered({ dispatch: poison })
  await room.repositories.tapals.insert([tapal])
  const { audit } = room.repositories
  const add: typeof audit.add = async (entries) => {
    if (entries.some(({ subject }) => subject === poison)) throw new Error('poison')
    return audit.add(entries)
  }
  const noted: Noted[] = []
  const deps = dutyDeps({ repositories: { ...room.repositories, audit: { ...audit, add } }, runs }, noted)
  const poisoned = newPoison()
  const next = () => follow(deps, CASES, AT, undefined, poisoned)
  await expect(next()).rejects.toThrow('poison')
  while (await next()) expect(true).toBe(true)
  expect(noted.map(({ fields }) => fields)).toEqual([{ case: 'dispatch', id: poison, err: 'Error' }])
  expect(await audited(other)).toEqual(WHOLE(other))
  expect(await room.repositories.audit.of(tapal.id)).toHaveLength(1)
  await followAll()
})

test('the entries have their places in the chain of the log, which verifies to a signed root', async () => {
  const id = await closedLetter()
  await followAll()
  const secrets = createSecrets('00'.repeat(32))
  const deps = { repositories: room.repositories, secrets }
  while (await chainEntries(deps)) expect(true).toBe(true)
  expect(await signRoot(deps, AT, { always: true })).toBe(true)
  const report = await verifyChain(deps)
  expect(report).toMatchObject({ fault: null, roots: 1, signedTo: report.links })
  await room.database
    .collection('audit')
    .updateOne({ _id: `dispatch:${id}:3` as never }, { $set: { to: 'x' } })
  expect((await verifyChain(deps)).fault).toMatchObject({ entry: `dispatch:${id}:3` })
})
