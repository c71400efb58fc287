// Puts the demo directory, accounts and agents into the database; what is there already stays as it is.

import { newCharge, newEmployee } from '../../domain/directory/charge/charge'
import { enterKeralaHolidays, makeOwnEndpoints, type OpenRecord, openRecord } from '../../process/record'
import { LocalProblem } from '../system/problem'
import type { Ground } from '../kcs'
import { DEMO_BACK_OFF, type DemoAgent } from './agents'
import { DEMO_ACCOUNTS, DEMO_OFFICES, DEMO_PASSWORD, DEMO_SEATS } from './directory'

type Repositories = OpenRecord['repositories']

const SINCE = new Date('2021-07-01T00:00:00+05:30')

/**
 * Adds the rows of the demo that are missing; existing rows stay as people have changed them. Only the address of a
 * demo agent follows its port, or the data folder. `endpointOf` returns where KCS reaches an agent. Throws a
 * `LocalProblem` for a database that was not started here: it may be somebody's own.
 */
export async function seedDemo(
  { mongodb, embedded, secret }: Pick<Ground, 'mongodb' | 'embedded' | 'secret'>,
  agents: readonly DemoAgent[],
  endpointOf: (agent: DemoAgent) => string,
): Promise<void> {
  if (!embedded)
    throw new LocalProblem(
      'MONGODB_URI names a database of your own, and the demonstration is not put there',
      'Unset MONGODB_URI to see the demonstration on the server that KCS starts itself.',
    )
  const record = await openRecord(mongodb, secret)
  try {
    await makeOwnEndpoints(record, DEMO_BACK_OFF)
    // Before there are offices: their letters are routed by it.
    await enterKeralaHolidays(record, new Date())
    await seedDirectory(record.repositories)
    for (const agent of agents) await seedAgent(record, agent, endpointOf(agent))
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
  const { endpoints } = repositories
  await endpoints.add({
    id: agent.id,
    mechanism: agent.system,
    agent: agent.id,
    sealedSettings: sealSettings(agent.settings),
    backOff: DEMO_BACK_OFF,
    concurrency: 4,
    address,
  })
  const endpoint = await endpoints.byId(agent.id)
  if (endpoint && isOfDemo(endpoint.address, address))
    await endpoints.readdress(agent.id, endpoint.address, address)
  const { id, name, offices } = agent
  const createdAt = new Date()
  const key = { id: agent.keyId, hash: agent.keyHash, createdAt, expiresAt: null, revokedAt: null }
  await repositories.agents.add({ id, name, offices: [...offices], endpoint: id, keys: [key], createdAt })
}

/** Whether a start of the demo gave this address: at another port, or in a data folder that lay elsewhere than that of `now`. */
export function isOfDemo(address: string, now: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'file:' ? tailOf(address) === tailOf(now) : hostname === '127.0.0.1'
}

/** The part of the address of a folder that no move of the data folder changes: `agents/iaps/police/drop`. */
function tailOf(address: string): string {
  return address.split('/').slice(-4).join('/')
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
