// What a system said when all was not well is kept, without secrets, so that an operator can tell its people.

import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { maskedAnswer, withAnswer } from '../../connectors/answer'
import { createHttpClient } from '../../connectors/http'
import { outcomeOfSmtpFault } from '../../connectors/email/errors'
import { createPushConnector } from '../../connectors/push'
import { MAX_ANSWER } from '../../domain/letters/delivery/outcome'
import { endpointAt, newParcel, SECRET } from './specimen'

let server: Server
let url: string
let reply: { status: number; type: string; body: string }
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(reply.status, { 'content-type': reply.type }).end(reply.body)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const connector = createPushConnector({
  http: createHttpClient({ allowLoopback: true }),
  now: () => new Date(),
  publicUrl: 'http://kcs.example',
})
const outcome = async () => (await connector.deliver(endpointAt('push', url), [newParcel()]))[0]!.outcome

test('a fault is kept with status, kind of content and the beginning of what stood there, in one line', async () => {
  reply = {
    status: 500,
    type: 'text/html',
    body: '<h1>Server Error</h1>\n<p>ORA-00060: deadlock\u0000 detected</p>',
  }
  expect(await outcome()).toEqual({
    kind: 'retry-later',
    code: 'http-500',
    inDoubt: false,
    answer: 'HTTP 500 text/html <h1>Server Error</h1> <p>ORA-00060: deadlock detected</p>',
  })
  expect(await connector.status!(endpointAt('push', url), newParcel())).toMatchObject({
    answer: 'HTTP 500 text/html <h1>Server Error</h1> <p>ORA-00060: deadlock detected</p>',
  })
})

test('what promises success and cannot be read is kept, too; of what went well nothing is', async () => {
  reply = { status: 201, type: 'application/json', body: 'saved' }
  expect(await outcome()).toMatchObject({ code: 'answer-garbled', answer: 'HTTP 201 application/json saved' })
  reply = { status: 201, type: 'application/json', body: '{"reference":"r-1"}' }
  expect(await outcome()).toEqual({ kind: 'delivered', cause: 'delivered-by-agent', reference: 'r-1' })
})

test('a secret that a system says back is masked, and no more than the beginning is kept', async () => {
  reply = { status: 401, type: 'text/plain', body: `wrong: ${SECRET} ${'ഫയൽ '.repeat(5_000)}` }
  const { answer } = await outcome()
  expect(answer).toContain('wrong: … ഫയൽ')
  expect(answer).toHaveLength(MAX_ANSWER)
})

test.each([
  ['Authorization: Bearer abc.def', 'Authorization: Bearer …'],
  ['{"token":"t0p","user":"x"}', '{"token":"…","user":"x"}'],
  ['password=hunter2;', 'password=…;'],
  ['key 0123456789abcdef0123456789 unknown', 'key … unknown'],
  ['Basic dTpw', 'Basic …'],
  ['client_secret: s3', 'client_secret: …'],
  ['Signature=v1,ab', 'Signature=…,ab'],
  ['x-api-key: a1 apikey=a2', 'x-api-key: … apikey=…'],
  ['twenty: abcdefghij0123456789, nineteen: abcdefghij012345678', 'twenty: …, nineteen: abcdefghij012345678'],
  ['key ab1/cd+ef=gh.ij~kl-mn_op used', 'key … used'],
  ['in\u200b two\u2028lines\ttabbed', 'in two lines tabbed'],
  ['not-acknowledgeable-any-more-here', 'not-acknowledgeable-any-more-here'],
])('%s is kept as %s', (text, kept) => {
  expect(maskedAnswer(text)).toBe(kept)
})

test('nothing is kept of a refusal, nor where nothing stood; of an answer that was too long, that it was', () => {
  const answered = { status: 503, headers: {}, body: Buffer.from(' \n') }
  const kept = (kind: string, body: Buffer | null) => withAnswer({ kind }, { ...answered, body })
  expect(kept('retry-later', answered.body)).toEqual({ kind: 'retry-later' })
  expect(kept('retry-later', null)).toEqual({ kind: 'retry-later', answer: 'HTTP 503 (too long)' })
  for (const kind of ['delivered', 'duplicate', 'handed-over', 'refused', 'unseen'])
    expect(kept(kind, Buffer.from('text'))).toEqual({ kind })
})

test('a mail server says why, too, and no secret', () => {
  const said = { responseCode: 454, command: 'DATA', response: `454 4.7.0 ${SECRET} is not it` }
  expect(outcomeOfSmtpFault(said, false)).toMatchObject({ answer: '454 4.7.0 … is not it' })

  const fault = { responseCode: 550, command: 'RCPT TO', response: '550 5.1.1 no such mailbox' }
  expect(outcomeOfSmtpFault(fault, false)).toEqual({
    ...{ kind: 'never', cause: 'mail-bounced', code: 'bounced-5.1.1' },
    answer: '550 5.1.1 no such mailbox',
  })
})
