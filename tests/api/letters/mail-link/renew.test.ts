// POST /v1/tapals/:id/mail-link

import { CASES } from '../../../../process/cases'
import { follow } from '../../../../services/operations/duty/follow'
import { dutyDeps } from '../../../support/duty-deps'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import { sendNotices } from '../../../../services/operations/duty/send-notices'
import type { Message } from '../../../../notices/channel'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'

let api: TestApi
let sender: Client
let receiver: Client
let operator: Client
beforeAll(async () => {
  api = await openApi()
  sender = await api.officer('sender', ['SEND/SO'])
  receiver = await api.officer('receiver', ['RECV/TAPAL'])
  operator = await api.officer('operator', [], ['operator'])
  const office = (await api.repositories.offices.byCodes(['RECV'])).get('RECV')!
  await api.repositories.offices.save([{ ...office, email: 'clerk@recv.invalid' }])
})
afterAll(() => api.close())

const mailed = async (overrides: Partial<Tapal> = {}) =>
  api.tapal(await api.dispatch(), { mechanism: 'email', ...overrides })
const renew = (client: Client, { id }: Tapal, key: string) =>
  client.post(`/v1/tapals/${id}/mail-link`, undefined, { 'idempotency-key': key })

async function mailsAfterwards(): Promise<Message[]> {
  const deps = dutyDeps({ repositories: api.repositories, runs: api.deps.runs })
  while (await follow(deps, CASES, api.now()));
  const sent: Message[] = []
  const channel = {
    name: 'email',
    send: async (message: Message) => {
      sent.push(message)
      return { kind: 'sent' } as const
    },
  } as const
  await sendNotices({ ...api.deps, publicUrl: api.url }, channel, api.now)
  return sent
}

test('202: the link before ends at once, and the new one goes to the address of the office, once for each key', async () => {
  const tapal = await mailed()
  const old = new URL(api.mailLink(tapal.id)).pathname
  const replies = [await renew(sender, tapal, 'k1'), await renew(sender, tapal, 'k1')]
  for (const reply of replies) expect([reply.status, reply.at('/id')]).toEqual([202, tapal.id])
  const json = { accept: 'application/json' }
  expect((await api.anyone.get(old, json)).at('/code')).toBe('link-replaced')
  const [message, ...more] = await mailsAfterwards()
  expect([message?.address, message?.groups[0]?.kind, more]).toEqual(['clerk@recv.invalid', 'mail-link', []])
  const [link] = message!.groups[0]!.links
  expect((await api.anyone.get(new URL(link!).pathname, json)).status).toBe(200)
  const row = await api.repositories.tapals.byId(tapal.id)
  expect(row?.events.at(-1)).toMatchObject({
    cause: 'mail-link-renewed',
    actor: { kind: 'seat', seat: 'SEND/SO' },
  })
  expect(row?.state).toBe('delivered')
})

test('202: an operator may too, and the trace says so', async () => {
  const tapal = await mailed()
  expect((await renew(operator, tapal, 'k2')).status).toBe(202)
  const row = await api.repositories.tapals.byId(tapal.id)
  expect(row?.events.at(-1)?.actor).toEqual({ kind: 'operator', account: 'operator' })
})

test('403 forbidden: the receiving side cannot give itself a link', async () => {
  const reply = await renew(receiver, await mailed(), 'k3')
  expect([reply.status, reply.at('/code')]).toEqual([403, 'forbidden'])
})

test('409 link-not-renewable: taken, recalled, not sent by mail, or renewed too often', async () => {
  for (const overrides of [
    { state: 'acknowledged' },
    { state: 'recalled' },
    { mechanism: 'push' },
    { mailLink: { number: 20, since: new Date() } },
  ] as const) {
    const reply = await renew(sender, await mailed(overrides), 'k4')
    expect([reply.status, reply.at('/code')]).toEqual([409, 'link-not-renewable'])
  }
})

test('400 idempotency-key-missing', async () => {
  const reply = await sender.post(`/v1/tapals/${(await mailed()).id}/mail-link`)
  expect([reply.status, reply.at('/code')]).toEqual([400, 'idempotency-key-missing'])
})

test('404 tapal-unknown: not the letter of the caller', async () => {
  const stranger = await api.officer('stranger', ['SEND/US'])
  const elsewhere = await mailed({ sender: { office: 'OTHER', seat: 'OTHER/SO' } })
  expect((await renew(stranger, elsewhere, 'k5')).at('/code')).toBe('tapal-unknown')
})
