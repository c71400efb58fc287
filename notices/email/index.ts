// Notices by e-mail.

import { createTransport } from 'nodemailer'
import type { OutgoingChannel, SendResult, Server } from '../channel'
import { mailOf } from './template'

/** Makes the channel; each mail has a connection of its own with time limits, and leaves none behind. */
export function createEmailChannel({ url, from, returnPath }: Server): OutgoingChannel {
  return {
    name: 'email',
    async send(message): Promise<SendResult> {
      const transport = createTransport({
        url,
        connectionTimeout: 5_000,
        greetingTimeout: 5_000,
        socketTimeout: 20_000,
        dnsTimeout: 5_000,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      try {
        await transport.sendMail({
          from,
          to: message.address,
          ...(returnPath ? { envelope: { from: returnPath(message.id), to: message.address } } : {}),
          ...mailOf(message),
          messageId: `<notice.${encodeURIComponent(message.id)}@kcs>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
        return { kind: 'sent' }
      } catch (error) {
        const code =
          typeof error === 'object' && error !== null && 'responseCode' in error ? error.responseCode : null
        // A permanent answer of the server; anything else may pass.
        if (typeof code === 'number' && code >= 500) return { kind: 'never', code: `smtp-${code}` }
        if (isMalformed(error)) return { kind: 'never', code: 'address-invalid' }
        return { kind: 'retry', code: typeof code === 'number' ? `smtp-${code}` : 'unreachable' }
      } finally {
        transport.close()
      }
    },
  }
}

/** The mail library itself finds no address in it. */
function isMalformed(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EENVELOPE'
}
