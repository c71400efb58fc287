// The lines of a file as it arrives: bounded, in UTF-8, with any line ends.

import { isUtf8 } from 'node:buffer'
import type { Readable } from 'node:stream'
import { type ErrorCode, KcsError } from '../../../../domain/common/error'

/** Largest list that is taken over HTTP. */
export const IMPORT_BYTES = 64 * 1024 * 1024
const MAX_LINES = 2_000_000
const SILENCE_MS = 30_000
/** A line of more bytes is cut, for no row is so long. */
const LINE_BYTES = 256 * 1024

export const linesErrors = [
  'body-cut',
  'import-file-too-large',
  'import-not-utf-eight',
] as const satisfies readonly ErrorCode[]

/** The lines without their ends, some at a time. Throws KcsError; the content is not destroyed by that. */
export async function* linesOf(content: Readable, limitBytes = IMPORT_BYTES): AsyncGenerator<string[]> {
  let size = 0
  let count = 0
  /** What has no end yet, each byte as a sign of its own. */
  let rest = ''
  for await (const chunk of watched(content)) {
    size += chunk.length
    if (size > limitBytes) throw tooLarge(`At most ${limitBytes} bytes are taken.`)
    // The end of a line may be cut between two chunks.
    const lines = (rest + chunk.toString('latin1')).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop()!.slice(0, LINE_BYTES)
    if (count + lines.length > MAX_LINES) throw tooLarge(`At most ${MAX_LINES} lines are taken.`)
    yield lines.map(decoded)
  }
  if (rest !== '') yield rest.split('\r', 1).map(decoded)

  function decoded(line: string): string {
    const bytes = Buffer.from(line, 'latin1')
    count += 1
    // One that was cut may end within a letter.
    if (!isUtf8(bytes) && bytes.length < LINE_BYTES) {
      const utf16 = count === 1 && /^(\xff\xfe|\xfe\xff)/.test(line)
      const detail = utf16 ? 'It is UTF-16.' : `Line ${count} is not.`
      throw new KcsError('import-not-utf-eight', { detail })
    }
    return count === 1 ? bytes.toString().replace(/^\ufeff/, '') : bytes.toString()
  }
}

/** The chunks of a stream that must not fall silent. */
async function* watched(content: Readable): AsyncGenerator<Buffer> {
  const chunks = content.iterator({ destroyOnReturn: false })
  for (;;) {
    let timer: NodeJS.Timeout | undefined
    const silence = new Promise<never>((_, reject) => {
      const late = new KcsError('body-cut', { detail: 'The file did not arrive in time.' })
      timer = setTimeout(() => reject(late), SILENCE_MS)
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

function tooLarge(detail: string): KcsError {
  return new KcsError('import-file-too-large', { detail })
}
