// Stories: nobody takes the letter in time.

import { openStage, reach, type Stage } from './stage/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

const times = { acknowledgeWithin: 48, escalateEvery: 30, levels: 2 }

test('an overdue tapal goes up level by level, each with its own time, and whoever takes it first ends it', async () => {
  const letter = await stage.send([{ office: 'A' }, { office: 'B', action: false }], times)
  await stage.pass('47 hours')
  await reach('the delivery', () => stage.book.row(letter.id, 'B').state === 'delivered')
  expect(letter.trace('A')).toEqual(['delivered 0:00'])
  await stage.pass('2 hours')
  await reach('the first level', () => stage.book.row(letter.id, 'A').level === 1)
  await stage.pass('30 hours')
  await reach('the second level', () => stage.book.row(letter.id, 'A').level === 2)
  expect(await letter.progress()).toMatchObject({ owing: 1, escalations: 2 })
  await letter.acknowledge('A')
  await letter.end()
  expect(letter.trace('A')).toEqual([
    'delivered 0:00',
    'level 1 48:00',
    'level 2 78:00',
    'acknowledged 79:00',
  ])
  expect(letter.trace('B')).toEqual(['delivered 0:00'])
})

test('an acknowledgement that comes after the last level still ends the letter', async () => {
  const letter = await stage.send([{ office: 'A' }], times)
  await stage.pass('30 days')
  await reach('the reminders after the ladder', () => letter.trace('A').length > 20)
  expect(letter.trace('A').slice(0, 5)).toEqual([
    'delivered 0:00',
    'level 1 48:00',
    'level 2 78:00',
    'ladder ended 108:00',
    'ladder ended 132:00',
  ])
  expect(await letter.acknowledge('A')).toBe(true)
  await letter.end()
  expect(letter.trace('A').at(-1)).toBe('acknowledged 720:00')
  expect(stage.book.dispatch(letter.id).closed).toBe(true)
})
