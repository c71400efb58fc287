// Fifty systems over real sockets, one of which takes very long: what the others notice of it.

import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHttpClient } from '../../../connectors/http'
import { createPushConnector } from '../../../connectors/push'
import { SECRET } from '../../connectors/specimen'
import { until } from '../../support/until'
import { deliver, lettersToOwnEndpoints } from './lane'
import { openRig, type Rig, run } from './rig'

const SYSTEMS = 50
const LETTERS = 3

let rig: Rig
let server: Server
beforeEach(async () => {
  rig = await openRig()
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rig.close()
})

/** One more letter to these offices. */
async function letterTo(offices: string[]) {
  const recipients = offices.map((office) => ({ office, purpose: 'action' as const }))
  const { id } = await rig.accept([], { recipients })
  await run(() => rig.near().resolveRecipients(id))
  return { id, offices }
}

test('of fifty systems the one that is slow delays none of the others: all they get is there while its first call is still open', async () => {
  let slow = ''
  const held: ServerResponse[] = []
  const take = (response: ServerResponse) =>
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"reference":"r"}')
  server = createServer((request, response) => {
    request.resume()
    if (request.url!.startsWith(`/${slow}/`)) held.push(response)
    else take(response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const push = createPushConnector({
    http: createHttpClient({ allowLoopback: true }, { totalMs: 120_000 }),
    publicUrl: url,
    now: () => rig.clock.now,
  })
  rig.connectors.push.answer(async (parcel, endpoint) => {
    const at = { ...endpoint, address: `${url}/${endpoint.id}`, settings: { secret: SECRET } }
    return (await push.deliver(at, [parcel]))[0]!.outcome
  })
  const sent = await lettersToOwnEndpoints(rig, SYSTEMS)
  slow = `E-${sent.offices[0]}`
  const letters = [sent]
  while (letters.length < LETTERS) letters.push(await letterTo(sent.offices))

  const lanes = letters.map(({ id }) => deliver(rig, id))
  const states = async () => (await Promise.all(letters.map((letter) => rig.tapals(letter)))).flat()
  const delivered = async () => (await states()).filter(({ state }) => state === 'delivered')
  await until(async () => (await delivered()).length === LETTERS * (SYSTEMS - 1), {
    what: 'the letters of the others to be delivered',
  })
  expect(held.length).toBeGreaterThan(0)
  expect((await delivered()).some(({ office }) => office === sent.offices[0])).toBe(false)

  slow = 'nobody'
  for (const response of held) take(response)
  expect(await Promise.all(lanes)).toHaveLength(LETTERS)
  expect(await delivered()).toHaveLength(LETTERS * SYSTEMS)
})
