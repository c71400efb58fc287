// The State of the soak: one sender, offices with every kind of system, and the people in them.

import { newCharge, newEmployee } from '../../domain/directory/charge/charge'
import { newOffice, type Office } from '../../domain/directory/office/office'
import { plainProfile } from '../../domain/directory/office/profile'
import { newSeat } from '../../domain/directory/seat/seat'
import { defaultTaking, type Mechanism } from '../../domain/letters/systems'
import { makeOwnEndpoints } from '../../services/operations/installation/own-endpoints'
import { DEMO_BACK_OFF } from '../../local/demo/agents'
import type { OpenRecord } from '../../process/record'
import { AGENTS, type SoakAgent } from './agents'

export const SENDER = 'SOAK'
export const SENDER_SEAT = `${SENDER}/SO`
export const PASSWORD = 'soak-of-kcs-2026'
export const CLERKS = ['clerk0', 'clerk1', 'clerk2', 'clerk3'] as const
export const ADMIN = 'soak-admin'

const SINCE = new Date('2021-07-01T00:00:00+05:30')

/** Offices that work in the agent application; a clerk holds each seat. */
export const DESK_OFFICES = named('DESK', 40)
/** Offices that are reached by mail, and those by post; they get letters for information. */
export const MAIL_OFFICES = named('MAIL', 2)
export const POST_OFFICES = named('POST', 1)

export const tapalSeat = (office: string): string => `${office}/TAPAL`

/** The clerk who holds the seat of a desk office at first. */
export const clerkOf = (at: number): (typeof CLERKS)[number] => CLERKS[at % CLERKS.length]!

/** Writes the State into an empty record. */
export async function seedState(record: OpenRecord, addressOf: (agent: SoakAgent) => string): Promise<void> {
  const { offices, seats, employees, charges, accounts, endpoints, agents } = record.repositories
  await makeOwnEndpoints(record, DEMO_BACK_OFF)
  await offices.save([
    office(SENDER, 'kcs-agent', 'kcs-agent', SENDER_SEAT),
    ...DESK_OFFICES.map((code) => office(code, 'kcs-agent', 'kcs-agent')),
    ...AGENTS.flatMap(({ id, system, offices: served }) => served.map((code) => office(code, system, id))),
    ...MAIL_OFFICES.map((code) => ({
      ...office(code, 'email', 'email'),
      email: `${code.toLowerCase()}@kcs.invalid`,
    })),
    ...POST_OFFICES.map((code) => office(code, 'print', 'print')),
  ])
  const receiving = [
    ...DESK_OFFICES,
    ...AGENTS.flatMap((agent) => agent.offices),
    ...MAIL_OFFICES,
    ...POST_OFFICES,
  ]
  await seats.save(
    [SENDER_SEAT, ...receiving.map(tapalSeat)].map((id) =>
      newSeat({
        id,
        office: id.split('/')[0]!,
        designation: 'Clerk',
        role: 'tapal-clerk',
        reportsTo: id === SENDER_SEAT ? null : SENDER_SEAT,
      }),
    ),
  )
  for (const login of [...CLERKS, ADMIN]) {
    await employees.save([newEmployee({ pen: login, name: `Soak Holder ${login}`, nameMl: '' })])
    await accounts.add({
      login,
      employee: login,
      passwordHash: await record.secrets.hashPassword(PASSWORD),
      roles: login === ADMIN ? ['admin'] : ['officer'],
      language: 'en',
      active: true,
    })
  }
  const held = [
    [SENDER_SEAT, CLERKS[0]] as const,
    ...DESK_OFFICES.map((code, at) => [tapalSeat(code), clerkOf(at)] as const),
  ]
  await charges.save(
    held.map(([seat, employee]) => newCharge({ id: `${seat}:${employee}`, seat, employee, from: SINCE })),
  )
  for (const agent of AGENTS) {
    await endpoints.save({
      id: agent.id,
      mechanism: agent.system,
      agent: agent.id,
      sealedSettings: record.sealSettings(agent.settings),
      backOff: DEMO_BACK_OFF,
      concurrency: 4,
      address: addressOf(agent),
    })
    const key = { id: agent.keyId, hash: agent.keyHash, createdAt: SINCE, expiresAt: null, revokedAt: null }
    const sends = agent === AGENTS[0] ? [SENDER] : []
    await agents.add({
      id: agent.id,
      name: agent.id,
      offices: [...agent.offices, ...sends],
      endpoint: agent.id,
      keys: [key],
      createdAt: SINCE,
    })
  }
}

function named(kind: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${kind}${String(at + 1).padStart(2, '0')}`)
}

function office(code: string, mechanism: Mechanism, endpoint: string, inwardSeat = tapalSeat(code)): Office {
  return newOffice({
    code,
    name: `Office ${code}`,
    nameMl: '',
    department: 'Soak',
    district: 'Thiruvananthapuram',
    inwardSeat,
    address: 'Thiruvananthapuram',
    profiles: [plainProfile(SINCE, mechanism, endpoint, defaultTaking(mechanism))],
  })
}
