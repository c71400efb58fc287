// Drops a letter: its documents, then its manifest, each as a draft that gets its name when it is whole.

import { randomUUID } from 'node:crypto'
import { type Readable } from 'node:stream'
import { type Outcome } from '../../domain/letters/delivery/outcome'
import { type Parcel, type StatusAnswer, type WithdrawAnswer } from '../connector'
import { type DocumentSource } from '../document-source'
import { type Drop, DropFault } from './drop'
import { outcomeOfThrown } from './errors'
import { manifestOf } from './mapper'
import { DRAFT_ENDING, FOLDERS, keyPath } from './schema'
import { standingOf } from './standing'

/** When KCS looks for what became of a letter, at the earliest; the back-off of the endpoint sets the waits, and makes them grow. */
const ASK_AFTER_MS = 5_000

/**
 * Drops the letter of a tapal, unless it or its answer lies there; the wait is that until iAPS picks up. Never throws: where the
 * line was cut while the manifest got its name, the letter is in doubt.
 */
export async function dropLetter(
  drop: Drop,
  parcel: Parcel,
  { documents, waitMs }: { documents: DocumentSource; waitMs: number },
): Promise<Outcome> {
  const { deliveryKey } = parcel
  let committing = false
  try {
    const standing = await standingOf(drop, deliveryKey)
    if (standing.at === 'end') return asDuplicate(standing.outcome)
    if (standing.at === 'waiting') return waiting(deliveryKey, waitMs)
    const manifest = manifestOf(parcel)
    // Its author has removed it; what is left of it all the same would be taken for what is new.
    if (standing.at === 'faulty') {
      for (const { file } of manifest.files) await drop.remove(`${FOLDERS.inFiles}/${file}`)
      await drop.remove(keyPath('answers', deliveryKey))
    }
    for (const { file, bytes, sha256 } of manifest.files)
      await putFile(
        drop,
        `${FOLDERS.inFiles}/${file}`,
        bytes,
        async () => (await documents.open(sha256)).stream,
      )
    const content = Buffer.from(JSON.stringify(manifest, null, 2))
    await put(drop, keyPath('in', deliveryKey), content, () => (committing = true))
    return waiting(deliveryKey, waitMs)
  } catch (error) {
    return outcomeOfThrown(error, committing)
  }
}

/** What became of a letter. Never throws. */
export async function statusOf(drop: Drop, key: string, waitMs: number): Promise<StatusAnswer> {
  try {
    const standing = await standingOf(drop, key)
    if (standing.at === 'end') return standing.outcome
    return standing.at === 'waiting' ? waiting(key, waitMs) : { kind: 'unseen' }
  } catch (error) {
    return outcomeOfThrown(error)
  }
}

/** Takes a letter back that was not picked up: of iAPS and KCS the one has it that moves its manifest. Throws DropFault. */
export async function withdrawLetter(drop: Drop, key: string): Promise<WithdrawAnswer> {
  if (await drop.move(keyPath('in', key), keyPath('withdrawn', key))) return { kind: 'withdrawn' }
  const standing = await standingOf(drop, key)
  if (standing.at === 'nowhere' || standing.at === 'faulty') return { kind: 'unseen' }
  if (standing.at === 'waiting') return { kind: 'taken' }
  const { outcome } = standing
  if (outcome.kind === 'retry-later') return { kind: 'failed', code: outcome.code }
  return { kind: outcome.kind === 'never' ? 'withdrawn' : 'taken' }
}

/** The file as it is to be; one of that name and length is what an earlier try brought. */
async function putFile(
  drop: Drop,
  path: string,
  bytes: number,
  open: () => Promise<Readable>,
): Promise<void> {
  const before = await drop.facts(path)
  if (before?.bytes === bytes) return
  if (before) await drop.remove(path)
  await put(drop, path, await open())
}

/** Writes a draft and gives it its name, once; one that fails leaves nothing but what the line did not let it remove. */
export async function put(
  drop: Drop,
  path: string,
  content: Readable | Buffer,
  committing?: () => void,
): Promise<void> {
  const draft = `${path}.${randomUUID()}${DRAFT_ENDING}`
  try {
    await drop.write(draft, content)
    committing?.()
    await drop.commit(draft, path)
  } catch (error) {
    if (!Buffer.isBuffer(content)) content.destroy()
    const isLineDown = error instanceof DropFault && error.kind === 'sent'
    if (!isLineDown) await drop.remove(draft).catch(() => undefined)
    throw error
  }
}

function waiting(reference: string, waitMs: number): Outcome {
  return { kind: 'handed-over', reference, askAfterMs: waitMs + ASK_AFTER_MS }
}

function asDuplicate(outcome: Outcome): Outcome {
  if (outcome.kind !== 'delivered') return outcome
  const { reference, diary } = outcome
  return { kind: 'duplicate', ...(reference ? { reference } : {}), ...(diary ? { diary } : {}) }
}
