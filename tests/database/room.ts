// A database of its own for a test file, with every command it is sent on record.

import type { Connection } from 'mongoose'
import { createRepositories, type Repositories } from '../../database'
import { connect } from '../../database/connection'
import { migrate } from '../../database/operations/migration'
import { deliveredFields } from '../../domain/letters/tapal/change'
import { clocksOf } from '../../domain/letters/tapal/clocks'
import type { Tapal } from '../../domain/letters/tapal/tapal'
import { ulid } from 'ulid'
import { dropDatabase, emptyDatabase, freshDatabase, type TestDatabase } from '../support/database'

/** A command as the driver sent it. */
export interface SentCommand {
  name: string
  command: Record<string, unknown>
}

export interface Room {
  database: Connection
  repositories: Repositories
  /** All commands so far, oldest first. */
  sent: SentCommand[]
  /** A second process' view of the same database. */
  another(): Promise<Connection>
  close(): Promise<void>
}

/** `migrated: false` makes a database that has no collection yet. */
export async function openRoom({ migrated = true } = {}): Promise<Room> {
  const own: Pick<TestDatabase, 'uri' | 'name'> & Partial<TestDatabase> = migrated
    ? await emptyDatabase()
    : freshDatabase()
  const open: Connection[] = []
  const another = async (): Promise<Connection> => {
    const connection = await connect({ uri: own.uri, database: own.name, onCommand: () => undefined })
    open.push(connection)
    return connection
  }
  const first = await another()
  if (migrated) await migrate(first)
  const sent: SentCommand[] = []
  first
    .getClient()
    .on(
      'commandStarted',
      ({ commandName, command }: { commandName: string; command: Record<string, unknown> }) =>
        sent.push({ name: commandName, command }),
    )
  return {
    database: first,
    repositories: createRepositories(first),
    sent,
    another,
    async close() {
      if (!migrated) await dropDatabase(first.db!)
      await Promise.all(open.map((connection) => connection.close()))
      own.release?.()
    },
  }
}

/** A tapal that has just been routed to an office by the agent application. */
export function buildTapal(overrides: Partial<Tapal> = {}): Tapal {
  const at = new Date('2026-11-22T06:00:00Z')
  const office = overrides.office ?? 'DC1'
  const row: Tapal = {
    id: ulid(),
    dispatch: 'D1',
    sender: { office: 'SENDER', seat: 'SENDER/SO' },
    office,
    seat: `${office}/TAPAL`,
    district: '',
    department: '',
    purpose: 'action',
    addressedTo: [],
    why: [],
    documentKeys: [],
    hop: 0,
    urgency: 'normal',
    mechanism: 'push',
    endpoint: 'push',
    shard: 0,
    taking: 'person',
    times: { acknowledgeWithinSeconds: 600, escalateEverySeconds: 60 },
    state: 'routed',
    sequence: 1,
    events: [
      {
        sequence: 1,
        kind: 'state',
        from: 'routed',
        to: 'routed',
        cause: 'resolved',
        actor: { kind: 'kcs' },
        at,
      },
    ],
    attempts: 0,
    nextAttemptAt: at,
    lastAskedAt: null,
    claim: null,
    lease: null,
    parked: false,
    withdrawOwed: false,
    withdrawal: null,
    reference: null,
    inwardNumber: null,
    refusal: null,
    diary: null,
    postalNumber: null,
    mailLink: null,
    clocks: [],
    owes: true,
    dueAt: new Date(at.getTime() + 4 * 3_600_000),
    level: 0,
    escalatedTo: [],
    roseAt: {},
    deliveredAt: null,
    acknowledgedAt: null,
    openedAt: null,
    remindedAt: null,
    createdAt: at,
    ...overrides,
  }
  return { ...row, clocks: clocksOf(row) }
}

/** A tapal that lies in the receiving system since `at`. */
export function buildDelivered(overrides: Partial<Tapal> = {}, at = new Date('2026-11-22T06:00:00Z')): Tapal {
  const tapal = buildTapal(overrides)
  const row: Tapal = { ...tapal, ...deliveredFields(tapal, at), state: 'delivered', ...overrides }
  return { ...row, clocks: clocksOf(row) }
}
