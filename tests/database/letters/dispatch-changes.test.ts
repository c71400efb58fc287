// Each write that changes how a dispatch stands says so in the same write: what, from where to where, who and when.

import { acceptanceOf, MAX_CHANGES } from '../../../domain/letters/dispatch/change'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import { buildDispatch } from '../../support/builders'
import { openRoom, type Room } from '../room'

let room: Room
const repo = () => room.repositories.dispatches
const AT = new Date('2026-11-22T07:00:00Z')
const kcs = { kind: 'kcs' } as const
const sender = { kind: 'seat', seat: 'SENDER/SO', holder: 'PEN1' } as const
const word = { at: AT, seat: 'SENDER/SO', holder: 'PEN1', reason: 'the wrong list' }

beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

async function accepted(overrides: Partial<Dispatch> = {}): Promise<string> {
  return (await repo().accept(buildDispatch(overrides))).dispatch.id
}

interface Kept {
  changes?: { sequence: number; from: string | null; to: string; cause: string; actor: object; at: Date }[]
  sequence?: number
  followed?: boolean
}

const rows = () => room.database.collection<{ _id: string } & Kept>('dispatches')
const changesOf = async (id: string) => (await rows().findOne({ _id: id }))?.changes ?? []

/** How a dispatch comes to each change, and what is kept of the last one. */
const WRITES: readonly (readonly [string, (id: string) => Promise<unknown>, object])[] = [
  [
    'its resolving',
    (id) => repo().open(id, '$number', AT),
    { sequence: 2, from: 'accepted', to: 'in-progress', cause: 'resolved', actor: kcs, at: AT },
  ],
  [
    'its end, with others at once',
    async (id) => {
      await repo().open(id, 'N', AT)
      await repo().closeUnlessRecalled(id, AT)
    },
    { sequence: 3, from: 'in-progress', to: 'closed', cause: 'nothing-owed', actor: kcs, at: AT },
  ],
  [
    'its end',
    (id) => repo().end(id, 'closed', AT),
    { sequence: 2, from: 'accepted', to: 'closed', cause: 'nothing-owed', actor: kcs, at: AT },
  ],
  [
    'its recall',
    (id) => repo().recall(id, word, sender),
    { sequence: 2, from: 'accepted', to: 'accepted', cause: 'recalled-by-sender', actor: sender, at: AT },
  ],
  [
    'a recall that took nothing back',
    async (id) => {
      await repo().recall(id, word, sender)
      await repo().withdrawRecall(id, AT)
    },
    { sequence: 3, from: 'accepted', to: 'accepted', cause: 'recall-took-nothing', actor: kcs, at: AT },
  ],
  [
    'the end of what was taken back',
    async (id) => {
      await repo().recall(id, word, sender)
      await repo().end(id, 'cancelled', AT)
    },
    { sequence: 3, from: 'accepted', to: 'cancelled', cause: 'taken-back', actor: kcs, at: AT },
  ],
  [
    'an arrival after all',
    async (id) => {
      await repo().end(id, 'cancelled', AT)
      await repo().arrivedAfterAll(id, AT)
    },
    { sequence: 3, from: 'cancelled', to: 'closed', cause: 'arrived-after-all', actor: kcs, at: AT },
  ],
]

test.each(WRITES)('%s stands in the row with the change itself', async (_what, write, last) => {
  const id = await accepted()
  await write(id)
  const changes = await changesOf(id)
  expect(changes.at(-1)).toEqual(last)
  expect(changes.map(({ sequence }) => sequence)).toEqual(changes.map((_, index) => index + 1))
  const row = await rows().findOne({ _id: id })
  expect(row).toMatchObject({ sequence: changes.length, followed: false, state: changes.at(-1)!.to })
})

test.each(WRITES)('%s done twice stands there once', async (_what, write) => {
  const id = await accepted()
  await write(id)
  const once = await changesOf(id)
  const wrote = await rows().findOne({ _id: id })
  // What was recalled in between can be recalled again; everything else has no second time.
  if (wrote?.changes?.at(-1)?.cause === 'recall-took-nothing') await repo().withdrawRecall(id, AT)
  else await write(id)
  expect(await changesOf(id)).toEqual(once)
})

test('of a letter that nobody recalled nothing is said where its recall or its late arrival is undone', async () => {
  const id = await accepted()
  await repo().withdrawRecall(id, AT)
  await repo().arrivedAfterAll(id, AT)
  expect(await changesOf(id)).toHaveLength(1)
})

test('what stands there first is the acceptance, by who handed the letter over', async () => {
  const letter = buildDispatch({
    caller: 'account:so',
    sender: { office: 'SENDER', seat: 'SENDER/SO', holder: 'PEN1' },
    acceptedAt: AT,
  })
  await repo().accept(letter)
  const first = { sequence: 1, from: null, to: 'accepted', cause: 'accepted', actor: sender, at: AT }
  expect(await changesOf(letter.id)).toEqual([first])
  expect(acceptanceOf({ ...letter, caller: 'agent:A' }).actor).toEqual({ kind: 'agent', agent: 'A' })
  expect(acceptanceOf({ ...letter, sender: { ...letter.sender, holder: null } }).actor).toEqual({
    kind: 'operator',
    account: 'account:so',
  })
})

test('the acceptance and its entry are one insert, without a round trip of its own', async () => {
  room.sent.length = 0
  await accepted()
  expect(room.sent.map(({ name }) => name)).toEqual(['insert'])
})

test('a letter of before, which has no list, begins one with its next change', async () => {
  const id = await accepted()
  await rows().updateOne({ _id: id }, { $unset: { changes: '', sequence: '', followed: '', followedTo: '' } })
  expect(await repo().unfollowed({ limit: 100, parts: { of: 1, held: [0] }, except: [] })).not.toContainEqual(
    expect.objectContaining({ id }),
  )
  await repo().end(id, 'closed', AT)
  expect(await changesOf(id)).toEqual([
    { sequence: 1, from: 'accepted', to: 'closed', cause: 'nothing-owed', actor: kcs, at: AT },
  ])
})

test('the list ends at a bound: the oldest entry gives way, and the sequence counts on', async () => {
  const id = await accepted()
  for (let n = 0; n < MAX_CHANGES; n += 1) {
    await repo().recall(id, word, sender)
    await repo().withdrawRecall(id, AT)
  }
  const changes = await changesOf(id)
  expect(changes).toHaveLength(MAX_CHANGES)
  expect(changes.at(-1)!.sequence).toBe(2 * MAX_CHANGES + 1)
  expect(changes[0]!.sequence).toBe(MAX_CHANGES + 2)
})

test('what is kept for the audit log is no part of the letter as it is read', async () => {
  const letter = buildDispatch()
  await repo().accept(letter)
  expect(await repo().byId(letter.id)).toEqual(letter)
  expect(Object.keys((await repo().byIds([letter.id]))[0]!)).not.toContain('changes')
})
