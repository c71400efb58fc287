// Puts the demo directory, accounts and agents into the database; what is there already stays as it is.

import { newCharge, newEmployee } from '../../domain/directory/charge/charge'
import { DEFAULT_BACK_OFF } from '../../domain/letters/delivery/back-off'
import { cardOf, OWN_SYSTEMS } from '../../domain/letters/systems'
import { type OpenRecord, openRecord } from '../../process/record'
import type { Ground } from '../kcs'
import { DEMO_BACK_OFF, type DemoAgent } from './agents'
import { DEMO_ACCOUNTS, DEMO_OFFICES, DEMO_PASSWORD, DEMO_SEATS } from './directory'

type Repositories = OpenRecord['repositories']

const SINCE = new Date('2021-07-01T00:00:00+05:30')

/** The endpoints that every installation has: our own application, the mail server, the post. */
export async function seedOwnEndpoints(
  repositories: Repositories,
  backOff = DEFAULT_BACK_OFF,
): Promise<void> {
  for (const system of OWN_SYSTEMS)
    if (!(await repositories.endpoints.byId(system)))
      await repositories.endpoints.save({
        id: system,
        mechanism: system,
        agent: null,
        address: '',
        backOff,
        concurrency: cardOf(system).concurrency,
      })
}

/**
 * Adds the rows of the demo that are missing; existing rows stay as people have changed them. Only the address of a
 * demo agent follows its port. `addressOf` returns the base URL of an agent.
 */
export async function seedDemo(
  { mongodb, secret }: Pick<Ground, 'mongodb' | 'secret'>,
  agents: readonly DemoAgent[],
  addressOf: (agent: DemoAgent) => string,
): Promise<void> {
  const record = await openRecord(mongodb, secret)
  try {
    await seedOwnEndpoints(record.repositories, DEMO_BACK_OFF)
    await seedDirectory(record.repositories)
    for (const agent of agents) await seedAgent(record, agent, addressOf(agent))
    await seedAccounts(record)
  } finally {
    await record.close()
  }
}

/** The offices, seats, employees and charges of the demo that are missing. */
export async function seedDirectory({ offices, seats, employees, charges }: Repositories): Promise<void> {
  const officesByCode = await offices.byCodes(DEMO_OFFICES.map(({ code }) => code))
  await offices.save(DEMO_OFFICES.filter(({ code }) => !officesByCode.has(code)))
  const seatsById = await seats.byIds(DEMO_SEATS.map(({ id }) => id))
  await seats.save(DEMO_SEATS.filter(({ id }) => !seatsById.has(id)))
  for (const { pen, name, nameMl, seats: heldSeats } of DEMO_ACCOUNTS) {
    if (!(await employees.byPen(pen))) await employees.save([newEmployee({ pen, name, nameMl })])
    const past = new Set((await charges.ofEmployee(pen)).map(({ id }) => id))
    const newCharges = heldSeats.map((seat) =>
      newCharge({ id: `${seat}:${pen}`, seat, employee: pen, from: SINCE }),
    )
    await charges.save(newCharges.filter(({ id }) => !past.has(id)))
  }
}

async function seedAgent(
  { repositories, sealSettings }: OpenRecord,
  agent: DemoAgent,
  address: string,
): Promise<void> {
  const endpoint = await repositories.endpoints.byId(agent.id)
  if (!endpoint || isLoopback(endpoint.address))
    await repositories.endpoints.save({
      id: agent.id,
      mechanism: agent.system,
      agent: agent.id,
      sealedSettings: sealSettings(agent.settings),
      backOff: endpoint?.backOff ?? DEMO_BACK_OFF,
      concurrency: endpoint?.concurrency ?? 4,
      address,
    })
  const { id, name, offices } = agent
  const createdAt = new Date()
  const key = { id: agent.keyId, hash: agent.keyHash, createdAt, expiresAt: null, revokedAt: null }
  await repositories.agents.add({ id, name, offices: [...offices], endpoint: id, keys: [key], createdAt })
}

function isLoopback(address: string): boolean {
  return URL.canParse(address) && new URL(address).hostname === '127.0.0.1'
}

async function seedAccounts({ repositories, secrets }: OpenRecord): Promise<void> {
  for (const { login, pen, roles } of DEMO_ACCOUNTS) {
    if (await repositories.accounts.byLogin(login)) continue
    const passwordHash = await secrets.hashPassword(DEMO_PASSWORD)
    await repositories.accounts.add({
      login,
      employee: pen,
      passwordHash,
      roles: [...roles],
      language: 'en',
      active: true,
    })
  }
}
