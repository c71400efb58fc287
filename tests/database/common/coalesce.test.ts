import { type BatchLimits, coalesced, inBatches } from '../../../database/common/coalesce'
import { until } from '../../support/until'

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

  test('one item that is bad fails alone, and each of the others has its result', async () => {
    const batches: number[][] = []
    const work = inBatches(async (items: readonly number[]) => {
      batches.push([...items])
      if (items.includes(2)) throw new Error('bad')
      return items.map((item) => item * 10)
    }, 3)
    const results = await Promise.allSettled([1, 2, 3, 4].map((item) => work(item)))
    expect(results.map((one) => (one.status === 'fulfilled' ? one.value : 'bad'))).toEqual([
      10,
      'bad',
      30,
      40,
    ])
    expect(batches).toEqual([[1, 2, 3], [1], [2], [3], [4]])
  })

  test('where the database is away all of a batch have failed, and none is tried again', async () => {
    let calls = 0
    const work = inBatches(async (items: readonly number[]) => {
      calls += 1
      if (calls === 1) throw Object.assign(new Error('lost'), { name: 'MongoNetworkError' })
      return items
    }, 2)
    const results = await Promise.allSettled([work(1), work(2), work(3)])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
    expect(calls).toBe(2)
  })

  /** Work that hangs where the test says so, until it is let go. */
  function hanging(isStuck: (item: number) => boolean, limits: Partial<BatchLimits>) {
    const begun: number[][] = []
    let letGo: () => void = () => undefined
    const stuck = new Promise<void>((resolve) => (letGo = resolve))
    const work = inBatches(
      async (items: readonly number[]) => {
        begun.push([...items])
        if (items.some(isStuck)) await stuck
        return items
      },
      2,
      { patienceMs: 20, underWay: 3, waiting: 100, ...limits },
    )
    return { work, begun, letGo }
  }

  test('a round trip that hangs holds up nobody behind it', async () => {
    const { work, begun, letGo } = hanging((item) => item === 1, {})
    const first = work(1)
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
    expect(await Promise.all([2, 3, 4].map((item) => work(item)))).toEqual([2, 3, 4])
    expect(begun).toEqual([[1], [2, 3], [4]])
    letGo()
    expect(await first).toBe(1)
  })

  test('where all hang a few are under way, a bounded number waits, and more are told to come back', async () => {
    const { work, begun, letGo } = hanging(() => true, { waiting: 4 })
    const asked = [1, 2, 3, 4].map((item) => work(item))
    await until(() => begun.length === 2, { what: 'the second batch', intervalMs: 5 })
    asked.push(...[5, 6].map((item) => work(item)))
    await until(() => begun.length === 3, { what: 'the third batch', intervalMs: 5 })
    asked.push(...[7, 8, 9, 10].map((item) => work(item)))
    await expect(work(11)).rejects.toMatchObject({ code: 'service-unavailable', retryAfterSeconds: 2 })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(begun).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ])
    letGo()
    expect(await Promise.all(asked)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  test('as long as the work is prompt there is one round trip at a time', async () => {
    let open = 0
    let most = 0
    const work = inBatches(async (items: readonly number[]) => {
      most = Math.max(most, (open += 1))
      await new Promise((resolve) => setImmediate(resolve))
      open -= 1
      return items
    }, 3)
    await Promise.all(Array.from({ length: 50 }, (_, item) => work(item)))
    expect(most).toBe(1)
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
