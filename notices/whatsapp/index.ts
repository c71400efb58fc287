// Notices by WhatsApp: messages of its Cloud API, one request each.

import type { ChannelDeps, OutgoingChannel, Server } from '../channel'
import { resultOf } from './answers'
import { templateMessage } from './template'

/** Makes the channel. `from` is the id of the telephone number that writes; the token is the password of the address. */
export function createWhatsappChannel(
  { url, from, options = {} }: Server,
  { post }: Pick<ChannelDeps, 'post'>,
): OutgoingChannel {
  const { template = '', language = 'en' } = options
  const base = new URL(url)
  const token = decodeURIComponent(base.password)
  const address = `${base.protocol}//${base.host}${base.pathname.replace(/\/+$/, '')}`
  return {
    name: 'whatsapp',
    async send(message) {
      const reply = await post({
        url: `${address}/${encodeURIComponent(from)}/messages`,
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(templateMessage(message, { template, language })),
      })
      return resultOf(reply)
    },
  }
}
