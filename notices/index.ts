// The registry: one line for each channel that goes out.

import type { OutgoingName } from '../domain/letters/notice/channels'
import type { OutgoingChannel, Server } from './channel'
import { createEmailChannel } from './email'

const CHANNELS: Record<OutgoingName, (server: Server) => OutgoingChannel> = {
  email: createEmailChannel,
}

/** Makes the channels that have a server; the notices of the others wait. */
export function createChannels(servers: Readonly<Record<OutgoingName, Server>>): OutgoingChannel[] {
  return Object.entries(CHANNELS).flatMap(([name, create]) => {
    const server = servers[name as OutgoingName]
    return server.url === '' ? [] : [create(server)]
  })
}
