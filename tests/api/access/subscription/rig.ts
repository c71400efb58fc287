// An agent with an office of its own for each test, a receiver on a real port, and the duty that sends.

import { createSending } from '../../../../services/access/subscription/send'
import { enterChanges } from '../../../../services/letters/agent-feed/enter'
import { openReceiver, type Receiver } from '../../../services/access/subscription/receiver'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { buildChange } from '../../../support/build-change'

export const PATH = '/v1/agent/webhooks'

export interface Rig {
  api: TestApi
  receiver: Receiver
  /** The agent of this test. */
  agent: Client
  agentId: string
  /** An agent of its own for a test, and a receiver that is well. */
  renew(): Promise<void>
  /** A new Idempotency-Key. */
  key(): Record<string, string>
  /** Enters changes of letters for the agent, as the follower does. */
  happen(changes: number): Promise<void>
  make(body?: object): Promise<{ path: string; id: string; secret: string }>
  /** A worker sends until nothing is due. */
  send(): Promise<void>
  close(): Promise<void>
}

export async function openRig(): Promise<Rig> {
  const api = await openApi()
  const receiver = await openReceiver()
  let count = 0
  const next = (): string => String((count += 1))
  let office = ''
  const rig: Rig = {
    ...{ api, receiver, agent: api.anyone, agentId: '' },
    async renew() {
      receiver.came.length = 0
      // What earlier tests left comes due by the clock, and would be sent to the receiver in this one.
      await api.database.collection('subscriptions').deleteMany({})
      receiver.answer = (_came, response) => void response.writeHead(204).end()
      const name = next()
      office = `HOOK${name}`
      rig.agentId = `hook-${name}`
      rig.agent = await api.agent(rig.agentId, [office])
    },
    key: () => ({ 'idempotency-key': `webhook-${next()}` }),
    happen: (changes) =>
      enterChanges(
        api,
        Array.from({ length: changes }, () => buildChange(`change-${next()}`, { office })),
        api.now(),
      ),
    async make(body = {}) {
      const reply = await rig.agent.post(PATH, { url: receiver.url, ...body }, rig.key())
      const id = String(reply.at('/id'))
      return { path: `${PATH}/${id}`, id, secret: String(reply.at('/secret')) }
    },
    async send() {
      const log = { info: () => undefined, warn: () => undefined }
      const sending = createSending({ ...api.deps, publicUrl: 'http://127.0.0.1', log }, api.now)
      for (;;) {
        if (await sending.turn()) continue
        await sending.ended()
        if (!(await sending.turn())) return
      }
    },
    async close() {
      await receiver.close()
      await api.close()
    },
  }
  return rig
}
