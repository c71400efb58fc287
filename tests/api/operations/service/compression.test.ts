// Responses on a thin line.

import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { request } from 'node:http'
import { ALL_ROUTES } from '../../../../api/routes'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'

let api: TestApi
let officer: Client
beforeAll(async () => {
  api = await openApi()
  officer = await api.officer('officer', ['RECV/TAPAL'])
  const dispatch = await api.dispatch()
  await api.tapal(dispatch)
})
afterAll(() => api.close())

interface Raw {
  encoding: string | undefined
  vary: string | undefined
  type: string | undefined
  length: string | undefined
  bytes: Buffer
}

/** A request whose response is not touched, as fetch would. */
async function raw(path: string, headers: Record<string, string>): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const call = request(`${api.url}${path}`, { headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const { 'content-encoding': encoding, vary, 'content-type': type } = response.headers
        const length = response.headers['content-length']
        resolve({ encoding, vary, type, length, bytes: Buffer.concat(chunks) })
      })
    })
    call.on('error', reject).end()
  })
}

const INBOX = '/v1/tapals?seat=RECV%2FTAPAL'
const inboxAs = (encoding: string) => raw(INBOX, { ...officer.headers, 'accept-encoding': encoding })

test('JSON is compressed as the caller takes it: brotli, gzip, or not at all', async () => {
  const [brotli, zipped, plain] = await Promise.all([
    inboxAs('gzip, br'),
    inboxAs('gzip'),
    inboxAs('identity'),
  ])
  expect([brotli.encoding, zipped.encoding, plain.encoding]).toEqual(['br', 'gzip', undefined])
  for (const { vary, type } of [brotli, zipped, plain])
    expect([vary?.toLowerCase(), type]).toEqual(['accept-encoding', 'application/json; charset=utf-8'])
  const read = [brotliDecompressSync(brotli.bytes), gunzipSync(zipped.bytes), plain.bytes]
  for (const bytes of read)
    expect(JSON.parse(bytes.toString())).toMatchObject({ items: [{ id: expect.any(String) as unknown }] })
  expect(brotli.bytes.byteLength).toBeLessThan(plain.bytes.byteLength / 2)
  expect(brotli.length).toBe(String(brotli.bytes.byteLength))
})

test('the head of a compressed response says the same as its response', async () => {
  const reply = await fetch(`${api.url}${INBOX}`, { method: 'HEAD', headers: officer.headers })
  expect([reply.status, reply.headers.get('content-encoding')]).toEqual([200, 'gzip'])
})

test('what is small, a document and a stream of events stay as they are', async () => {
  const sha256 = await api.document('RECV', 'x'.repeat(4096))
  const documents = [{ sha256, name: 'a.pdf', mediaType: 'application/pdf', size: 4105 }]
  const tapal = await api.tapal(await api.dispatch({ documents }))
  const path = `${new URL(api.mailLink(tapal.id)).pathname}/documents/${sha256}`
  const document = await raw(path, { 'accept-encoding': 'br' })
  const small = await raw('/livez', { 'accept-encoding': 'br' })
  expect([document.encoding, document.type, small.encoding]).toEqual([
    undefined,
    'application/pdf',
    undefined,
  ])
})

test('a response with a secret is never compressed, so that its length tells nothing of the secret', async () => {
  const holder = await api.officer('holder', ['SEND/SO', 'SEND/US', 'RECV/TAPAL', 'RECV/HEAD'])
  const session = await raw('/v1/session', { ...holder.headers, 'accept-encoding': 'br' })
  expect([session.encoding, session.bytes.byteLength > 1024]).toEqual([undefined, true])
  const giving = ALL_ROUTES.filter(({ givesSecret }) => givesSecret).map(({ operationId }) => operationId)
  expect(giving.sort()).toEqual([
    'addAgentKey',
    'addOwnKey',
    'firstSignIn',
    'issueSignInCode',
    'makeWebhook',
    'readSession',
    'registerAgent',
    'renewOwnSecret',
    'setEndpointSecret',
    'setLanguage',
    'setWebhookSecret',
    'showLetter',
    'signIn',
    'takeLetter',
  ])
})
