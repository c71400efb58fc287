// The settings of the channels of notices, by their cards.

import { z } from 'zod'
import {
  channelCard,
  OUTGOING_CHANNELS,
  type OptionCard,
  type OutgoingName,
  type ServerCard,
} from '../domain/letters/notice/channels'
import { isPrivateHost } from './private-host'

/** Where a channel hands its messages to, in which name, and its further settings by their names in its card. */
export interface ChannelServer {
  url: string
  from: string
  options: Record<string, string>
}

type Values = Readonly<Record<string, string | undefined>>

const servers = OUTGOING_CHANNELS.map((channel) => ({ channel, card: channelCard(channel).server! }))

/** Their settings; without an address nothing is sent by a channel. */
export const channelSettings = z.object(
  Object.fromEntries(
    servers.flatMap(({ card }): [string, z.ZodType<string>][] => [
      [card.url, addressOf(card)],
      [card.from, z.string().default(card.fromDefault)],
      ...Object.values(card.options ?? {}).map((option): [string, z.ZodType<string>] => [
        option.name,
        valueOf(option),
      ]),
    ]),
  ),
)

function addressOf({ schemes, credentials = [] }: ServerCard): z.ZodType<string> {
  const begin = schemes.map((scheme) => `${scheme}://`).join(' or ')
  const fit = z
    .string()
    .regex(new RegExp(`^(${schemes.join('|')})://\\S+$`), {
      error: `must begin with ${begin}`,
      abort: true,
    })
    .refine((text) => credentials.every((part) => isReadable(text, part)), {
      error: `must be a whole address with its ${credentials.join(' and ')}`,
    })
  return fit.default('')
}

function isReadable(address: string, part: 'username' | 'password'): boolean {
  try {
    const url = new URL(address)
    return url.hostname !== '' && decodeURIComponent(url[part]) !== ''
  } catch {
    return false
  }
}

function valueOf(option: OptionCard): z.ZodType<string> {
  return z.string().regex(option.shape, option.must).default(option.default)
}

/** The server of each channel, as the settings name it. */
export function serversOf(values: z.infer<typeof channelSettings>): Record<OutgoingName, ChannelServer> {
  return Object.fromEntries(
    servers.map(({ channel, card }) => {
      const options = Object.entries(card.options ?? {}).map(([key, { name }]) => [key, values[name]!])
      return [
        channel,
        { url: values[card.url]!, from: values[card.from]!, options: Object.fromEntries(options) },
      ]
    }),
  ) as Record<OutgoingName, ChannelServer>
}

/** What is wrong with settings that fit by themselves: a server without a sender, or a plain line out of the house. */
export function channelProblems(
  values: Values,
  isProduction: boolean,
): { setting: string; reason: string }[] {
  return servers.flatMap(({ card }) => {
    const url = values[card.url] ?? ''
    if (url === '') return []
    const { plain: plainSchemes = [] } = card
    const plain = plainSchemes.find((scheme) => url.startsWith(`${scheme}://`))
    const secure = card.schemes.find((scheme) => !plainSchemes.includes(scheme))
    return [
      ...((values[card.from] ?? card.fromDefault) === ''
        ? [{ setting: card.from, reason: `is missing: ${card.url} is set` }]
        : []),
      ...(isProduction && plain !== undefined && !isPrivateHost(new URL(url).hostname)
        ? [
            {
              setting: card.url,
              reason: `must begin with ${secure}://, or name a private address: ${plain}:// can be read on the way`,
            },
          ]
        : []),
    ]
  })
}
