// State of a reference agent on disk: JSON lines, each flushed before it counts, so that kill -9 loses nothing.

import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, truncate } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export interface Journal<T> {
  /** The records that stood in the file when it was opened. */
  readonly past: readonly T[]
  /** Writes a record and returns when it is on the disk; records keep the order of the calls. */
  append(record: T): Promise<void>
  close(): Promise<void>
}

/** Opens or makes the journal; a last line that was cut off by a crash is taken out. */
export async function openJournal<T>(path: string): Promise<Journal<T>> {
  await mkdir(dirname(path), { recursive: true })
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole.length < text.length) await truncate(path, Buffer.byteLength(whole))
  const file = await open(path, 'a')
  let last: Promise<void> = Promise.resolve()
  return {
    past: whole
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as T),
    append(record) {
      const line = `${JSON.stringify(record)}\n`
      last = last.then(async () => {
        await file.appendFile(line)
        await file.datasync()
      })
      return last
    },
    async close() {
      await last
      await file.close()
    },
  }
}

/** Writes a file whole or not at all. */
export async function writeWhole(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}.draft`
  const file = await open(draft, 'w')
  try {
    await file.writeFile(content)
    await file.datasync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}

/** Keeps bytes under their sha256 in a folder and returns it; the same content is kept once. */
export async function keepDocument(folder: string, content: Buffer): Promise<string> {
  const sha256 = createHash('sha256').update(content).digest('hex')
  await writeWhole(join(folder, sha256), content)
  return sha256
}

/** Runs jobs one after another, so that a look and the write that follows from it are not parted. */
export function inTurn(): <T>(job: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (job) => {
    const mine = last.then(job, job)
    last = mine.catch(() => undefined)
    return mine
  }
}
