// A message of notices for WhatsApp: a template that Meta has approved, filled with what an SMS says.

import type { Message } from '../channel'
import { shortOf } from '../short'

/** The body of the request that sends it (Cloud API, messages of type `template`): number of notices, office, link. */
export function templateMessage(
  message: Pick<Message, 'address' | 'groups' | 'offices' | 'overview'>,
  { template, language }: { template: string; language: string },
) {
  const { count, office, link } = shortOf(message)
  const parameters = [String(count), office, link].map((text) => ({ type: 'text', text }))
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: message.address.replace(/^\+/, ''),
    type: 'template',
    template: {
      name: template,
      language: { code: language },
      components: [{ type: 'body', parameters }],
    },
  }
}
