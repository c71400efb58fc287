// The channels by which people are told: one card each. Plans, duties, settings and checks derive from the cards.

/** Where a seat, or whoever has its duty now, can be written to. */
export interface Contact {
  email: string
  phone: string
}

/** Whom a notice goes to: the holder of a seat, all who have a role, or an office that is reached by mail. */
export type Audience = { seat: string } | { role: 'operator' } | { office: string }

/** The contacts of an audience: one of a seat or office, of a role as many as have it. Keys tell them apart. */
export type ContactsOf = (audience: Audience) => readonly (Contact & { key: string })[]

/** Where a channel hands its messages to, as the environment names it. */
export interface ServerCard {
  /** Variable with the address; without it nothing is sent, and notices wait in the portal only. */
  url: string
  schemes: readonly string[]
  /** Variable with the name in which KCS writes, and what it is when that is not set. */
  from: string
  fromDefault: string
}

export interface ChannelCard {
  /** Who can be told by it. */
  audiences: readonly ('seat' | 'role' | 'office')[]
  /** The part of a contact that it writes to, or null where notices are read where they are kept. */
  address: keyof Contact | null
  server: ServerCard | null
}

export const CHANNEL_CARDS = {
  portal: { audiences: ['seat', 'role'], address: null, server: null },
  email: {
    audiences: ['seat', 'role', 'office'],
    address: 'email',
    server: {
      url: 'SMTP_URL',
      schemes: ['smtp', 'smtps'],
      from: 'MAIL_FROM',
      fromDefault: 'KCS <no-reply@kcs.invalid>',
    },
  },
} as const satisfies Record<string, ChannelCard>

type Cards = typeof CHANNEL_CARDS

export type NoticeChannel = keyof Cards
export const NOTICE_CHANNELS = Object.keys(CHANNEL_CARDS) as readonly NoticeChannel[]

/** The channels that carry messages out of KCS. */
export type OutgoingName = {
  [C in NoticeChannel]: Cards[C]['server'] extends ServerCard ? C : never
}[NoticeChannel]
export const OUTGOING_CHANNELS: readonly OutgoingName[] = NOTICE_CHANNELS.filter(goesOut)

/** Returns whether notices of this channel are sent; the others are told by being kept. */
export function goesOut(channel: NoticeChannel): channel is OutgoingName {
  return CHANNEL_CARDS[channel].server !== null
}

/** The parts of a contact that some channel writes to. */
export const ADDRESSES: readonly (keyof Contact)[] = [
  ...new Set(NOTICE_CHANNELS.flatMap((channel) => channelCard(channel).address ?? [])),
]

/** The card of a channel: whom it can reach, by which address and which server. */
export function channelCard(channel: NoticeChannel): ChannelCard {
  return CHANNEL_CARDS[channel]
}

/** By which channels, and to which addresses, an audience is told; a contact without the address is left out. */
export function channelsFor(
  audience: Audience,
  contacts: ReturnType<ContactsOf>,
): { channel: NoticeChannel; address: string; key: string }[] {
  const kind = 'seat' in audience ? 'seat' : 'role' in audience ? 'role' : 'office'
  return NOTICE_CHANNELS.flatMap((channel) => {
    const { audiences, address } = channelCard(channel)
    if (!audiences.includes(kind)) return []
    if (address === null) return [{ channel, address: '', key: '' }]
    return contacts.flatMap((contact) =>
      contact[address] === '' ? [] : [{ channel, address: contact[address], key: contact.key }],
    )
  })
}
