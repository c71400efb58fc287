// What offices have for KCS in the out folder, and what iAPS is told of it.

import { type FieldError } from '../../domain/common/error'
import type { CollectedLetter, CollectPage, CollectResult, SettleAnswer, UnreadLetter } from '../collect'
import { readJson, wordsOf } from '../reading'
import type { AgentReport, UnreadReport } from '../report'
import { put } from './deliver'
import { type Drop, DropFault, readWhole } from './drop'
import { outcomeOfThrown } from './errors'
import { letterOf, type OpenFile, reportOf } from './out-mapper'
import { actSchema, FOLDERS, outName, outNameOf, sentLetterSchema, type Verdict } from './schema'

/** Entries of a page. */
const ENTRIES = 50
/** A letter to ten thousand recipients fits. */
const MANIFEST_BYTES = 1024 * 1024
/** What cannot be read may still be written by a program that keeps to no draft; after this time it is reported. */
const SETTLED_AFTER_MS = 10 * 60_000

/** What lies in the out folder after a name, which is the cursor; null at its end, so that the next look begins anew. Throws DropFault. */
export async function collectOut(
  drop: Drop,
  after: string | null,
  { now, openFile }: { now: Date; openFile: OpenFile },
): Promise<CollectPage> {
  const names = (await drop.list(FOLDERS.out)).filter((name) => outNameOf(name) !== null).sort()
  const ahead = after === null ? names : names.filter((name) => name > after)
  const some = ahead.slice(0, ENTRIES)
  const letters: (CollectedLetter | UnreadLetter)[] = []
  const reports: (AgentReport | UnreadReport)[] = []
  for (const name of some) {
    const entry = await readEntry(drop, name, now)
    if (entry === null) continue
    const { id, type } = outNameOf(name)!
    if (type === 'letter') letters.push(letterIn(entry, id, openFile))
    else reports.push(reportIn(entry, id))
  }
  const hasMore = ahead.length > some.length
  return { letters, reports, next: hasMore ? some.at(-1)! : null, hasMore }
}

/** The content of a manifest; null where it has gone meanwhile, or may still be written. */
async function readEntry(drop: Drop, name: string, now: Date): Promise<Buffer | 'too-long' | null> {
  const whole = await readWhole(drop, `${FOLDERS.out}/${name}`, MANIFEST_BYTES)
  if (whole === null || whole === 'too-long') return whole
  const { content, facts } = whole
  const ageMs = now.getTime() - facts.changedAt.getTime()
  const isYoung = Math.abs(ageMs) < SETTLED_AFTER_MS
  return isYoung && (content.length !== facts.bytes || !isJson(content)) ? null : content
}

function isJson(content: Buffer): boolean {
  try {
    JSON.parse(content.toString('utf8'))
    return true
  } catch {
    return false
  }
}

function letterIn(
  entry: Buffer | 'too-long',
  id: string,
  openFile: OpenFile,
): CollectedLetter | UnreadLetter {
  const reading = entry === 'too-long' ? tooLong() : readJson(sentLetterSchema, entry)
  if ('unread' in reading) return { kind: 'unread', key: id, errors: reading.unread }
  return reading.value.id === id ? letterOf(reading.value, openFile) : misnamed(id)
}

function reportIn(entry: Buffer | 'too-long', id: string): AgentReport | UnreadReport {
  const reading = entry === 'too-long' ? tooLong() : readJson(actSchema, entry)
  if ('unread' in reading) return { kind: 'unread', key: id, errors: reading.unread }
  return reading.value.id === id ? reportOf(reading.value) : misnamed(id)
}

/** Two manifests of one id would be one letter; the one that bears its name is. */
function misnamed(key: string): { kind: 'unread'; key: string; errors: FieldError[] } {
  return { kind: 'unread', key, errors: [{ pointer: '/id', detail: 'must be the one that names the file' }] }
}

function tooLong(): { unread: { pointer: string; detail: string }[] } {
  return { unread: [{ pointer: '', detail: `must have ${MANIFEST_BYTES} bytes at most` }] }
}

/**
 * Writes what came of letters and acts, then moves them away: whatever dies between is offered and told again. What does not lie
 * there is passed over, for it was told.
 */
export async function settleOut(
  drop: Drop,
  results: readonly CollectResult[],
  now: Date,
): Promise<SettleAnswer> {
  try {
    for (const result of results) await settleOne(drop, result, now)
    return { settled: true }
  } catch (error) {
    return { fault: outcomeOfThrown(error) }
  }
}

async function settleOne(drop: Drop, result: CollectResult, now: Date): Promise<void> {
  const name = outName(result.key, result.of === 'letter' ? 'letter' : 'act')
  if (name === null || !(await drop.facts(`${FOLDERS.out}/${name}`))) return
  const path = `${FOLDERS.verdicts}/${name}`
  // One before it is of the same letter: this one was read after it.
  await drop.remove(path)
  await put(drop, path, Buffer.from(JSON.stringify(verdictOf(result))))
  await drop.move(`${FOLDERS.out}/${name}`, `${FOLDERS.done}/${now.getTime()}.${name}`)
}

function verdictOf(result: CollectResult): Verdict {
  const { key: id, kind } = result
  const type = result.of === 'letter' ? 'letter' : 'act'
  if (kind === 'refused') return { id, type, taken: false, remarks: wordsOf(result.errors) }
  return { id, type, taken: true, ...('dispatch' in result ? { kcsId: result.dispatch } : {}) }
}

/** Opens a file over a line of its own, which ends with it, at the latest after the time that its length allows. Never throws: a fault is an outcome. */
export function fileOpener(openDrop: () => Promise<Drop>, patienceMsOf: (bytes: number) => number): OpenFile {
  return async (path, bytes) => {
    let drop: Drop | null = null
    try {
      drop = await openDrop()
      const opened = await drop.open(path)
      if (opened === null) throw new DropFault('document-missing')
      const { stream, facts } = opened
      // Less is not whole yet, or was cut off; more is still growing, or another file.
      if (facts.bytes !== bytes) {
        stream.destroy()
        throw new DropFault('document-incomplete')
      }
      const line = drop
      // One that nobody reads ends as well.
      const giveUp = setTimeout(() => stream.destroy(new DropFault('timeout', 'sent')), patienceMsOf(bytes))
      stream.once('close', () => {
        clearTimeout(giveUp)
        line.close()
      })
      return { stream, size: bytes }
    } catch (error) {
      drop?.close()
      return { fault: outcomeOfThrown(error) }
    }
  }
}
