// The filing systems: one card each. Lists, forms, registration, checks and rigs derive from the cards.

import { pickUpFault } from './delivery/pick-up'

/** What counts as taking: the filing system's diary number, or a person in the seat (design §5). */
export const TAKING_RULES = ['diary', 'person'] as const
export type TakingRule = (typeof TAKING_RULES)[number]

/** A secret that KCS and an endpoint share, or another fact of it; the endpoint keeps all of its settings in one sealed object. */
export interface SettingCard {
  /** Who makes it: KCS when the system is registered, or the system, which then has to be told to KCS. */
  madeBy: 'kcs' | 'system'
  /** Who shows by it who they are: KCS when it calls, the system in its call-backs or when it is called, or both. */
  proves: 'kcs' | 'system' | 'both' | 'nothing'
  /** For the help of the command line. */
  what: string
  /** What is wrong with a value, or null; where it is absent, `settingFault` has the rule of all. */
  fault?(value: string): string | null
}

/** A filing system that offices have, or a way of KCS itself. */
export interface SystemCard {
  /**
   * `address`: agents outside, each registered with the address at which KCS calls it. `relay`: KCS hands letters to a
   * server of its own, which brings them there. `inside`: no call goes out, nothing can be down. `visit`: agents outside,
   * each registered without an address: they come to KCS for their letters, and no call goes out.
   */
  reached: 'address' | 'relay' | 'inside' | 'visit'
  /** Its address is not that of a server by HTTPS, but of folders: `sftp://…`, or `file:///…` on this machine. */
  folders?: true
  /** What counts as taking where the profile of the office says nothing. */
  taking: TakingRule
  /** It can stand in where no way of an office can be used. */
  standsIn: boolean
  /** Calls that may be open at one endpoint at once, until it is known to bear more. */
  concurrency: number
  settings: Readonly<Record<string, SettingCard>>
  /** Seconds from one collection to the next, where its connector collects; without it DEFAULT_COLLECT_SECONDS. */
  collectEverySeconds?: number
}

/** How often a system that cannot call KCS is asked for what its offices send. */
export const DEFAULT_COLLECT_SECONDS = 60

/** Settings that several systems have. */
const TOKEN = {
  token: { madeBy: 'system', proves: 'kcs', what: 'the token that it expects from KCS' },
} as const
const CALLBACK_SECRET = {
  secret: { madeBy: 'kcs', proves: 'system', what: 'its signing secret (whsec_…)' },
} as const
const LOGIN = {
  user: { madeBy: 'system', proves: 'kcs', what: 'the name of the user that it has for KCS' },
  password: { madeBy: 'system', proves: 'kcs', what: 'the password of that user' },
} as const

export const SYSTEM_CARDS = {
  push: {
    reached: 'address',
    taking: 'diary',
    standsIn: false,
    concurrency: 8,
    settings: { secret: { madeBy: 'kcs', proves: 'both', what: 'its signing secret (whsec_…)' } },
  },
  pull: {
    reached: 'visit',
    taking: 'diary',
    standsIn: false,
    concurrency: 1,
    settings: {},
  },
  'kcs-agent': {
    reached: 'inside',
    taking: 'person',
    standsIn: true,
    concurrency: 1,
    settings: {},
  },
  eoffice: {
    reached: 'address',
    taking: 'diary',
    standsIn: false,
    concurrency: 8,
    settings: { ...CALLBACK_SECRET, ...TOKEN },
  },
  email: {
    reached: 'relay',
    taking: 'person',
    standsIn: false,
    concurrency: 4,
    settings: {},
  },
  print: {
    reached: 'inside',
    taking: 'person',
    standsIn: true,
    concurrency: 1,
    settings: {},
  },
  soochika: {
    reached: 'address',
    taking: 'diary',
    standsIn: false,
    // One server serves many local bodies.
    concurrency: 4,
    settings: LOGIN,
    collectEverySeconds: 120,
  },
  iaps: {
    reached: 'address',
    folders: true,
    taking: 'diary',
    standsIn: false,
    // It picks up at its hours; what counts is how many files are written at once.
    concurrency: 4,
    settings: {
      user: LOGIN.user,
      password: {
        madeBy: 'system',
        proves: 'kcs',
        what: 'the password of that user, or its private key',
        fault: passwordOrKeyFault,
      },
      hostKey: {
        madeBy: 'system',
        proves: 'system',
        what: 'the fingerprint of the key of its server (SHA256:…)',
        fault: hostKeyFault,
      },
      window: {
        madeBy: 'system',
        proves: 'nothing',
        what: 'the hours in which it picks up (22:00-06:00), where it does not at any time',
        fault: pickUpFault,
      },
    },
    collectEverySeconds: 120,
  },
  ddfs: {
    reached: 'address',
    taking: 'diary',
    standsIn: false,
    // Each letter costs it a question before it is sent, and a job after.
    concurrency: 4,
    settings: TOKEN,
  },
  ksmart: {
    reached: 'address',
    taking: 'diary',
    standsIn: false,
    concurrency: 8,
    settings: { ...CALLBACK_SECRET, ...TOKEN },
  },
  ilgms: {
    reached: 'address',
    taking: 'diary',
    standsIn: false,
    // It is slow, and serves the panchayats before it serves KCS.
    concurrency: 4,
    settings: LOGIN,
    collectEverySeconds: 120,
  },
} as const satisfies Record<string, SystemCard>

