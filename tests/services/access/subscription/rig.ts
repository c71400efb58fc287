// Webhooks over a real database and a real server, with the clock in the hand of the test.

import { createWebhookSender } from '../../../../connectors/webhook'
import type { NewSubscription, Subscription } from '../../../../database/access/subscription/repository'
import type { Change } from '../../../../domain/letters/agent-feed/change'
import { newId } from '../../../../process/new-id'
import { createSecrets } from '../../../../secrets'
import { createSending, type SendingDeps } from '../../../../services/access/subscription/send'
import { enterChanges } from '../../../../services/letters/agent-feed/enter'
import { openRoom, type Room } from '../../../database/room'
import { buildChange, buildSubscription } from '../../../support/build-change'
import { openReceiver, type Receiver } from './receiver'

/** An answer that takes longer counts as none. */
export const PATIENCE_MS = 3_000

export interface Rig extends Room {
  receiver: Receiver
  clock: { now: Date; pass(ms: number): void }
  deps: SendingDeps
  /** What the duty logged. */
  noted: { fields: object; text: string }[]
  secret: string
  agent: string
  webhook: string
  /** An agent of its own for a test, with a webhook to the receiver. */
  renew(overrides?: Partial<NewSubscription>): Promise<void>
  /** Enters changes of letters for the agent, as the follower does. */
  happen(count: number, overrides?: Partial<Change>): Promise<void>
  /** One process sends what is due, until nothing is. */
  send(changed?: Partial<SendingDeps>): Promise<void>
  row(): Promise<Subscription>
}

export async function openRig(): Promise<Rig> {
  const room = await openRoom()
  const receiver = await openReceiver()
  const secrets = createSecrets('ab'.repeat(32))
  const clock = {
    now: new Date('2026-11-22T06:00:00Z'),
    pass(ms: number) {
      clock.now = new Date(clock.now.getTime() + ms)
    },
  }
  const noted: Rig['noted'] = []
  const log = (fields: object, text: string) => void noted.push({ fields, text })
  const deps: SendingDeps = {
    ...{
      repositories: room.repositories,
      secrets,
      newId,
      random: () => 0.5,
      publicUrl: 'https://kcs.example',
    },
    sendWebhook: createWebhookSender({ allowLoopback: true }, { totalMs: PATIENCE_MS }),
    log: { info: log, warn: log },
  }
  let agents = 0
  let changes = 0
  const rig: Rig = {
    ...room,
    ...{ receiver, clock, deps, noted, secret: secrets.newWebhookSecret(), agent: '', webhook: '' },
    async renew(overrides = {}) {
      agents += 1
      rig.agent = `agent-${agents}`
      rig.webhook = `webhook-${agents}`
      receiver.came.length = 0
      noted.length = 0
      receiver.answer = (_came, response) => void response.writeHead(204).end()
      // What earlier tests left is nobody's business.
      await room.database.collection('subscriptions').deleteMany({})
      const { now: createdAt } = clock
      await room.repositories.agents.add({
        ...{ id: rig.agent, name: 'Private Name', offices: [`OFFICE${agents}`], endpoint: null, createdAt },
        keys: [{ id: `key-${agents}`, hash: 'h', createdAt, expiresAt: null, revokedAt: null }],
      })
      const { agent, webhook: id } = rig
      const own = { id, agent, url: receiver.url, sealedSecret: secrets.seal(rig.secret), createdAt }
      const note = { what: 'x', actor: { kind: 'kcs' }, at: createdAt } as const
      await room.repositories.subscriptions.add(buildSubscription({ ...own, ...overrides }), note)
    },
    async happen(count, overrides = {}) {
      const office = `OFFICE${agents}`
      const some = Array.from({ length: count }, () =>
        buildChange(`change-${(changes += 1)}`, { office, ...overrides }),
      )
      await enterChanges({ repositories: room.repositories }, some, clock.now)
    },
    async send(changed = {}) {
      const sending = createSending({ ...deps, ...changed }, () => clock.now)
      for (;;) {
        if (await sending.turn()) continue
        await sending.ended()
        if (!(await sending.turn())) return
      }
    },
    row: async () => (await room.repositories.subscriptions.byId(rig.agent, rig.webhook))!,
    async close() {
      await receiver.close()
      await room.close()
    },
  }
  return rig
}
