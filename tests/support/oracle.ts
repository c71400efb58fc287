// The judge of fault runs: the invariants that must hold once all is quiet, whatever was killed on the way.

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import type { Connection as Database } from 'mongoose'
import { createRepositories } from '../../database'
import type { Dispatch } from '../../domain/letters/dispatch/record'
import { canMove } from '../../domain/letters/tapal/states'
import type { Tapal } from '../../domain/letters/tapal/tapal'
import { callAgent } from '../../local/demo/portal'
import type { Demo } from '../../local/demo/start'

/** What an invariant found wrong; empty when it holds. */
export type Findings = Record<string, string[]>

/** Text of the letter and names that must be seen nowhere outside the record. */
const SECRET_TEXT = ['Setting up of the Kerala State', 'Demo Holder']

/** Judges all dispatches of a local KCS; each invariant by its number in the reliability notes. */
export async function judge(kcs: Demo, database: Database, folder: string): Promise<Findings> {
  const repositories = createRepositories(database)
  const rows = await database.collection('dispatches').find({}).toArray()
  const dispatches = rows.map((row) => ({ ...row, id: String(row._id) }) as unknown as Dispatch)
  const tapals = new Map<string, Tapal[]>()
  for (const { id } of dispatches) tapals.set(id, await repositories.tapals.ofDispatch(id))
  const all = [...tapals.values()].flat()
  const histories = await historiesOf(kcs, dispatches)
  const audit = await database.collection('audit').find({ thing: 'tapal' }).toArray()
  return {
    'I1 none lost, I2 none doubled': dispatches.flatMap(({ id, recipients }) => {
      const seats = tapals.get(id)!.map((tapal) => tapal.seat)
      const wrong = seats.length !== recipients.length || new Set(seats).size !== seats.length
      return wrong ? [`${id}: ${recipients.length} recipients, tapals at ${seats.join(', ')}`] : []
    }),
    'I3 no phantom': await phantoms(database),
    'I4 state moves only forward': all.flatMap(backwardMoves),
    'I5 sums': all
      .filter((tapal) => tapal.owes)
      .map((tapal) => `${tapal.id} still owes something in ${tapal.state}`),
    'I6 one audit entry per change of state': auditGaps(all, audit),
    'I7 one effect per acknowledgement': all.flatMap((tapal) => {
      const taken = tapal.events.filter(
        (event) => event.kind === 'state' && event.to === 'acknowledged',
      ).length
      return taken > 1 || (tapal.purpose === 'action' && taken === 0)
        ? [`${tapal.id}: ${taken} acknowledgements`]
        : []
    }),
    'I8 the bytes that came are the bytes that were sent, I10 one effect at the target': await atTargets(
      kcs,
      dispatches,
    ),
    'I11 no run failed': histories
      .filter(({ status }) => status !== 'COMPLETED')
      .map(({ id, status }) => `${id} ${status}`),
    'I12 no letter text in logs, histories and ids': [
      ...histories.filter(({ text }) => hasSecret(text)).map(({ id }) => `history of ${id}`),
      ...logsWithSecrets(join(folder, 'logs')),
    ],
  }
}

async function phantoms(database: Database): Promise<string[]> {
  const orphans = await database
    .collection('tapals')
    .aggregate([
      { $lookup: { from: 'dispatches', localField: 'dispatch', foreignField: '_id', as: 'origin' } },
      { $match: { origin: [] } },
    ])
    .toArray()
  return orphans.map((row) => `tapal ${String(row._id)} has no dispatch`)
}

function backwardMoves(tapal: Tapal): string[] {
  const wrong = tapal.events.filter(
    ({ from, to, sequence }, i) => sequence !== i + 1 || (from !== to && !canMove(from, to)),
  )
  const last = tapal.events[tapal.events.length - 1]
  if (last?.to !== tapal.state || tapal.sequence !== tapal.events.length)
    wrong.push(...tapal.events.slice(-1))
  return wrong.map((event) => `${tapal.id}: ${event.sequence} ${event.from} → ${event.to}`)
}

