// The channels of notices with what they need of KCS: their servers, HTTP by the address guard, and the record.

import type { Config } from '../config'
import { createHttpClient } from '../connectors/http'
import type { Repositories } from '../database'
import { OUTGOING_CHANNELS, type OutgoingName } from '../domain/letters/notice/channels'
import { createChannels } from '../notices'
import type { OutgoingChannel } from '../notices/channel'
import type { Secrets } from '../secrets/port'
import { takeFailed } from '../services/letters/notice/take-failed'
import { returnPathOf } from './return-path'

/** Nothing is to be done with a notice before its answer. */
const POST_LIMITS = { totalMs: 20_000, answerBytes: 16 * 1024 }

/** The channels that have a server. */
export function composeChannels(
  config: Config,
  repositories: Pick<Repositories, 'notices'>,
  secrets: Pick<Secrets, 'bounceToken'>,
  now: () => Date,
): OutgoingChannel[] {
  const http = createHttpClient({ allowLoopback: config.loopbackEndpoints }, POST_LIMITS)
  const { channels } = config
  return createChannels(
    { ...channels, email: { ...channels.email, returnPath: returnPathOf(config, secrets, 'notice', now) } },
    {
      post: (request) => http({ method: 'POST', ...request }),
      noteFailed: (report) => takeFailed({ repositories }, 'sms', report, now()),
    },
  )
}

/** Those for which notices are written: e-mail always, so that they go out once it is set up; telephones where they are. */
export function channelsInUse({ channels }: Pick<Config, 'channels'>): OutgoingName[] {
  return OUTGOING_CHANNELS.filter((name) => name === 'email' || channels[name].url !== '')
}
