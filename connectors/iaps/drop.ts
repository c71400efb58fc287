// The folders of an iAPS as KCS uses them, whether they lie on this machine or behind SFTP.

import { type Readable } from 'node:stream'

/** What a file is, as far as it matters here. */
export interface FileFacts {
  bytes: number
  changedAt: Date
}

/**
 * An open drop. Paths are those of `schema.ts`, below its address. Everything throws DropFault where the other side fails, and
 * whoever opened it closes it.
 */
export interface Drop {
  /** Names in a folder, MAX_NAMES at most, in no order. */
  list(folder: string): Promise<string[]>
  /** Null where there is no plain file of that name. */
  facts(path: string): Promise<FileFacts | null>
  /** The content from its beginning; null where there is no plain file of that name. The stream is destroyed by its reader. */
  open(path: string): Promise<{ stream: Readable; facts: FileFacts } | null>
  /** Writes a new file; one that is there is a fault. Throws what reading the content throws. */
  write(path: string, content: Readable | Buffer): Promise<void>
  /** Gives a draft its name, and replaces nothing: false where something has it already; the draft is gone then, too. */
  commit(draft: string, path: string): Promise<boolean>
  /** Moves what lies there, and of several movers one succeeds: false where nothing lies there (any more). */
  move(from: string, to: string): Promise<boolean>
  /** Also well where nothing lies there. */
  remove(path: string): Promise<void>
  close(): void
}

/** Names of a folder that are looked at; what lies behind them is seen when these are gone. */
export const MAX_NAMES = 20_000
/** Bytes that are read and written at once. */
export const CHUNK_BYTES = 64 * 1024

/** Thrown inside this folder where a drop fails; never leaves it. */
export class DropFault extends Error {
  /** `sent` where the other side may have done what it was asked for; `auth` where it does not know KCS, or is not who it was. */
  constructor(
    readonly fault: string,
    readonly kind: 'sent' | 'unsent' | 'auth' = 'unsent',
  ) {
    super(fault)
  }
}

/** The whole of a small file; null where there is none, `too-long` where it has more than `maxBytes`. */
export async function readWhole(
  drop: Drop,
  path: string,
  maxBytes: number,
): Promise<{ content: Buffer; facts: FileFacts } | 'too-long' | null> {
  const opened = await drop.open(path)
  if (opened === null) return null
  const { stream, facts } = opened
  if (facts.bytes > maxBytes) {
    stream.destroy()
    return 'too-long'
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    // It grows while it is read.
    if (size > maxBytes) return 'too-long'
    chunks.push(chunk)
  }
  return { content: Buffer.concat(chunks), facts }
}
