// GET /v1/stream: thin news of what changed in the letters of the caller's seats, as server-sent events.

import { PassThrough } from 'node:stream'
import type { FeedEvent } from '../../../../database/letters/feed/repository'
import { type Listener, openListener, openListenerErrors } from '../../../../services/letters/feed/listen'
import type { ApiCase } from '../../../cases'
import type { Feed } from '../../../feed'
import { type Call, route } from '../../../http/route'
import { streamQuery } from './schema'

const HEARTBEAT_MS = 20_000
/** Looks up the holder of a seat at each event; the session is checked again when the stream is opened again. */
const LIFE_MS = 10 * 60_000
/** A reader that does not keep up is disconnected; it comes back and reads its page again. */
const UNREAD_BYTES = 256 * 1024

export const openStreamRoute = route({
  method: 'get',
  path: '/v1/stream',
  operationId: 'openStream',
  summary: 'What changes in the letters of the seats held, as server-sent events',
  description:
    'Events: `tapal` {id, dispatchId, state, sequence} and `dispatch` {id, state}. They are thin: what changed is read by its own call.',
  tag: 'Stream',
  access: 'person',
  query: streamQuery,
  responses: { 200: { description: 'The stream.', mediaType: 'text/event-stream' } },
  errors: [...openListenerErrors],
  async handler({ deps, identity, query, shared, ctx }) {
    const listener = await openListener(deps, identity, query)
    return {
      status: 200,
      body: streamOf(shared.feed, listener, deps.cases, ctx.res),
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      },
    }
  },
})

/** A stream that ends with its response, with its life, or with a reader that is too slow. */
function streamOf(
  feed: Feed,
  { concerns, mayHear }: Listener,
  cases: readonly ApiCase[],
  response: Call<never, never, never, never>['ctx']['res'],
): PassThrough {
  const stream = new PassThrough()
  const send = (text: string): void => {
    if (stream.readableLength > UNREAD_BYTES) stream.end()
    else if (text !== '' && !stream.writableEnded) stream.write(text)
  }
  // One after the other, so that the events stay in order.
  let sending = Promise.resolve()
  const leave = feed.listen(
    (event) => {
      if (!concerns(event)) return
      sending = sending
        .then(async () => send((await mayHear(event)) ? textOf(cases, event) : ''))
        .catch(() => void stream.end())
    },
    () => stream.end(),
  )
  const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS)
  const life = setTimeout(() => stream.end(), LIFE_MS)
  const end = (): void => {
    leave()
    clearInterval(heartbeat)
    clearTimeout(life)
    stream.destroy()
  }
  stream.once('close', end)
  response.once('close', end)
  send('retry: 2000\n\n')
  return stream
}

/** The server-sent events of an entry, as its case says; the first carries its id. */
function textOf(cases: readonly ApiCase[], entry: FeedEvent): string {
  const events = cases.find(({ manifest }) => manifest.name === entry.case)?.streamed(entry) ?? []
  return events
    .map(({ event, data }, index) => {
      const id = index === 0 ? `id: ${entry.id}\n` : ''
      return `event: ${event}\n${id}data: ${JSON.stringify(data)}\n\n`
    })
    .join('')
}
