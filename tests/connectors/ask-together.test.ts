// Questions that come together go in one call.

import { askTogether } from '../../connectors/ask-together'

interface Target {
  name: string
}

function book(atOnce: number, fails = false) {
  const calls: string[] = []
  const ask = askTogether<Target, string>(atOnce, async ({ name }, keys) => {
    calls.push(`${name}: ${keys.join(' ')}`)
    if (fails) throw new Error('away')
    return (key) => `${key} at ${name}`
  })
  return { calls, ask }
}
const one = { name: 'one' }
const other = { name: 'other' }

test('questions of one moment to one target are one call, each with its own answer, a key that is asked twice once', async () => {
  const { calls, ask } = book(10)
  expect(await Promise.all([ask(one, 'a'), ask(one, 'b'), ask(one, 'a')])).toEqual([
    ...['a at one', 'b at one', 'a at one'],
  ])
  expect(calls).toEqual(['one: a b'])
})

test('another target, or a later moment, is another call', async () => {
  const { calls, ask } = book(10)
  await Promise.all([ask(one, 'a'), ask(other, 'b')])
  await ask(one, 'c')
  expect(calls).toEqual(['one: a', 'other: b', 'one: c'])
})

test('no call asks about more keys than it may', async () => {
  const { calls, ask } = book(2)
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map((key) => ask(one, key)))
  expect(calls).toEqual(['one: a b', 'one: c d', 'one: e'])
})

test('what a call throws, each of its questions throws, and the next call goes on', async () => {
  const { calls, ask } = book(10, true)
  const ends = await Promise.allSettled([ask(one, 'a'), ask(one, 'b')])
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await expect(ask(one, 'c')).rejects.toThrow('away')
  expect(calls).toEqual(['one: a b', 'one: c'])
})
