// A list on its way in is laid down in a file of its own first, so that it can be read twice without being held in memory.

import { randomBytes } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Readable } from 'node:stream'
import { KcsError } from '../../../domain/common/error'

/** Largest list that is taken over HTTP. */
export const IMPORT_BYTES = 64 * 1024 * 1024
const SILENCE_MS = 30_000
const MAX_LINES = 2_000_000
const LF = 0x0a

export interface Spool {
  path: string
  /** Where each line begins in the file, in bytes. */
  lineStarts: Float64Array
  remove(): Promise<void>
}

/**
 * Lays the text down as UTF-8 without BOM, with line feeds only. Nothing stays behind unless it returns. Throws KcsError
 * `import-file-too-large`, `import-not-utf-eight`, `import-file-empty`, `body-cut`. The content is not destroyed, so that
 * a caller can still answer.
 */
export async function spool(
  content: Readable,
  { limitBytes = IMPORT_BYTES, folder = tmpdir() }: { limitBytes?: number; folder?: string } = {},
): Promise<Spool> {
  const path = join(folder, `kcs-import-${randomBytes(12).toString('hex')}.csv`)
  const remove = () => rm(path, { force: true })
  const file = await open(path, 'wx', 0o600)
  try {
    const lines = new LineStarts()
    const text = new Lines()
    let size = 0
    for await (const chunk of watched(content)) {
      size += chunk.length
      if (size > limitBytes) throw tooLarge(`At most ${limitBytes} bytes are taken.`)
      await lay(text.of(chunk, lines.count))
    }
    await lay(text.rest(lines.count))
    if (lines.written === 0) throw new KcsError('import-file-empty')
    return { path, lineStarts: lines.all(), remove }

    async function lay(part: string): Promise<void> {
      if (part === '') return
      const bytes = Buffer.from(part)
      lines.add(bytes)
      await file.write(bytes)
    }
  } catch (error) {
    await remove()
    throw error
  } finally {
    await file.close()
  }
}

/** The chunks of a stream that must not fall silent. */
async function* watched(content: Readable): AsyncGenerator<Buffer> {
  const chunks = content.iterator({ destroyOnReturn: false })
  for (;;) {
    let timer: NodeJS.Timeout | undefined
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new KcsError('body-cut', { detail: 'The file did not arrive in time.' })),
        SILENCE_MS,
      )
    })
    try {
      const next = (await Promise.race([chunks.next(), silence])) as IteratorResult<Buffer | string>
      if (next.done) return
      yield Buffer.from(next.value as Buffer)
    } catch (error) {
      throw error instanceof KcsError ? error : new KcsError('body-cut', { cause: error })
    } finally {
      clearTimeout(timer)
    }
  }
}

/** Bytes as text with line feeds only; a pair of carriage return and line feed may be cut between two chunks. */
class Lines {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true })
  private held = ''

  of(bytes: Buffer, linesBefore: number): string {
    const text = this.held + this.decoded(bytes, true, linesBefore)
    this.held = text.endsWith('\r') ? '\r' : ''
    return text.slice(0, text.length - this.held.length).replace(/\r\n?/g, '\n')
  }

  rest(linesBefore: number): string {
    return this.held.replace('\r', '\n') + this.decoded(Buffer.alloc(0), false, linesBefore)
  }

  private decoded(bytes: Buffer, stream: boolean, linesBefore: number): string {
    try {
      return this.decoder.decode(bytes, { stream })
    } catch (cause) {
      const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
      const detail =
        utf16 && linesBefore === 0 ? 'It is UTF-16.' : `Line ${linesBefore + 1 + badLine(bytes)} is not.`
      throw new KcsError('import-not-utf-eight', { detail, cause })
    }
  }
}

/** How many line feeds stand before the first line that is not UTF-8. */
function badLine(bytes: Buffer): number {
  let line = 0
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(LF, from)
    const until = end === -1 ? bytes.length : end
    // The first line of a chunk may begin within a letter, so that it is judged only where nothing else is left.
    if (!isUtf8(bytes.subarray(from, until)) && (line > 0 || until === bytes.length || from > 0)) return line
    from = until + 1
  }
  return 0
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

class LineStarts {
  written = 0
  count = 0
  private starts = new Float64Array(4096)

  /** Counts the line feeds; the first line begins at 0. */
  add(bytes: Buffer): void {
    for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) {
      this.count += 1
      if (this.count > MAX_LINES) throw tooLarge(`At most ${MAX_LINES} lines are taken.`)
      if (this.count === this.starts.length) {
        const longer = new Float64Array(this.starts.length * 2)
        longer.set(this.starts)
        this.starts = longer
      }
      this.starts[this.count] = this.written + at + 1
    }
    this.written += bytes.length
  }

  all(): Float64Array {
    return this.starts.subarray(0, this.count + 1)
  }
}

function tooLarge(detail: string): KcsError {
  return new KcsError('import-file-too-large', { detail })
}