/** Characters of a setting; a private key is the longest. */
export const MAX_SETTING = 8_000
/** Characters of one that is shown in a header. */
const MAX_PLAIN = 1_000

function plainFault(value: string): string | null {
  if (value.length > MAX_PLAIN) return `must have at most ${MAX_PLAIN} characters`
  return /^[!-~]+$/.test(value) ? null : 'must be printable ASCII without spaces'
}

function passwordOrKeyFault(value: string): string | null {
  return /^-----BEGIN [!-~\s]+-----$/.test(value) ? null : plainFault(value)
}

/** What is wrong with a fingerprint as ssh-keygen and servers print it, or null. */
function hostKeyFault(fingerprint: string): string | null {
  return /^SHA256:[A-Za-z0-9+/]{43}$/.test(fingerprint)
    ? null
    : 'must be SHA256: and 43 signs, as ssh-keygen -lf prints it'
}

type Cards = typeof SYSTEM_CARDS
type SystemsWith<Facts> = { [S in keyof Cards]: Cards[S] extends Facts ? S : never }[keyof Cards]

/** The systems that letters are carried to; each is a lane of its own and has its own task queue. */
export type Mechanism = keyof Cards
export const MECHANISMS = Object.keys(SYSTEM_CARDS) as readonly Mechanism[]

/** The systems of agents, which are registered with an address; several endpoints of one system may be registered. */
export type AgentSystem = SystemsWith<{ reached: 'address' }>
export const AGENT_SYSTEMS: readonly AgentSystem[] = MECHANISMS.filter(isAgentSystem)

/** The systems of agents that come for their letters, registered without an address. */
export type VisitingSystem = SystemsWith<{ reached: 'visit' }>

/** The systems of all agents that letters reach. */
export type RegisteredSystem = AgentSystem | VisitingSystem
export const REGISTERED_SYSTEMS: readonly RegisteredSystem[] = MECHANISMS.filter(isRegisteredSystem)

/** The ways of KCS itself: each has one endpoint, which bears its name. */
export type OwnSystem = Exclude<Mechanism, RegisteredSystem>
export const OWN_SYSTEMS: readonly OwnSystem[] = MECHANISMS.filter(isOwnSystem)

/** What can carry a letter where no way of an office can be used. */
export type StandIn = SystemsWith<{ standsIn: true }>
export const STAND_INS: readonly StandIn[] = MECHANISMS.filter(isStandIn)

/** Returns whether endpoints of that system are registered with an address. */
export function isAgentSystem(system: Mechanism): system is AgentSystem {
  return SYSTEM_CARDS[system].reached === 'address'
}

/** Returns whether agents of that system come for their letters. */
export function isVisitingSystem(system: Mechanism): system is VisitingSystem {
  return SYSTEM_CARDS[system].reached === 'visit'
}

/** Returns whether endpoints of that system are those of agents, with an address or without. */
export function isRegisteredSystem(system: Mechanism): system is RegisteredSystem {
  return isAgentSystem(system) || isVisitingSystem(system)
}

/** Returns whether the system is a way of KCS itself. */
export function isOwnSystem(system: Mechanism): system is OwnSystem {
  return !isRegisteredSystem(system)
}

/** Returns whether KCS calls somebody to hand a letter over by that way; what is not called cannot be down. */
export function isCalled(mechanism: Mechanism): boolean {
  const { reached } = SYSTEM_CARDS[mechanism]
  return reached === 'address' || reached === 'relay'
}

/** Returns whether the system can carry a letter where no way of an office can be used. */
export function isStandIn(system: Mechanism): system is StandIn {
  return SYSTEM_CARDS[system].standsIn
}

/** Returns the card of a system. */
export function cardOf(mechanism: Mechanism): SystemCard {
  return SYSTEM_CARDS[mechanism]
}

/** Returns what counts as taking where the office's profile says nothing. */
export function defaultTaking(mechanism: Mechanism): TakingRule {
  return SYSTEM_CARDS[mechanism].taking
}

/** Returns the names of the settings of a system that fit, in the order of its card. */
export function settingNames(
  mechanism: Mechanism,
  fits: (setting: SettingCard) => boolean = () => true,
): string[] {
  return Object.entries(cardOf(mechanism).settings).flatMap(([name, setting]) =>
    fits(setting) ? [name] : [],
  )
}

/** Returns whether an endpoint cannot be called without the setting. */
export function isNeededToCall({ madeBy, proves }: SettingCard): boolean {
  return proves !== 'nothing' && (proves !== 'system' || madeBy === 'system')
}

/** What is wrong with the value of a setting that the card of the system names, or null. */
export function settingFault(mechanism: Mechanism, name: string, value: string): string | null {
  return (cardOf(mechanism).settings[name]?.fault ?? plainFault)(value)
}
