import { createRepositories } from '../../../database'
import { buildDispatch } from '../../support/builders'
import { openRoom, type Room } from '../room'

let room: Room
const kcs = { kind: 'kcs' } as const
const repo = () => room.repositories.dispatches

beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

test('fifty posts with one key at once are accepted once, and all get the row of the winner', async () => {
  const other = createRepositories(await room.another()).dispatches
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      (i % 2 ? repo() : other).accept(buildDispatch({ caller: 'agent:A', idempotencyKey: 'K1' })),
    ),
  )
  expect(answers.filter(({ created }) => created)).toHaveLength(1)
  const winner = answers.find(({ created }) => created)!.dispatch
  for (const { dispatch } of answers) expect(dispatch).toEqual(winner)
  expect(await repo().byKey('agent:A', 'K1')).toEqual(winner)
})

test('a key used again with another body answers the first row, whose hash tells them apart', async () => {
  const first = await repo().accept(buildDispatch({ idempotencyKey: 'K2', requestHash: 'one' }))
  const second = await repo().accept(buildDispatch({ idempotencyKey: 'K2', requestHash: 'two' }))
  expect(second).toEqual({ dispatch: first.dispatch, created: false })
  expect(second.dispatch.requestHash).toBe('one')
})

test('the same key of another caller is another letter', async () => {
  const one = await repo().accept(buildDispatch({ caller: 'agent:B', idempotencyKey: 'K3' }))
  const two = await repo().accept(buildDispatch({ caller: 'agent:C', idempotencyKey: 'K3' }))
  expect([one.created, two.created]).toEqual([true, true])
})

const first = { limit: 10, after: null }

test('a dispatch is in the outbox until its run was started', async () => {
  const acceptedAt = new Date('2026-01-05T00:00:00Z')
  const { dispatch } = await repo().accept(buildDispatch({ acceptedAt }))
  const before = new Date('2026-01-06T00:00:00Z')
  expect((await repo().notStarted(before, first)).items).toEqual([dispatch.id])
  expect((await repo().notStarted(new Date('2026-01-04T00:00:00Z'), first)).items).toEqual([])
  await repo().markStarted(dispatch.id)
  expect((await repo().notStarted(before, first)).items).toEqual([])
})

test('the despatch number is set once; the first one stays', async () => {
  const { dispatch } = await repo().accept(buildDispatch())
  await repo().open(dispatch.id, 'S/DS/2026/000001', new Date())
  await repo().open(dispatch.id, 'S/DS/2026/000002', new Date())
  expect(await repo().byId(dispatch.id)).toMatchObject({ number: 'S/DS/2026/000001', state: 'in-progress' })
})

test('a dispatch ends once, and a recall of an ended one is refused', async () => {
  const { dispatch } = await repo().accept(buildDispatch())
  const at = new Date()
  const ends = await Promise.all([1, 2, 3].map(() => repo().end(dispatch.id, 'closed', at)))
  expect(ends.filter(Boolean)).toHaveLength(1)
  expect(await repo().recall(dispatch.id, { at, seat: 'S', holder: 'P', reason: 'x' }, kcs)).toBeNull()
})

test('of letters that are closed in one round trip none is said to be closed when one of them was recalled', async () => {
  const letters = await Promise.all([1, 2].map(() => repo().accept(buildDispatch())))
  const [plain, recalled] = letters.map(({ dispatch }) => dispatch.id) as [string, string]
  await repo().recall(recalled, { at: new Date(), seat: 'S', holder: 'P', reason: 'x' }, kcs)
  const close = () => Promise.all([plain, recalled].map((id) => repo().closeUnlessRecalled(id, new Date())))
  expect(await close()).toEqual([false, false])
  expect((await repo().byId(recalled))!.state).toBe('accepted')
  expect((await repo().byId(plain))!.state).toBe('closed')
})

test('of two recalls the first word of the sender stays', async () => {
  const { dispatch } = await repo().accept(buildDispatch())
  const word = (reason: string) => ({ at: new Date(), seat: 'S', holder: 'P', reason })
  await repo().recall(dispatch.id, word('first'), kcs)
  expect(await repo().recall(dispatch.id, word('second'), kcs)).toMatchObject({ recall: { reason: 'first' } })
})

test('after a lost Temporal every dispatch that has not ended is found, also one that was only just started', async () => {
  const own = createRepositories(await room.another()).dispatches
  const accepted = (await own.accept(buildDispatch())).dispatch.id
  await own.markStarted(accepted)
  const open = (await own.accept(buildDispatch())).dispatch.id
  await own.open(open, 'N1', new Date())
  const ended = (await own.accept(buildDispatch())).dispatch.id
  await own.end(ended, 'closed', new Date())
  const found: string[] = []
  for (let above = ''; ; above = found[found.length - 1]!) {
    const page = await own.inProgress(above, 2)
    found.push(...page)
    if (page.length < 2) break
  }
  expect(found).toEqual(expect.arrayContaining([accepted, open]))
  expect(found).not.toContain(ended)
  expect(new Set(found).size).toBe(found.length)
})

test('what a seat has sent comes newest first, page by page, each once', async () => {
  const ids: string[] = []
  for (let i = 0; i < 5; i += 1) {
    const acceptedAt = new Date(Date.UTC(2026, 0, 10 + i))
    const sender = { office: 'P', seat: 'P/SO', holder: null }
    ids.unshift((await repo().accept(buildDispatch({ sender, acceptedAt }))).dispatch.id)
  }
  const first = await repo().sentBy(['P/SO'], null, { limit: 2 })
  const second = await repo().sentBy(['P/SO'], null, { limit: 2, below: first.next! })
  const third = await repo().sentBy(['P/SO'], null, { limit: 2, below: second.next! })
  expect([first, second, third].flatMap(({ items }) => items.map(({ id }) => id))).toEqual(ids)
  expect(third.next).toBeNull()
})

test('lists and recipients read a letter without the list of its sender, which may be ten thousand names long', async () => {
  const recipients = Array.from({ length: 300 }, (_, i) => ({ office: `O${i}`, purpose: 'action' as const }))
  const { dispatch } = await room.repositories.dispatches.accept(
    buildDispatch({ recipients, sender: { office: 'LISTS', seat: 'LISTS/SO', holder: null } }),
  )
  const { items } = await room.repositories.dispatches.sentBy(['LISTS/SO'], null, { limit: 5 })
  const { recipients: _list, ...letter } = dispatch
  expect(items).toEqual([{ ...letter, named: 300 }])
  expect(await room.repositories.dispatches.byIds([dispatch.id])).toEqual([letter])
  expect((await room.repositories.dispatches.byId(dispatch.id))?.recipients).toHaveLength(300)
})

test('one that is reopened while it is being ended goes on; who has seen that it was reopened may end it', async () => {
  const { dispatch } = await repo().accept(buildDispatch({ state: 'in-progress' }))
  const [reopened, later] = [new Date('2026-11-22T05:10:00Z'), new Date('2026-11-22T05:10:01Z')]
  expect(await repo().reopen(dispatch.id, reopened)).toBe(false)
  expect(await repo().end(dispatch.id, 'closed', later)).toBe(false)
  expect(await repo().byId(dispatch.id)).toMatchObject({ state: 'in-progress', closedAt: null })
  expect(await repo().end(dispatch.id, 'closed', later, reopened)).toBe(true)
})
