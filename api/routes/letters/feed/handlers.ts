// Server-sent events: thin news of what changed in the letters of the caller's seats.

import { PassThrough } from 'node:stream'
import type { FeedEvent } from '../../../../database/letters/feed/repository'
import { KcsError } from '../../../../domain/common/error'
import type { ApiCase } from '../../../cases'
import type { Answer, CallOf } from '../../../http/route'
import { actingOf } from '../../../../services/access/right/acting'
import { actingSeats } from '../../../../services/access/right/identity'
import type { streamQuery } from './schema'

const HEARTBEAT_MS = 20_000
/** The holder of a seat is looked up at each event; the session itself is judged anew when the stream is opened again. */
const LIFE_MS = 10 * 60_000
/** A reader that does not keep up is let go; it comes back and reads its page anew. */
const UNREAD_BYTES = 256 * 1024

export async function openStream({
  deps,
  identity,
  query,
  services,
  ctx,
}: CallOf<{ query: typeof streamQuery }>): Promise<Answer> {
  if (identity.kind !== 'account') throw new KcsError('forbidden')
  const asked = query.seat === undefined ? await actingSeats(identity) : [query.seat]
  if (query.seat !== undefined && !(await identity.acting.among(asked)).has(query.seat))
    throw new KcsError('seat-not-held')
  const seats = new Set(asked)
  const stream = new PassThrough()
  const send = (text: string): void => {
    if (stream.readableLength > UNREAD_BYTES) stream.end()
    else if (text !== '' && !stream.writableEnded) stream.write(text)
  }
  const { employee } = identity.account
  const mayHear = async (event: FeedEvent): Promise<boolean> => {
    const acting = await actingOf(deps.repositories.charges, employee, deps.now())
    return (await acting.among(event.seats.filter((seat) => seats.has(seat)))).size > 0
  }
  // One after the other, so that what is told stays in order.
  let telling = Promise.resolve()
  const leave = services.feed.listen(
    (event) => {
      if (!event.seats.some((seat) => seats.has(seat))) return
      telling = telling
        .then(async () => send((await mayHear(event)) ? textOf(deps.cases, event) : ''))
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
  ctx.res.once('close', end)
  send('retry: 2000\n\n')
  return {
    status: 200,
    body: stream,
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  }
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
