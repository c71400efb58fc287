// How many documents a process has scanned, and how each scan ended. Whoever scans counts: letters that leave are scanned by
// workers, what is read before by the API.

import { Counter, type Registry } from 'prom-client'
import { VERDICTS } from '../../domain/letters/document/scan'

/** How looking into a document can end: with a verdict, or because the scanner is away. */
export const SCAN_ENDS = [...VERDICTS, 'away'] as const
export type ScanEnd = (typeof SCAN_ENDS)[number]

/** Counts in the registry; every end stands there from the beginning. */
export function countScans(registry: Registry): (end: ScanEnd) => void {
  const scans = new Counter({
    name: 'kcs_document_scans_total',
    help: 'Scans of documents for malware by this process, by what came of them; `away` gave no verdict.',
    labelNames: ['end'],
    registers: [registry],
  })
  for (const end of SCAN_ENDS) scans.inc({ end }, 0)
  return (end) => scans.inc({ end })
}
