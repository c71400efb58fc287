// Notices by WhatsApp, at a server that behaves like its Cloud API: what is sent, and what each answer means.

import { createHttpClient } from '../../connectors/http'
import type { Message, OutgoingChannel } from '../../notices/channel'
import { createWhatsappChannel } from '../../notices/whatsapp'
import { type Behaviour, type CloudApi, startCloudApi } from '../support/cloud-api'

let api: CloudApi
beforeAll(async () => {
  api = await startCloudApi()
})
afterEach(() => void Object.assign(api, { messages: [], next: [] }))
afterAll(() => api.stop())

function channelAt(url: string, { allowLoopback = true, totalMs = 20_000 } = {}): OutgoingChannel {
  const http = createHttpClient({ allowLoopback }, { totalMs })
  const options = { template: 'kcs_notices', language: 'ml' }
  return createWhatsappChannel(
    { url, from: '106540352242922', options },
    { post: (request) => http({ method: 'POST', ...request }) },
  )
}

const message: Message = {
  id: 'M1',
  address: '+919847012345',
  groups: [{ kind: 'overdue', count: 3, links: ['https://kcs.example/tapals/T1'] }],
  offices: ['IPRD-WNM', 'CDIT'],
  overview: 'https://kcs.example/notices',
}
const answered = (behaviour: Behaviour) => {
  api.next = [behaviour]
  return channelAt(api.url(), behaviour === 'hang' ? { totalMs: 100 } : {}).send(message)
}

test('a template is sent, filled with the number of notices, the offices and a link; nothing of a letter', async () => {
  expect(await answered('take')).toEqual({ kind: 'sent', reference: 'wamid.1' })
  expect(api.messages).toEqual([
    {
      path: '/v23.0/106540352242922/messages',
      body: {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: '919847012345',
        type: 'template',
        template: {
          name: 'kcs_notices',
          language: { code: 'ml' },
          components: [
            {
              type: 'body',
              parameters: ['3', 'IPRD-WNM +1', 'https://kcs.example/notices'].map((text) => ({
                type: 'text',
                text,
              })),
            },
          ],
        },
      },
    },
  ])
})

test.each<[string, Behaviour, object]>([
  ['the limit of calls', { code: 130429, status: 429 }, { kind: 'busy', code: 'whatsapp-130429' }],
  [
    'the limit of the account, with a wait',
    { code: 80007, headers: { 'retry-after': '90' } },
    { kind: 'busy', code: 'whatsapp-80007', afterMs: 90_000 },
  ],
  ['a number that is none of WhatsApp', { code: 131026 }, { kind: 'never', code: 'whatsapp-131026' }],
  ['too many to one number', { code: 131056 }, { kind: 'retry', code: 'whatsapp-131056' }],
  ['a value that is not liked', { code: 131009 }, { kind: 'retry', code: 'whatsapp-131009' }],
  ['a fault of theirs', { code: 131000, status: 500 }, { kind: 'retry', code: 'whatsapp-131000' }],
  [
    'a template that is not there',
    { code: 132001, status: 404 },
    { kind: 'refused', code: 'whatsapp-132001' },
  ],
  ['a token that has expired', { code: 190, status: 401 }, { kind: 'refused', code: 'whatsapp-190' }],
  ['a path that is not there', { status: 404, body: '<html>' }, { kind: 'refused', code: 'http-404' }],
  ['a proxy that is full', { status: 503, body: '<html>' }, { kind: 'busy', code: 'http-503' }],
  ['a proxy whose server died', { status: 502, body: '<html>' }, { kind: 'unknown', code: 'http-502' }],
  ['a success that says nothing', { status: 200, body: '{}' }, { kind: 'unknown', code: 'answer-garbled' }],
  [
    'a success that is too long',
    { status: 200, body: ' '.repeat(100_000) },
    { kind: 'unknown', code: 'answer-garbled' },
  ],
  ['a line that broke', 'cut', { kind: 'unknown', code: 'connection-lost' }],
  ['no answer in time', 'hang', { kind: 'unknown', code: 'timeout' }],
])('%s is told as what it means', async (_what, behaviour, result) => {
  expect(await answered(behaviour)).toEqual(result)
})

test('a wrong token is a refusal', async () => {
  expect(await channelAt(api.url('wrong')).send(message)).toEqual({ kind: 'refused', code: 'whatsapp-190' })
  expect(api.messages).toEqual([])
})

test('an address on this machine is called only where the settings allow it', async () => {
  expect(await channelAt(api.url(), { allowLoopback: false }).send(message)).toEqual({
    kind: 'busy',
    code: 'address-forbidden',
  })
  expect(api.messages).toEqual([])
})

test('where nothing listens nothing was sent', async () => {
  const gone = await startCloudApi()
  await gone.stop()
  expect(await channelAt(gone.url()).send(message)).toEqual({ kind: 'busy', code: 'connection-refused' })
})
