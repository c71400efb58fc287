// Puts the demo directory, accounts and agents into the database; the same again changes nothing.

import { newCharge, newEmployee } from '../../domain/directory/charge/charge'
import { hashPassword } from '../../secrets/passwords'
import type { Sealing } from '../../secrets/sealing'
import type { Repositories } from '../../database'
import { DEFAULT_BACK_OFF } from '../../domain/letters/delivery/back-off'
import { MECHANISMS } from '../../domain/letters/delivery/mechanism'
import { DEMO_BACK_OFF, type DemoAgent } from './agents'
import { DEMO_ACCOUNTS, DEMO_OFFICES, DEMO_PASSWORD, DEMO_SEATS } from './directory'

const SINCE = new Date('2021-07-01T00:00:00+05:30')

/** The endpoints that every installation has: our own application, the mail server, the post. */
export async function seedOwnEndpoints(
  repositories: Repositories,
  backOff = DEFAULT_BACK_OFF,
): Promise<void> {
  for (const mechanism of MECHANISMS)
    if (mechanism === 'kcs-agent' || mechanism === 'email' || mechanism === 'print')
      await repositories.endpoints.save({
        id: mechanism,
        mechanism,
        agent: null,
        address: '',
        sealedSecret: '',
        sealedToken: '',
        backOff,
        concurrency: mechanism === 'email' ? 4 : 1,
      })
}

/** `addresses` are the base URLs of the agents by their id. */
export async function seedDemo(
  repositories: Repositories,
  sealing: Pick<Sealing, 'seal'>,
  agents: readonly DemoAgent[],
  addresses: Readonly<Record<string, string>>,
): Promise<void> {
  await repositories.offices.save(DEMO_OFFICES)
  await repositories.seats.save(DEMO_SEATS)
  await seedOwnEndpoints(repositories, DEMO_BACK_OFF)
  for (const agent of agents) await seedAgent(repositories, sealing, agent, addresses[agent.id] ?? '')
  await seedAccounts(repositories)
}

async function seedAgent(
  repositories: Repositories,
  sealing: Pick<Sealing, 'seal'>,
  agent: DemoAgent,
  address: string,
): Promise<void> {
  const createdAt = new Date()
  const key = { id: agent.keyId, hash: agent.keyHash, createdAt, expiresAt: null, revokedAt: null }
  await repositories.endpoints.save({
    id: agent.id,
    mechanism: agent.mechanism,
    agent: agent.id,
    address,
    sealedSecret: sealing.seal(agent.secret),
    sealedToken: sealing.seal(agent.token),
    backOff: DEMO_BACK_OFF,
    concurrency: 4,
  })
  const { id, name, offices } = agent
  await repositories.agents.add({ id, name, offices: [...offices], endpoint: id, keys: [key], createdAt })
}

async function seedAccounts(repositories: Repositories): Promise<void> {
  await repositories.employees.save(
    DEMO_ACCOUNTS.map(({ pen, name, nameMl }) => newEmployee({ pen, name, nameMl })),
  )
  await repositories.charges.save(
    DEMO_ACCOUNTS.flatMap(({ pen, seats }) =>
      seats.map((seat) => newCharge({ id: `${seat}:${pen}`, seat, employee: pen, from: SINCE })),
    ),
  )
  for (const { login, pen, roles } of DEMO_ACCOUNTS) {
    if (await repositories.accounts.byLogin(login)) continue
    const passwordHash = await hashPassword(DEMO_PASSWORD)
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
