import { openRig, type Rig, run } from './rig'

let rig: Rig
const OFFICES = 1_200

beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig.close())

/** Writes that a command asks the server for. */
function writesOf(name: string, command: Record<string, unknown>): number {
  if (name === 'insert') return (command['documents'] as unknown[]).length
  if (name === 'findAndModify') return 1
  return 0
}

test('a circular to 1,200 offices costs a tenth of a round trip and four writes for each', async () => {
  const sent = await rig.accept(Array.from({ length: OFFICES }, () => 'kcs-agent' as const))
  let documents = 0
  let updated = 0
  rig.database
    .getClient()
    .on(
      'commandSucceeded',
      ({ commandName, reply }: { commandName: string; reply: { nModified?: number } }) => {
        if (commandName === 'update') updated += reply.nModified ?? 0
      },
    )
  rig.connectors['kcs-agent'].deliver = async (_endpoint, parcels) => {
    const numbers = await rig.repositories.registers.allot(
      'inward',
      parcels.map(({ tapalId, recipient }) => ({ subject: tapalId, office: recipient.office.code })),
      rig.clock.now,
    )
    return parcels.map(({ tapalId }) => ({
      tapalId,
      outcome: { kind: 'delivered', cause: 'delivered-to-inbox', inwardNumber: numbers.get(tapalId)! },
    }))
  }
  rig.sent.length = 0
  const { lanes } = await run(() => rig.near().resolveRecipients(sent.id))
  expect(lanes).toEqual([{ mechanism: 'kcs-agent', shard: 0, rows: OFFICES }])
  expect(await run(() => rig.delivery().deliver(sent.id, 'kcs-agent', 0))).toMatchObject({
    delivered: OFFICES,
  })
  // All its rows go to one endpoint: nobody reads the rest of the lane for others while that one is served.
  expect(rig.sent.filter(({ command }) => JSON.stringify(command['filter'] ?? {}).includes('$nin'))).toEqual(
    [],
  )
  for (const { name, command } of rig.sent) documents += writesOf(name, command)
  expect(rig.sent.length / OFFICES).toBeLessThanOrEqual(0.1)
  // And two for the dispatch itself: its number, and that it is open.
  expect(documents + updated).toBeLessThanOrEqual(4 * OFFICES + 2)

  const counts = await rig.repositories.tapals.counts([sent.id])
  expect(counts.get(sent.id)).toEqual({ delivered: OFFICES })
  const rows = await rig.repositories.tapals.ofDispatch(sent.id, OFFICES)
  expect(rows.every(({ inwardNumber, office }) => inwardNumber === `${office}/IN/2026/000001`)).toBe(true)
})
