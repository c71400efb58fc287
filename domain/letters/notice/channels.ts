// The channels by which people are told: one card each. Plans, duties, settings and checks derive from the cards.

/** Where a seat, or whoever has its duty now, can be written to; '' where it cannot, or where it is not wanted. */
export interface Contact {
  email: string
  /** For SMS. */
  phone: string
  /** For WhatsApp, by consent alone. */
  whatsapp: string
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
  /** What the address must hold beside the host. */
  credentials?: readonly ('username' | 'password')[]
  /** Those of the schemes that production takes to private addresses alone: whoever is on the way could read. */
  plain?: readonly string[]
  /** What else it needs, by the names under which the channel reads it. */
  options?: Readonly<Record<string, OptionCard>>
}

/** One more setting of a channel. */
export interface OptionCard {
  /** Its variable. */
  name: string
  shape: RegExp
  /** What it must be, for who has set it otherwise. */
  must: string
  /** Where it is not set. */
  default: string
}

export interface ChannelCard {
  /** Who can be told by it. */
  audiences: readonly ('seat' | 'role' | 'office')[]
  /** The part of a contact that it writes to, or null where notices are read where they are kept. */
  address: keyof Contact | null
  /** Whether it tells of everything, or of what presses alone. */
  tells: 'all' | 'pressing'
  /** Whether it keeps the quiet hours. */
  rests: boolean
  /** Whether a message is sent again whose end is not known; where a second would be read as another it is left. */
  repeats: boolean
  /** Whether its messages name the offices of the seats that they tell. */
  namesOffices: boolean
  server: ServerCard | null
}

const LANGUAGE: Omit<OptionCard, 'name'> = { shape: /^(en|ml)$/, must: 'must be en or ml', default: 'en' }
const DLT_ID: Omit<OptionCard, 'name'> = { shape: /^\d{1,30}$/, must: 'must be up to 30 digits', default: '' }

export const CHANNEL_CARDS = {
  portal: {
    audiences: ['seat', 'role'],
    address: null,
    tells: 'all',
    rests: false,
    repeats: true,
    namesOffices: false,
    server: null,
  },
  email: {
    audiences: ['seat', 'role', 'office'],
    address: 'email',
    tells: 'all',
    rests: false,
    repeats: true,
    namesOffices: false,
    server: {
      url: 'SMTP_URL',
      schemes: ['smtp', 'smtps'],
      from: 'MAIL_FROM',
      fromDefault: 'KCS <no-reply@kcs.invalid>',
    },
  },
  sms: {
    audiences: ['seat', 'role'],
    address: 'phone',
    tells: 'pressing',
    rests: true,
    repeats: false,
    namesOffices: true,
    server: {
      url: 'SMPP_URL',
      schemes: ['smpps', 'smpp'],
      from: 'SMS_FROM',
      fromDefault: 'KCS',
      credentials: ['username', 'password'],
      plain: ['smpp'],
      options: {
        language: { name: 'SMS_LANGUAGE', ...LANGUAGE },
        // TCCCPR 2018: sender and text of each SMS are registered with the operators (DLT).
        entity: { name: 'SMS_DLT_ENTITY', ...DLT_ID },
        template: { name: 'SMS_DLT_TEMPLATE', ...DLT_ID },
      },
    },
  },
  whatsapp: {
    audiences: ['seat', 'role'],
    address: 'whatsapp',
    tells: 'pressing',
    rests: true,
    repeats: false,
    namesOffices: true,
    server: {
      url: 'WHATSAPP_URL',
      schemes: ['https', 'http'],
      from: 'WHATSAPP_FROM',
      fromDefault: '',
      credentials: ['password'],
      plain: ['http'],
      options: {
        language: { name: 'WHATSAPP_LANGUAGE', ...LANGUAGE },
        template: {
          name: 'WHATSAPP_TEMPLATE',
          shape: /^[a-z0-9_]{1,512}$/,
          must: 'must be the name of a template: small letters, digits and _',
          default: 'kcs_notices',
        },
      },
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

/** The parts of a contact that these channels write to. */
export function addressesOf(channels: readonly NoticeChannel[]): readonly (keyof Contact)[] {
  return [...new Set(channels.flatMap((channel) => channelCard(channel).address ?? []))]
}

/** The parts of a contact that some channel writes to. */
export const ADDRESSES = addressesOf(NOTICE_CHANNELS)

/** The card of a channel: whom it can reach, by which address and which server. */
export function channelCard(channel: NoticeChannel): ChannelCard {
  return CHANNEL_CARDS[channel]
}

/**
 * By which channels, and to which addresses, an audience is told of something, which may be pressing; a contact without
 * the address is left out.
 */
export function channelsFor(
  audience: Audience,
  contacts: ReturnType<ContactsOf>,
  isPressing = false,
): { channel: NoticeChannel; address: string; key: string }[] {
  const kind = 'seat' in audience ? 'seat' : 'role' in audience ? 'role' : 'office'
  return NOTICE_CHANNELS.flatMap((channel) => {
    const { audiences, address, tells } = channelCard(channel)
    if (!audiences.includes(kind) || (tells === 'pressing' && !isPressing)) return []
    if (address === null) return [{ channel, address: '', key: '' }]
    return contacts.flatMap((contact) =>
      contact[address] === '' ? [] : [{ channel, address: contact[address], key: contact.key }],
    )
  })
}
