// Notices by SMS: handed to a message centre by SMPP 3.4, over one session that is bound while there is something to send.

import type { ChannelDeps, OutgoingChannel, SendResult, Server } from '../channel'
import { openSession, type SmppLimits, type SmppServer, type SmppSession } from './session'
import type { Report } from './pdu'
import { bindFault, resultOf } from './statuses'
import { smsOf } from './template'

const LIMITS: SmppLimits & { idleMs: number } = {
  connectMs: 5_000,
  answerMs: 10_000,
  submitMs: 30_000,
  enquireMs: 20_000,
  // Long enough for most reports; the server keeps the others for the next session.
  idleMs: 60_000,
}
const PORTS = { 'smpp:': 2775, 'smpps:': 3550 } as const

/** Ends of a message that it will not reach its number by (SMPP 3.4, appendix B). */
const FAILED_STATES = ['EXPIRED', 'DELETED', 'UNDELIV', 'REJECTD']

/** Makes the channel; `limits` are for trials. A session that broke is opened anew with the next message. */
export function createSmsChannel(
  { url, from, options = {} }: Server,
  { noteFailed }: Pick<ChannelDeps, 'noteFailed'>,
  limits: Partial<typeof LIMITS> = {},
): OutgoingChannel {
  const all = { ...LIMITS, ...limits }
  const { language = 'en', entity = '', template = '' } = options
  let opening: ReturnType<typeof openSession> | null = null
  let idle: NodeJS.Timeout | undefined
  let underWay = 0

  const noteReport = async ({ reference, state }: Report): Promise<boolean> =>
    !FAILED_STATES.includes(state) || noteFailed({ reference, code: `smpp-${state.toLowerCase()}` })

  /** Those who ask at once share one session; one that is closed or was refused is not given again. */
  const session = async (isAgain = false): Promise<SmppSession | SendResult> => {
    opening ??= openSession(serverOf(url), all, noteReport)
    const mine = opening
    const is = await mine
    if ('submit' in is && is.isOpen()) return is
    if (opening === mine) opening = null
    if ('submit' in is) return isAgain ? { kind: 'busy', code: 'connection-lost' } : session(true)
    return 'status' in is ? bindFault(is.status) : { kind: 'busy', code: is.fault }
  }
  const close = async (): Promise<void> => {
    clearTimeout(idle)
    const last = await opening
    opening = null
    if (last && 'submit' in last) await last.close()
  }

  return {
    name: 'sms',
    async send(message) {
      clearTimeout(idle)
      underWay += 1
      try {
        const is = await session()
        if (!('submit' in is)) return is
        const text = smsOf(message, language)
        const answer = await is.submit({ from, to: message.address, text, entity, template })
        if (!('fault' in answer)) return resultOf(answer.status, answer.reference)
        return { kind: answer.sent ? 'unknown' : 'busy', code: answer.fault }
      } finally {
        underWay -= 1
        if (underWay === 0) idle = setTimeout(() => void close(), all.idleMs).unref()
      }
    },
    close,
  }
}

/** What the address says. The settings were checked when they were read. */
function serverOf(url: string): SmppServer {
  const { protocol, hostname, port, username, password } = new URL(url)
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || PORTS[protocol === 'smpps:' ? 'smpps:' : 'smpp:'],
    secure: protocol === 'smpps:',
    systemId: decodeURIComponent(username),
    password: decodeURIComponent(password),
  }
}
