// What can be called: by KCS the protocol, with every call's signature checked; by people of this machine the desk.

import { once } from 'node:events'
import { createServer } from 'node:http'
import { isFromKcs } from './kcs.mjs'
import { refusalOf } from './office.mjs'
import { Conflict } from './register.mjs'
import { BASE_PATH } from './settings.mjs'

const BODY_BYTES = 1024 * 1024
const CALL_MS = 30_000
const LINES_AT_ONCE = 256
const ACTS = ['acknowledged', 'opened', 'movement', 'filed', 'closed', 'refused', 'returned']

/** Whether it has what this agent reads of a letter. What else it holds is kept as it came. */
export function isLetter(value) {
  return (
    /^kcs-[0-9A-Z]{26}$/.test(value?.deliveryKey) &&
    typeof value.recipient?.office?.code === 'string' &&
    typeof value.letter === 'object' &&
    value.letter !== null &&
    Array.isArray(value.documents) &&
    value.documents.every((one) => /^[0-9a-f]{64}$/.test(one?.sha256) && typeof one.href === 'string')
  )
}

/** The calls of KCS; `wake` is told of what arrived. */
export function protocolOf(register, wake) {
  return ({ method, headers, path, body }) => {
    if (!isFromKcs(headers, body)) return [401, { code: 'signature-invalid' }]
    if (!path.startsWith(`${BASE_PATH}/`)) return [404, { code: 'not-found' }]
    const [, thing, key, act, ...more] = path.slice(BASE_PATH.length).split('/')
    const call = `${method} ${thing}${key === undefined ? '' : '/key'}${act === undefined ? '' : `/${act}`}`
    if (more.length > 0) return [404, { code: 'not-found' }]
    switch (call) {
      case 'GET capabilities':
        return [200, { mediaTypes: ['application/pdf', 'image/png', 'image/jpeg'] }]
      case 'POST tapals':
        return take(headers, body)
      case 'GET tapals/key': {
        const letter = register.find(key)
        return letter ? [200, { state: letter.state, ...shown(letter) }] : [404, { code: 'unseen' }]
      }
      case 'POST tapals/key/withdrawal': {
        const end = register.withdraw(key)
        return [{ withdrawn: 200, taken: 409, unseen: 404 }[end], { result: end }]
      }
      default:
        return [404, { code: 'not-found' }]
    }
  }

  function take(headers, body) {
    const envelope = jsonOf(body)
    if (!isLetter(envelope) || envelope.deliveryKey !== headers['kcs-delivery-key'])
      return [400, { code: 'no-letter' }]
    const { letter, isNew } = register.arrive(envelope, refusalOf(envelope))
    if (letter.state === 'refused') return [422, letter.refusal]
    wake()
    return [isNew ? 201 : 200, shown(letter)]
  }
}

/** What people of the office do with letters, and a list of them. */
export function deskOf(register, wake) {
  return ({ method, headers, path, body }) => {
    // A page of another site that is open on this machine cannot pass these two.
    if (!['127.0.0.1', 'localhost'].includes((headers.host ?? '').split(':')[0]))
      return [403, { code: 'not-this-machine' }]
    if (method === 'POST' && headers['content-type'] !== 'application/json')
      return [415, { code: 'json-only' }]
    const [, thing, key, acts, ...more] = path.split('/')
    if (thing !== 'letters' || more.length > 0) return [404, { code: 'not-found' }]
    if (method === 'GET' && key === undefined) return [200, register.newest(1000).map(summary)]
    const letter = register.find(key)
    if (!letter) return [404, { code: 'unseen' }]
    if (method === 'POST' && acts === 'acts') return perform(key, jsonOf(body))
    if (method !== 'GET' || acts !== undefined) return [404, { code: 'not-found' }]
    const reports = letter.reports.map((one) => register.report(one))
    return [200, { ...summary(letter), envelope: letter.envelope, reports }]
  }

  function perform(deliveryKey, act) {
    if (!ACTS.includes(act?.kind) || !['string', 'undefined'].includes(typeof act.key))
      return [400, { code: 'no-act', kinds: ACTS }]
    try {
      const { key, body } = register.act(deliveryKey, act)
      wake()
      return [200, { key, ...body }]
    } catch (error) {
      if (error instanceof Conflict) return [409, { code: 'conflict', why: error.message }]
      throw error
    }
  }
}

/** What KCS is told of a letter beside its state. */
function shown({ reference, diary, refusal }) {
  return { reference, ...diary, ...refusal }
}

function summary(letter) {
  const { deliveryKey, state, envelope } = letter
  return { deliveryKey, state, purpose: envelope.purpose, subject: envelope.letter.subject, ...shown(letter) }
}

function jsonOf(body) {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** Serves in the background and returns the port. Rejects where the port is taken. */
export async function serve(host, port, answer) {
  const server = createServer({ requestTimeout: CALL_MS, headersTimeout: CALL_MS }, (request, response) => {
    handle(request, response, answer).catch((error) => {
      // Nothing was kept; the same again later is right.
      console.error(`${error.code ?? error.name} at ${request.method}`)
      if (response.headersSent) response.destroy()
      else reply(response, 503, { code: 'not-now' })
    })
  })
  server.maxConnections = LINES_AT_ONCE
  await once(server.listen(port, host), 'listening')
  return server.address().port
}

async function handle(request, response, answer) {
  if (Number(request.headers['content-length'] ?? 0) > BODY_BYTES)
    return reply(response, 413, { code: 'too-large' }, { connection: 'close' })
  const chunks = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    // One that did not say how long it is: its line is cut.
    if (size > BODY_BYTES) return
    chunks.push(chunk)
  }
  const { method, headers, url } = request
  const call = { method, headers, path: url.split('?')[0], body: Buffer.concat(chunks) }
  reply(response, ...answer(call))
}

function reply(response, status, value, headers = {}) {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify(value, null, 2))
}
