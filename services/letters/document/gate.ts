// The gate for malware: no document leaves before the scanner has said that it is clean, and it is asked once.

import type { Repositories } from '../../../database'
import type { DocumentRecord } from '../../../database/letters/document/repository'
import type { DocumentStore } from '../../../documents/store'
import type { Scanner } from '../../../documents/scanner'
import { isKcsError } from '../../../domain/common/error'
import {
  type GateCode,
  type LockCode,
  lockOf,
  type Scan,
  type Verdict,
  verdictCounts,
} from '../../../domain/letters/document/scan'
import { createPlaces } from './places'

export interface Gate {
  /** Whether documents are scanned; where they are not, nothing is asked, nothing is read, and everything may leave. */
  readonly isOn: boolean
  /**
   * What keeps documents back, by hash; those that may leave are not named. A document without a verdict that counts is
   * scanned now. With each comes when an operator last had its letter sent again, or null. Throws where the database does.
   */
  heldBack(wanted: ReadonlyMap<string, Date | null>): Promise<Map<string, GateCode>>
}

export interface GateOptions {
  repositories: Pick<Repositories, 'documents' | 'audit' | 'transaction'>
  store: Pick<DocumentStore, 'open'>
  scanner: Scanner
  /** For so many days a clean verdict counts for letters that leave. */
  cleanDays: number
  /** This process, different from all others. */
  holder: string
  now(): Date
  /** Told how each scan ended. */
  note?(end: Verdict | 'away'): void
}

/** Whoever scans holds the document so long without a renewal: where the process dies, another scans it after that. */
const HOLD_MS = 30_000
const RENEW_MS = 10_000
/** Large documents wait for each other, in each process. */
const SCANS_AT_ONCE = 4
/** A scanner that is away is not asked by each letter that comes meanwhile. */
const SPARE_MS = 3_000
/** Clean documents remembered, so that the lanes of a circular do not read the verdict again for each of its batches. */
const REMEMBERED = 5_000

/** The gate of one process. What it remembers is only what the record says, too. */
export function createGate(options: GateOptions): Gate {
  const { repositories, now, cleanDays } = options
  const cleanSince = new Map<string, Date>()
  const underWay = new Map<string, Promise<GateCode | null>>()
  const scanOne = oneScan(options)

  function remember(sha256: string, at: Date): void {
    cleanSince.set(sha256, at)
    if (cleanSince.size > REMEMBERED) cleanSince.delete(cleanSince.keys().next().value!)
  }

  /** All who ask while a document is scanned get the same verdict. */
  function scanTogether(record: DocumentRecord): Promise<GateCode | null> {
    const { sha256 } = record
    const open = underWay.get(sha256)
    if (open) return open
    const scan = scanOne(record)
      .then((code) => {
        if (code === null) remember(sha256, now())
        return code
      })
      .finally(() => underWay.delete(sha256))
    underWay.set(sha256, scan)
    return scan
  }

  async function look(
    record: DocumentRecord | undefined,
    sentAgainAt: Date | null,
  ): Promise<GateCode | null> {
    if (!record) return 'document-unknown'
    const { scan, sha256 } = record
    if (!scan || !verdictCounts(scan, { now: now(), cleanDays, sentAgainAt })) return scanTogether(record)
    if (scan.verdict === 'clean') remember(sha256, scan.at)
    return lockOf(scan)
  }

  return {
    isOn: true,
    async heldBack(wanted) {
      const isClean = (sha256: string): boolean => {
        const at = cleanSince.get(sha256)
        return (
          at !== undefined &&
          verdictCounts({ verdict: 'clean', at }, { now: now(), cleanDays, sentAgainAt: null })
        )
      }
      const asked = [...wanted].filter(([sha256]) => !isClean(sha256))
      if (asked.length === 0) return new Map()
      const records = await repositories.documents.byHashes(asked.map(([sha256]) => sha256))
      const codes = await Promise.all(
        asked.map(async ([sha256, again]) => [sha256, await look(records.get(sha256), again)] as const),
      )
      return new Map(codes.flatMap(([sha256, code]) => (code === null ? [] : [[sha256, code] as const])))
    },
  }
}

/** Scans one document at a time of each hash, in all processes together, and keeps the verdict. */
function oneScan({ repositories, store, scanner, holder, now, note }: GateOptions) {
  const { documents } = repositories
  const places = createPlaces(SCANS_AT_ONCE)
  let awayUntil = 0
  let scans = 0

  async function read(sha256: string): Promise<Omit<Scan, 'at'> | 'scanner-away' | LockCode> {
    if (now().getTime() < awayUntil) return 'scanner-away'
    try {
      const { stream } = await store.open(sha256)
      const finding = await scanner.scan(stream)
      if (!('away' in finding)) return finding
      awayUntil = now().getTime() + SPARE_MS
      note?.('away')
      return 'scanner-away'
    } catch (error) {
      if (isKcsError(error) && (error.code === 'document-damaged' || error.code === 'document-unknown'))
        return error.code
      throw error
    }
  }

  async function underHold(seen: DocumentRecord, by: string): Promise<GateCode | null> {
    const { sha256 } = seen
    // Another process may have ended its scan since the verdict was read.
    const current = (await documents.byHashes([sha256])).get(sha256) ?? seen
    if (current.scan && current.scan.at.getTime() !== seen.scan?.at.getTime()) {
      await documents.leaveScan(sha256, by)
      return lockOf(current.scan)
    }
    const finding = await read(sha256)
    if (typeof finding === 'string') {
      await documents.leaveScan(sha256, by)
      return finding
    }
    const scan: Scan = { ...finding, at: now() }
    if (!(await keepVerdict(repositories, seen, by, scan))) return 'scan-waiting'
    note?.(scan.verdict)
    return lockOf(scan)
  }

  return (seen: DocumentRecord): Promise<GateCode | null> =>
    places.within(async () => {
      const { sha256 } = seen
      const by = `${holder}:${(scans += 1)}`
      const hold = (): Promise<boolean> => {
        const at = now()
        return documents.beginScan(sha256, { by, now: at, until: new Date(at.getTime() + HOLD_MS) })
      }
      if (!(await hold())) return 'scan-waiting'
      const renewal = setInterval(() => void hold().catch(() => undefined), RENEW_MS)
      try {
        return await underHold(seen, by)
      } catch (error) {
        await documents.leaveScan(sha256, by).catch(() => undefined)
        throw error
      } finally {
        clearInterval(renewal)
      }
    })
}

/** Keeps the verdict; that a document was locked, or is no longer, goes into the audit log with it. */
async function keepVerdict(
  { documents, audit, transaction }: GateOptions['repositories'],
  { sha256, scan: before }: DocumentRecord,
  by: string,
  scan: Scan,
): Promise<boolean> {
  const isLocked = scan.verdict === 'infected'
  if (isLocked === (before?.verdict === 'infected')) return documents.endScan(sha256, by, scan)
  return transaction(async (session) => {
    if (!(await documents.endScan(sha256, by, scan, session))) return false
    const { verdict, finding, engine, at } = scan
    const change = {
      what: isLocked ? 'document-locked' : 'document-unlocked',
      actor: { kind: 'kcs' as const },
      at,
    }
    await audit.note(
      { thing: 'document', id: sha256 },
      { after: { verdict, finding, engine } },
      change,
      session,
    )
    return true
  })
}
