// The numbers of the change feeds: from 1, without gaps, each change once, whoever enters it and however often.

import { agentFeedRepository } from '../../../database/letters/agent-feed/repository'
import { buildChange } from '../../support/build-change'
import { openRoom, type Room } from '../room'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

const NOW = new Date('2026-11-22T07:00:00Z')
const feed = () => room.repositories.agentFeed
const forAgent = (agent: string, ...keys: string[]) =>
  keys.map((key) => ({ agent, as: 'sender' as const, change: buildChange(key) }))
const numbers = async (agent: string) =>
  (await feed().above(agent, 0, 10_000)).map(({ number, key }) => `${number} ${key}`)

test('changes are numbered in the order in which they are entered, each agent for itself', async () => {
  await feed().add([...forAgent('A', 'x', 'y'), ...forAgent('B', 'x')], NOW)
  await feed().add(forAgent('A', 'z'), NOW)
  expect(await numbers('A')).toEqual(['1 x', '2 y', '3 z'])
  expect(await numbers('B')).toEqual(['1 x'])
  expect(await feed().lastOf(['A', 'B', 'C'])).toEqual(
    new Map([
      ['A', 3],
      ['B', 1],
    ]),
  )
})

test('what is entered again, whole or in part, keeps its number and leaves no gap', async () => {
  await feed().add(forAgent('C', 'x', 'y'), NOW)
  await feed().add(forAgent('C', 'x', 'y'), NOW)
  await feed().add(forAgent('C', 'y', 'z', 'z', 'x'), NOW)
  expect(await numbers('C')).toEqual(['1 x', '2 y', '3 z'])
})

test('ten processes that enter the same and others at once give each number once, and none is left out', async () => {
  const processes = await Promise.all(
    Array.from({ length: 10 }, async () => agentFeedRepository(await room.another())),
  )
  const common = Array.from({ length: 20 }, (_, i) => `common-${i}`)
  await Promise.all(
    processes.map(async (one, process) => {
      for (let round = 0; round < 5; round += 1) {
        const own = [`own-${process}-${round}`, `more-${process}-${round}`]
        await one.add([...forAgent('D', ...common.slice(round * 4, round * 4 + 4), ...own)], NOW)
      }
    }),
  )
  const found = await feed().above('D', 0, 10_000)
  expect(found.map(({ number }) => number)).toEqual(Array.from({ length: 120 }, (_, i) => i + 1))
  expect(new Set(found.map(({ key }) => key)).size).toBe(120)
})

test('a batch that is cut in the middle of its transaction leaves neither a row nor a number behind', async () => {
  const raw = room.database.collection('agent-changes')
  await feed().add(forAgent('E', 'x'), NOW)
  // A row that the server refuses, behind one that it takes.
  const malformed = { ...forAgent('E', 'bad')[0]!, change: buildChange('bad', { kind: 'no-kind' as never }) }
  await expect(feed().add([...forAgent('E', 'y'), malformed], NOW)).rejects.toMatchObject({ code: 121 })
  expect(await raw.countDocuments({ agent: 'E' })).toBe(1)
  await feed().add(forAgent('E', 'y', 'z'), NOW)
  expect(await numbers('E')).toEqual(['1 x', '2 y', '3 z'])
})

test('the instant of entry never falls within a feed, so that the oldest numbers go first', async () => {
  await feed().add(forAgent('F', 'x'), NOW)
  await feed().add(forAgent('F', 'y'), new Date(NOW.getTime() - 60_000))
  const rows = await room.database
    .collection('agent-changes')
    .find({ agent: 'F' })
    .sort({ number: 1 })
    .toArray()
  expect(rows.map(({ enteredAt }) => enteredAt as Date)).toEqual([NOW, NOW])
})