function auditGaps(tapals: readonly Tapal[], audit: readonly { _id: unknown }[]): string[] {
  const entered = new Set(audit.map((row) => String(row._id)))
  const owed = tapals.flatMap((tapal) =>
    tapal.events
      .filter((event) => event.from !== event.to || event.sequence === 1)
      .map((event) => `${tapal.id}:${event.sequence}`),
  )
  const missing = owed.filter((id) => !entered.has(id)).map((id) => `${id} is not entered`)
  return owed.length === entered.size
    ? missing
    : [...missing, `${entered.size} entries for ${owed.length} changes`]
}

interface Arrived {
  deliveryKey?: string
  kcsKey?: string
  messageId?: string
  documents?: { sha256: string; fetched: boolean }[]
  attachments?: { sha256: string }[]
}

async function atTargets(kcs: Demo, dispatches: readonly Dispatch[]): Promise<string[]> {
  const { letters } = await callAgent<{ letters: Arrived[] }>(`${kcs.pages['C-DIT']}/letters`)
  const { dak: mission } = await callAgent<{ dak: Arrived[] }>(`${kcs.places.ksitm}/desk/dak`)
  const { dak: own } = await callAgent<{ dak: Arrived[] }>(`${kcs.places.secretariat}/desk/dak`)
  const { mails } = await callAgent<{ mails: Arrived[] }>(`${kcs.places.mail}/mails`)
  const sent = new Set(dispatches.flatMap(({ documents }) => documents.map(({ sha256 }) => sha256)))
  const once = (what: string, keys: (string | undefined)[]): string[] =>
    new Set(keys).size === dispatches.length
      ? []
      : [`${what}: ${new Set(keys).size} letters for ${dispatches.length}`]
  return [
    ...once(
      'C-DIT',
      letters.map(({ deliveryKey }) => deliveryKey),
    ),
    ...(letters.length === dispatches.length ? [] : [`C-DIT keeps ${letters.length} letters`]),
    ...once(
      'IT Mission',
      mission.map(({ kcsKey }) => kcsKey),
    ),
    ...(mission.length === dispatches.length ? [] : [`the IT Mission keeps ${mission.length} daks`]),
    ...once(
      'own e-Office',
      own.map(({ kcsKey }) => kcsKey),
    ),
    // A mail server cannot be asked what it has; a repeated mail carries the same Message-ID.
    ...once(
      'mail',
      mails.map(({ messageId }) => messageId),
    ),
    ...letters
      .flatMap(({ documents }) => documents ?? [])
      .filter(({ sha256, fetched }) => !fetched || !sent.has(sha256))
      .map(({ sha256 }) => `C-DIT has ${sha256}`),
    ...mails
      .filter(({ attachments }) => !attachments?.some(({ sha256 }) => sent.has(sha256)))
      .map(({ messageId }) => `the mail ${messageId} holds another document`),
  ]
}

interface RunHistory {
  id: string
  status: string
  text: string
}

async function historiesOf(kcs: Demo, dispatches: readonly Dispatch[]): Promise<RunHistory[]> {
  const { address, namespace } = kcs.servers.temporal
  const connection = await Connection.connect({ address })
  try {
    const client = new Client({ connection, namespace })
    const found: RunHistory[] = []
    for (const { id } of dispatches) {
      const handle = client.workflow.getHandle(`dispatch:${id}`)
      const [{ status, raw }, history] = await Promise.all([handle.describe(), handle.fetchHistory()])
      const payloads = JSON.stringify(history, (_key, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
      )
      found.push({ id, status: status.name, text: `${payloads}${JSON.stringify(raw)}` })
    }
    return found
  } finally {
    await connection.close()
  }
}

function logsWithSecrets(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && hasSecret(readFileSync(path, 'utf8')))
}

function hasSecret(text: string): boolean {
  return SECRET_TEXT.some((secret) => text.includes(secret))
}
