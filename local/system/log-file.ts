/** A log of one child process, one line per entry with its instant; a file over 20 MB is set aside once as `.1`. */
import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const limitBytes = 20_000_000
const KEPT_LINES = 20

export interface LogFile {
  path: string
  /** Takes output in pieces of any size and writes whole lines. */
  write(chunk: Buffer | string): void
  /** The last lines written by this process, for error messages. */
  tail(): string[]
  /** The first lines written by this process: the cause of a crash, of which the last lines are a stack. */
  head(): string[]
  close(): Promise<void>
}

/** Opens (and creates) the log for appending. */
export function openLogFile(path: string): LogFile {
  mkdirSync(dirname(path), { recursive: true })
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > limitBytes) renameSync(path, `${path}.1`)
  const stream = createWriteStream(path, { flags: 'a' })
  // A log that cannot be written (disk full) must not end the server it belongs to.
  stream.on('error', () => undefined)
  const first: string[] = []
  const last: string[] = []
  let rest = ''
  const putLine = (line: string) => {
    if (first.length < KEPT_LINES) first.push(line)
    last.push(line)
    if (last.length > KEPT_LINES) last.shift()
    if (!stream.destroyed) stream.write(`${new Date().toISOString()} ${line}\n`)
  }
  return {
    path,
    tail: () => [...last],
    head: () => [...first],
    write(chunk) {
      const lines = (rest + chunk.toString()).split('\n')
      rest = (lines.pop() ?? '').slice(0, 100_000)
      for (const line of lines) putLine(line.trimEnd())
    },
    close: () =>
      new Promise((resolve) => {
        if (rest) putLine(rest)
        rest = ''
        if (stream.destroyed) resolve()
        else stream.end(() => resolve())
      }),
  }
}
