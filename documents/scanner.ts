// The port of the scanner for malware.

import type { Readable } from 'node:stream'
import type { Scan } from '../domain/letters/document/scan'

/**
 * The scanner gave no verdict: it is away, too slow, broke off, or cannot be understood. Never to be taken for "clean". The
 * reason is a code that holds nothing of the document.
 */
export interface ScannerAway {
  away: string
}

export interface Scanner {
  /**
   * Reads the content, one piece of it in memory at a time, and returns what the scanner says of it. Faults of the content's
   * source are thrown.
   */
  scan(content: Readable): Promise<Omit<Scan, 'at'> | ScannerAway>
  /** Program and signatures of the scanner. */
  engine(): Promise<{ engine: string } | ScannerAway>
}
