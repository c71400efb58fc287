import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { until } from '../../../support/until'

describe('GET /v1/stream', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await openApi()
  })
  afterAll(() => api.close())

  /** Listens as a browser does; what came is in `text`. */
  async function listen(client: Client, query = '') {
    const abort = new AbortController()
    const response = await fetch(`${api.url}/v1/stream${query}`, {
      headers: client.headers,
      signal: abort.signal,
    })
    const heard = { response, text: '', ended: false, stop: () => abort.abort() }
    void (async () => {
      try {
        for await (const chunk of response.body!) heard.text += Buffer.from(chunk).toString()
      } catch {
        // Stopped by the test.
      }
      heard.ended = true
    })()
    await until(() => heard.text.includes('retry:'), { what: 'the stream to open' })
    return heard
  }
  let sequence = 0
  /** Ids of the events so far, by the receiving seat. */
  const idsBySeat = new Map<string, string[]>()
  const happens = async (seat: string) => {
    sequence += 1
    const id = `tapal-1:${sequence}`
    idsBySeat.set(seat, [...(idsBySeat.get(seat) ?? []), id])
    const letter = { case: 'dispatch', subject: 'dispatch-1', tapal: 'tapal-1', dispatch: 'dispatch-1' }
    const event = { ...letter, state: 'delivered', sequence }
    await api.repositories.feed.add([{ id, ...event, seats: ['SEND/SO', seat], at: new Date() }])
    return id
  }
  const idsIn = ({ text }: { text: string }): string[] =>
    [...text.matchAll(/event: tapal\nid: (\S+)\n/g)].map(([, id]) => id!)
  /** The follower of the database begins with the first listener; an event from before is not told. */
  const hears = (heard: { text: string }, seat: string) =>
    until(
      async () => {
        const id = await happens(seat)
        return until(() => heard.text.includes(`id: ${id}\n`), { what: 'the event', timeoutMs: 500 })
      },
      { what: 'an event to be heard' },
    )

  test('200: what changes in the letters of the seats held, without what they say', async () => {
    const officer = await api.officer('officer', ['RECV/TAPAL'])
    const superior = await api.officer('other', ['RECV/HEAD'])
    const [heard, other] = [await listen(officer), await listen(superior)]
    expect(heard.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(heard.response.headers.get('x-accel-buffering')).toBe('no')
    await hears(heard, 'RECV/TAPAL')
    expect(heard.text).toMatch(
      /event: tapal\nid: tapal-1:\d+\ndata: {"id":"tapal-1","dispatchId":"dispatch-1","state":"delivered","sequence":\d+}\n\n/,
    )
    expect(heard.text).toContain('event: dispatch\ndata: {"id":"dispatch-1","state":"delivered"}\n\n')
    await hears(other, 'RECV/HEAD')
    // Events come in order: had one of another seat come through, it would stand before the last own one.
    await hears(heard, 'RECV/TAPAL')
    for (const [stream, seat] of [
      [heard, 'RECV/TAPAL'],
      [other, 'RECV/HEAD'],
    ] as const) {
      expect(idsIn(stream).length).toBeGreaterThan(0)
      expect(idsIn(stream).filter((id) => !idsBySeat.get(seat)!.includes(id))).toEqual([])
    }
    heard.stop()
    other.stop()
  })

  test('a charge that has ended hears nothing more, also on a stream that is open', async () => {
    const leaving = await api.officer('leaving', ['RECV/TAPAL'])
    const staying = await api.officer('staying', ['RECV/TAPAL'])
    const [left, stayed] = [await listen(leaving), await listen(staying)]
    await hears(left, 'RECV/TAPAL')
    await api.repositories.charges.end('leaving RECV/TAPAL', new Date())
    const before = left.text
    await hears(stayed, 'RECV/TAPAL')
    expect(left.text).toBe(before)
    left.stop()
    stayed.stop()
  })

  test('403 seat-not-held, and forbidden for agents', async () => {
    const officer = await api.officer('third', ['RECV/TAPAL'])
    expect((await officer.get('/v1/stream?seat=SEND/SO')).at('/code')).toBe('seat-not-held')
    const agent = await api.agent('agent', ['RECV'])
    expect((await agent.get('/v1/stream')).at('/code')).toBe('forbidden')
  })

  test('401 unauthenticated', async () => {
    expect((await api.anyone.get('/v1/stream')).at('/code')).toBe('unauthenticated')
  })

  test('streams end when the API stops', async () => {
    const closing = await openApi()
    const officer = await closing.officer('officer', ['RECV/TAPAL'])
    const response = await fetch(`${closing.url}/v1/stream`, { headers: officer.headers })
    const text = response.text()
    await closing.api.close(5_000)
    expect(await text).toContain('retry:')
    await closing.close()
  })
})
