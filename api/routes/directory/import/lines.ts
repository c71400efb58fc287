// The lines of a file as it arrives: bounded, in UTF-8, with any line ends.

import type { Readable } from 'node:stream'
import { type ErrorCode, KcsError } from '../../../../domain/common/error'

/** Largest list that is taken over HTTP. */
export const IMPORT_BYTES = 64 * 1024 * 1024
const MAX_LINES = 2_000_000
const SILENCE_MS = 30_000
/** A line of more characters is cut, for no row is so long. */
const LINE_LENGTH = 128 * 1024

export const linesErrors = [
  'body-cut',
  'import-file-too-large',
  'import-not-utf-eight',
] as const satisfies readonly ErrorCode[]

/** The lines without their ends, some at a time. Throws KcsError; the content is not destroyed by that. */
export async function* linesOf(content: Readable, limitBytes = IMPORT_BYTES): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let size = 0
  let count = 0
  let rest = ''
  for await (const chunk of watched(content)) {
    size += chunk.length
    if (size > limitBytes) throw tooLarge(`At most ${limitBytes} bytes are taken.`)
    const text = rest + decoded(chunk, true)
    // The end of a line may be cut between two chunks.
    const lines = text.split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop()!.slice(0, LINE_LENGTH)
    count += lines.length
    if (count > MAX_LINES) throw tooLarge(`At most ${MAX_LINES} lines are taken.`)
    yield lines
  }
  rest += decoded(Buffer.alloc(0), false)
  if (rest !== '') yield rest.split('\r', 1)

  function decoded(bytes: Buffer, stream: boolean): string {
    try {
      return decoder.decode(bytes, { stream })
    } catch (cause) {
      const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
      const detail = utf16 && count === 0 ? 'It is UTF-16.' : `Line ${count + 1 + linesBefore(bytes)} is not.`
      throw new KcsError('import-not-utf-eight', { detail, cause })
    }
  }
}

/** How many lines of a chunk end before the first letter that is not UTF-8; the chunk may begin within a letter. */
function linesBefore(bytes: Buffer): number {
  const first = bytes.findIndex((byte) => byte >> 6 !== 2)
  const text = new TextDecoder().decode(bytes.subarray(first), { stream: true })
  return text.slice(0, Math.max(0, text.indexOf('\ufffd'))).split(/\r\n|\n|\r/).length - 1
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
