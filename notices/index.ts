// The registry: one line for each channel that goes out.

import type { OutgoingName } from '../domain/letters/notice/channels'
import type { ChannelDeps, OutgoingChannel, Server } from './channel'
import { createEmailChannel } from './email'
import { createSmsChannel } from './sms'
import { createWhatsappChannel } from './whatsapp'

const CHANNELS: Record<OutgoingName, (server: Server, deps: ChannelDeps) => OutgoingChannel> = {
  email: createEmailChannel,
  sms: createSmsChannel,
  whatsapp: createWhatsappChannel,
}

/** Makes the channels that have a server; the notices of the others wait. */
export function createChannels(
  servers: Readonly<Record<OutgoingName, Server>>,
  deps: ChannelDeps,
): OutgoingChannel[] {
  return Object.entries(CHANNELS).flatMap(([name, create]) => {
    const server = servers[name as OutgoingName]
    return server.url === '' ? [] : [create(server, deps)]
  })
}
