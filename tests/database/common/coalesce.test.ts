import { coalesced, inBatches } from '../../../database/common/coalesce'

describe('work in batches', () => {
  test('what comes at one moment is one batch; what comes while it is under way is the next', async () => {
    const batches: number[][] = []
    let release: () => void = () => undefined
    const double = inBatches(async (items: readonly number[]) => {
      batches.push([...items])
      if (batches.length === 1) await new Promise<void>((resolve) => (release = resolve))
      return items.map((item) => item * 2)
    }, 10)
    const first = [double(1), double(2)]
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
    const second = [double(3), double(4), double(5)]
    release()
    expect(await Promise.all([...first, ...second])).toEqual([2, 4, 6, 8, 10])
    expect(batches).toEqual([
      [1, 2],
      [3, 4, 5],
    ])
  })

  test('no batch is larger than asked for', async () => {
    const sizes: number[] = []
    const work = inBatches(async (items: readonly number[]) => {
      sizes.push(items.length)
      return items
    }, 3)
    await Promise.all(Array.from({ length: 8 }, (_, n) => work(n)))
    expect(sizes).toEqual([3, 3, 2])
  })

  test('a fault is that of its batch only', async () => {
    let calls = 0
    const work = inBatches(async (items: readonly number[]) => {
      calls += 1
      if (calls === 1) throw new Error('lost')
      return items
    }, 2)
    const results = await Promise.allSettled([work(1), work(2), work(3)])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
  })
})

describe('coalesced reads', () => {
  test('one trip for all, and to each its own rows', async () => {
    const trips: string[][] = []
    const read = coalesced(async (keys: readonly string[]) => {
      trips.push([...keys])
      return new Map(keys.filter((key) => key !== 'missing').map((key) => [key, key.toUpperCase()]))
    })
    const [one, two] = await Promise.all([read(['a', 'missing']), read(['b', 'a'])])
    expect([...one]).toEqual([['a', 'A']])
    expect([...two]).toEqual([
      ['b', 'B'],
      ['a', 'A'],
    ])
    expect(trips).toEqual([['a', 'missing', 'b']])
  })
})
