// What the duty enters and says of runs whose code fails, by what Temporal lists.

import { CASES } from '../../../process/cases'
import { failingRuns, noteFailingRuns } from '../../../services/operations/duty/failing-runs'
import type { TemporalRuns } from '../../../temporal/runs'
import { dutyDeps, type Noted } from '../../support/duty-deps'
import { recordingRuns } from '../../support/recording-runs'
import { openRoom, type Room } from '../../database/room'

let room: Room
let noted: Noted[]
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())
beforeEach(async () => {
  noted = []
  await room.repositories.marks.set('failing-runs', '[]')
})

const startedAt = new Date()
const subjects = (from: number, many: number) => Array.from({ length: many }, (_, n) => `L${from + n}`)
const said = (text: string) => noted.filter((one) => one.text === text).map(({ fields }) => fields['id'])

/** A turn of the duty, where the runs of these letters are marked, the first listed first. */
async function turn(marked: readonly string[]): Promise<void> {
  const failing: TemporalRuns['failing'] = async (name, limit) =>
    (name === 'dispatch' ? marked : [])
      .slice(0, limit)
      .map((subject) => ({ subject, startedAt, failing: 'NonDeterministicError' }))
  const runs = { ...recordingRuns(), failing }
  await noteFailingRuns(dutyDeps({ ...room, runs }, noted), CASES, { unmarked: false }, new Date())
}

test('each is told of once when it comes and once when it goes', async () => {
  await turn(['L1', 'L2'])
  await turn(['L2', 'L3'])
  await turn([])
  expect(said('the code of a run fails again and again')).toEqual(['L1', 'L2', 'L3'])
  expect(said('a run does not fail any more')).toEqual(['L1', 'L2', 'L3'])
  expect(await failingRuns(room)).toEqual([])
})

test('of a list that was cut at 100 nobody says that one that is not listed any more goes on', async () => {
  await turn(subjects(1, 100))
  await turn(subjects(51, 100))
  expect(said('a run does not fail any more')).toEqual([])
  expect((await failingRuns(room)).map(({ subject }) => subject)).toEqual(subjects(51, 100))
  await turn(subjects(51, 99))
  expect(said('a run does not fail any more')).toEqual(['L150'])
})
