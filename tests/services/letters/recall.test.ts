import { acknowledgeChange } from '../../../domain/letters/tapal/acts'
import type { Caller } from '../../../services/access/right/identity'
import { recallDispatch } from '../../../services/letters/dispatch/recall'
import { buildDelivered, openRoom, type Room } from '../../database/room'
import { buildDispatch } from '../../support/builders'

const NOW = new Date('2026-11-22T06:00:00Z')
const SENDER: Caller = {
  kind: 'agent',
  keyId: 'key',
  agent: {
    ...{ id: 'sender', name: 'sender', offices: ['SENDER'] },
    endpoint: null,
    keys: [],
    createdAt: NOW,
  },
}
let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

test('a recall that the last taking overtook took nothing back: the letter does not show as recalled', async () => {
  const { repositories } = room
  const { dispatch } = await repositories.dispatches.accept(buildDispatch({ state: 'in-progress' }))
  const tapal = buildDelivered({ dispatch: dispatch.id })
  await repositories.tapals.insert([tapal])
  const taken = acknowledgeChange(tapal, {
    ...{ actor: { kind: 'agent', agent: 'A' }, at: NOW, cause: 'acknowledged-by-agent' },
    diary: { number: '7', date: NOW },
  })
  const tapals = {
    ...repositories.tapals,
    async recall(...args: Parameters<typeof repositories.tapals.recall>) {
      await repositories.tapals.apply(tapal.id, taken)
      return repositories.tapals.recall(...args)
    },
  }
  const told: string[] = []
  const runs = { soon: (key: string) => void told.push(key) } as never
  const recalling = recallDispatch(
    { repositories: { ...repositories, tapals }, runs },
    SENDER,
    { dispatch: dispatch.id, reason: 'wrong enclosure' },
    NOW,
  )
  await expect(recalling).rejects.toMatchObject({ code: 'not-recallable' })
  expect((await repositories.dispatches.byId(dispatch.id))?.recall).toBeNull()
  expect(told).toEqual([])
})

test('a recall that is repeated returns the first one, also when the office has taken the letter meanwhile', async () => {
  const { repositories } = room
  const { dispatch } = await repositories.dispatches.accept(buildDispatch({ state: 'in-progress' }))
  const tapal = buildDelivered({ dispatch: dispatch.id })
  await repositories.tapals.insert([tapal])
  const deps = { repositories, runs: { soon: () => undefined } as never }
  const recall = (reason: string) => recallDispatch(deps, SENDER, { dispatch: dispatch.id, reason }, NOW)
  expect((await recall('wrong enclosure')).recall).toMatchObject({ reason: 'wrong enclosure' })
  const taken = acknowledgeChange(tapal, {
    ...{ actor: { kind: 'agent', agent: 'A' }, at: NOW, cause: 'acknowledged-by-agent' },
    diary: { number: '8', date: NOW },
  })
  expect(await repositories.tapals.apply(tapal.id, taken, { where: { state: 'recalled' } })).not.toBeNull()
  expect((await recall('again')).recall).toMatchObject({ reason: 'wrong enclosure' })
})
