// A change as a webhook: a CloudEvent in JSON, signed with the secrets of the subscription.

import type { WebhookMessage } from '../../../connectors/webhook'
import type { Subscription } from '../../../database/access/subscription/repository'
import { type NumberedChange, toldChange } from '../../../domain/letters/agent-feed/change'
import type { ServiceDeps } from '../../deps'

export interface MessageDeps extends Pick<ServiceDeps, 'secrets'> {
  /** How the outside reaches KCS. */
  publicUrl: string
}

const MEDIA_TYPE = 'application/cloudevents+json; charset=utf-8'
const TYPE = 'in.gov.kerala.kcs'

type Of = Pick<Subscription, 'id' | 'agent' | 'url' | 'sealedSecret' | 'sealedFormer' | 'formerUntil'>

/** The message of a change; id and body are the same on every try. */
export function changeMessage(
  deps: MessageDeps,
  subscription: Of,
  change: NumberedChange,
  at: Date,
): WebhookMessage {
  const { agent } = subscription
  const data = toldChange(change)
  const subject = change.tapal || change.dispatch || change.endpoint
  const event = { id: `${agent}:${change.number}`, type: change.kind, subject, time: data.at, data }
  return messageOf(deps, subscription, event, at)
}

/** The message that only asks whether the address is there; `id` is new for each. */
export function pingMessage(deps: MessageDeps, subscription: Of, id: string, at: Date): WebhookMessage {
  const data = { webhook: subscription.id }
  const event = { id, type: 'ping', subject: subscription.id, time: at.toISOString(), data }
  return messageOf(deps, subscription, event, at)
}

function messageOf(
  { publicUrl, secrets }: MessageDeps,
  { url, sealedSecret, sealedFormer, formerUntil }: Of,
  {
    id,
    type,
    subject,
    time,
    data,
  }: { id: string; type: string; subject: string; time: string; data: object },
  at: Date,
): WebhookMessage {
  const former = sealedFormer !== '' && formerUntil !== null && at < formerUntil ? [sealedFormer] : []
  return {
    ...{ url, id, mediaType: MEDIA_TYPE, at },
    body: JSON.stringify({
      ...{ specversion: '1.0', id, source: `${publicUrl}/v1/agent/changes`, type: `${TYPE}.${type}` },
      ...{ subject, time, datacontenttype: 'application/json', data },
    }),
    secrets: [sealedSecret, ...former].map((sealed) => secrets.unseal(sealed)),
  }
}
