// A long list of recipients is drawn up and checked in parts, so that no process is held up by it for seconds.

import type { Repositories } from '../../../database'
import type { Recipient } from '../../../domain/letters/dispatch/recipients'
import { openRecipientCheck } from '../../../services/letters/dispatch/checks'
import { planRoutes } from '../../../services/letters/routing/plan'
import { BATCH } from '../../../services/letters/routing/router'
import { buildDispatch } from '../../support/builders'
import { openRoom, type Room } from '../room'

const AT = new Date('2026-11-22T07:00:00Z')
const recipients = Array.from(
  { length: 2 * BATCH + 1 },
  (_, i): Recipient => ({ office: `NONE${i}`, purpose: 'action' }),
)
const letter = buildDispatch({ documents: [] })

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

/** The repositories, and how many offices were asked for at once each time. */
function counting(): { repositories: Repositories; asked: number[] } {
  const asked: number[] = []
  const { offices } = room.repositories
  const byCodes: typeof offices.byCodes = (codes) => {
    asked.push(codes.length)
    return offices.byCodes(codes)
  }
  return { repositories: { ...room.repositories, offices: { ...offices, byCodes } }, asked }
}

test('the offices that a sender names are checked some at a time, and each that is not there is named', async () => {
  const { repositories, asked } = counting()
  const faults = await openRecipientCheck(repositories, recipients, AT)(letter)
  expect(faults).toHaveLength(recipients.length)
  expect(faults.at(-1)).toMatchObject({ pointer: `/recipients/${2 * BATCH}/office`, code: 'office-unknown' })
  expect(asked).toEqual([BATCH, BATCH, 1])
})

test('a long list is drawn up in batches of the size that is asked for before each', async () => {
  const { repositories, asked } = counting()
  const sizes = [300, 100, BATCH]
  const plan = { letter, recipients: recipients.slice(0, 1_000), at: AT, now: AT }
  const drawn: number[] = []
  for await (const { routes } of planRoutes(repositories, plan, () => sizes[drawn.length] ?? BATCH))
    drawn.push(routes.length)
  expect(drawn).toEqual([300, 100, 600])
  expect(asked).toEqual(drawn)
})
