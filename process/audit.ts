// The audit log from the command line: written to a file, and checked there and in the record.

import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { readRecordSettings, readSecret } from '../config'
import { chainCheck } from '../domain/access/audit/check'
import { readLine } from '../domain/access/audit/lines'
import { createSecrets } from '../secrets'
import { auditSignatureFits, pemOfAuditKey } from '../secrets/audit-key'
import { type ChainReport, exportChain, reportOf, verifyChain } from '../services/access/audit/read-chain'
import { openRecord } from './record'

export type { ChainReport }

export interface AuditTools {
  /** The public key of this installation. Throws `ConfigError` where the environment has no KCS_SECRET. */
  publicKey(environment: NodeJS.ProcessEnv): { key: string; pem: string }
  /** Writes the chain of the record, line by line. */
  export(
    environment: NodeJS.ProcessEnv,
    now: Date,
    write: (line: string) => Promise<void>,
  ): Promise<{ links: number; roots: number }>
  /** Checks the record. */
  verifyLive(environment: NodeJS.ProcessEnv, formerKeys: readonly string[]): Promise<ChainReport>
  /** Checks a file by itself. Without keys it is not known who signed it. */
  verifyFile(file: string, keys: readonly string[] | null): Promise<FileReport>
}

export interface FileReport extends ChainReport {
  /** Line of the file at which the fault was found. */
  line: number
  /** When the export was written, as its signed end says. */
  exportedAt: Date | null
}

export const auditTools: AuditTools = {
  publicKey(environment) {
    const { auditKey: key } = createSecrets(readSecret(environment))
    return { key, pem: pemOfAuditKey(key) }
  },

  export: (environment, now, write) => withRecord(environment, (record) => exportChain(record, now, write)),

  verifyLive: (environment, formerKeys) =>
    withRecord(environment, (record) => verifyChain(record, { formerKeys })),

  async verifyFile(file, keys) {
    const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
    const check = chainCheck({ digest, signatureFits: auditSignatureFits, keys })
    const reportAt = (line: number, text: string | null): FileReport => {
      const fault = text === null ? null : { sequence: check.seen().head.sequence + 1, entry: null, text }
      return { ...reportOf(check, fault), line, exportedAt }
    }
    let exportedAt: Date | null = null
    let number = 0
    const fileHandle = await open(file)
    try {
      for await (const text of fileHandle.readLines()) {
        number += 1
        const line = readLine(text)
        if (line === null) return reportAt(number, 'the line is no part of an export: it was edited or cut')
        if (exportedAt !== null) return reportAt(number, 'the export ended above: the line was put in')
        const fault =
          line.kind === 'link'
            ? check.link(line)
            : line.kind === 'root'
              ? check.root(line)
              : check.exportEnd(line)
        if (fault) return { ...reportOf(check, fault), line: number, exportedAt }
        if (line.kind === 'end') exportedAt = line.at
      }
    } finally {
      await fileHandle.close()
    }
    return reportAt(number + 1, exportedAt === null ? 'the signed end is missing: the file was cut' : null)
  },
}

type Record = Awaited<ReturnType<typeof openRecord>>

async function withRecord<Result>(
  environment: NodeJS.ProcessEnv,
  work: (record: Record) => Promise<Result>,
): Promise<Result> {
  const { mongodb, secret } = readRecordSettings(environment)
  const record = await openRecord(mongodb, secret)
  try {
    return await work(record)
  } finally {
    await record.close()
  }
}
