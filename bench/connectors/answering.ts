// A process that answers as the reference agents did, after a time: nothing is kept, so that it is no bottleneck.

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { buffer } from 'node:stream/consumers'
import { aboutAnother, type Exchange, type Named, namedIn, purposeOf } from './exchange'
import type { Recording } from './record'

/** What it is told, by the name of a place below its address. */
export interface Places {
  [place: string]: { recording: Recording; answerMs: number }
}

export type Told =
  | { places: Places }
  | { ask: 'arrivals'; place: string }
  | { place: string; isDown: boolean }

interface Place {
  answers: Map<string, { about: Named; exchange: Exchange }[]>
  answerMs: number
  isDown: boolean
  /** How often a purpose was met for a letter or document. */
  met: Map<string, number>
  /** Delivery keys, in the order in which they were first named. */
  arrivals: Set<string>
}

const places = new Map<string, Place>()

function placeOf({ recording, answerMs }: Places[string]): Place {
  const answers: Place['answers'] = new Map()
  const add = (exchanges: readonly Exchange[]): void => {
    const byPurpose = new Map<string, { about: Named; exchange: Exchange }[]>()
    for (const exchange of exchanges) {
      const { method, path, headers, body } = exchange
      const about = namedIn([path, JSON.stringify(headers), Buffer.from(body, 'base64').toString()])
      const purpose = purposeOf(method, path, headers)
      byPurpose.set(purpose, [...(byPurpose.get(purpose) ?? []), { about, exchange }])
    }
    for (const [purpose, list] of byPurpose) answers.set(purpose, list)
  }
  add(recording.first)
  add(recording.letter)
  return { answers, answerMs, isDown: false, met: new Map(), arrivals: new Set() }
}

async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(incoming)
  const { method = 'GET', url = '/', headers } = incoming
  const [, name = '', path = ''] = /^\/([^/]*)(\/.*)$/.exec(url) ?? []
  const place = places.get(name)
  if (!place) return void response.writeHead(404).end()
  if (place.isDown) return void incoming.socket.destroy()
  const now = namedIn([path, JSON.stringify(headers), body.toString()])
  if (now.key) place.arrivals.add(now.key)
  const purpose = purposeOf(method, path, headers)
  const list = place.answers.get(purpose)
  await wait(place.answerMs)
  if (!list) return void response.writeHead(404).end()
  const subject = now.key ?? now.hash
  let turn = 0
  if (subject !== null && list.length > 1) {
    turn = place.met.get(`${purpose} ${subject}`) ?? 0
    place.met.set(`${purpose} ${subject}`, turn + 1)
  }
  const { about, exchange } = list[Math.min(turn, list.length - 1)]!
  const text = aboutAnother(Buffer.from(exchange.answer.body, 'base64').toString(), about, now)
  const own = Object.entries(exchange.answer.headers).map(([header, value]) => [
    header,
    aboutAnother(value, about, now),
  ])
  response.writeHead(exchange.answer.status, Object.fromEntries(own) as Record<string, string>).end(text)
}

process.on('message', (told: Told) => {
  if ('places' in told) {
    for (const [name, place] of Object.entries(told.places)) places.set(name, placeOf(place))
    return void process.send!({})
  }
  const place = places.get(told.place)!
  if ('isDown' in told) place.isDown = told.isDown
  process.send!('ask' in told ? { arrivals: [...place.arrivals] } : {})
})
process.on('disconnect', () => process.exit(0))

const server = createServer((incoming, response) => {
  answer(incoming, response).catch(() => response.destroy())
})
server.listen(0, '127.0.0.1')
void once(server, 'listening').then(() =>
  process.send!({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
)
