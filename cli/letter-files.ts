// The files of a letter: looked at before anything is sent, then uploaded one by one.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileNameFault } from '../domain/common/text/file-name'
import { tidyText } from '../domain/common/text/text'
import {
  HEAD_BYTES,
  MEDIA_TYPES as KINDS,
  nameFits,
  TAIL_BYTES,
} from '../domain/letters/document/media-types'
import { MAX_DOCUMENT_BYTES, MAX_DOCUMENTS, MEDIA_TYPES } from '../domain/letters/dispatch/limits'
import { type Client } from './client'
import { usage } from './exit'

export interface LetterFile {
  path: string
  name: string
  size: number
  mediaType: string
  sha256: string
}

/**
 * Reads size and type of each file; its name is the one given for it, in the same order, or that of the file. Throws
 * CliError for a file that KCS would not take.
 */
export async function examineFiles(
  paths: readonly string[],
  names: readonly string[] = [],
): Promise<LetterFile[]> {
  if (paths.length > MAX_DOCUMENTS)
    throw usage(`A letter has at most ${MAX_DOCUMENTS} documents.`, 'Join some of them.')
  const files: LetterFile[] = []
  if (names.length > paths.length) throw usage('There are more names than files.', 'Give --name once a file.')
  for (const [at, path] of paths.entries()) files.push(await examineFile(path, names[at] ?? basename(path)))
  return files
}

async function examineFile(path: string, givenName: string): Promise<LetterFile> {
  const name = tidyText(givenName)
  const fault = fileNameFault(name)
  if (fault !== null)
    throw usage(
      `The name ${JSON.stringify(name)} ${fault}.`,
      'Rename the file, or name the document by --name NAME.',
    )
  const stats = await stat(path).catch(() => undefined)
  if (!stats?.isFile()) throw usage(`${path} is not a readable file.`, 'Check the path.')
  if (stats.size === 0) throw usage(`${path} is empty.`, 'Choose the file again.')
  if (stats.size > MAX_DOCUMENT_BYTES)
    throw usage(`${path} is larger than 50 MB.`, 'Send a smaller file, or split it.')
  const { mediaType, isWhole } = await typeOf(path, stats.size)
  if (!mediaType) throw usage(`${path} is neither PDF nor PNG nor JPEG.`, 'Save it as PDF.')
  if (!isWhole)
    throw usage(
      `${path} is not whole: its end is missing.`,
      'Save or scan it again, and open it once to see it.',
    )
  if (!nameFits(name, mediaType))
    throw usage(
      `The name ${JSON.stringify(name)} does not end as ${mediaType} does.`,
      'Rename the file, or name the document by --name NAME.',
    )
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return { path, name, size: stats.size, mediaType, sha256: hash.digest('hex') }
}

/** Judges the file by its first and last bytes, as KCS does; the name does not count. */
async function typeOf(path: string, size: number): Promise<{ mediaType?: string; isWhole: boolean }> {
  const file = await open(path)
  const readAt = async (length: number, at: number) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
    return buffer.subarray(0, bytesRead)
  }
  try {
    const head = await readAt(HEAD_BYTES, 0)
    const kind = KINDS.find(({ fits }) => fits(head))
    const mediaType = MEDIA_TYPES.find((mediaType) => mediaType === kind?.mediaType)
    if (!kind || !mediaType) return { isWhole: false }
    const tail = await readAt(TAIL_BYTES, Math.max(0, size - TAIL_BYTES))
    return { mediaType, isWhole: kind.isWhole(tail, { head, size }) }
  } finally {
    await file.close()
  }
}

/** Uploads the file for an office; a file that KCS has already is not kept twice. */
export async function uploadFile(client: Client, file: LetterFile, office: string): Promise<void> {
  await client.call('POST', '/v1/documents', {
    query: { office },
    headers: {
      'content-type': file.mediaType,
      'content-length': String(file.size),
      'content-digest': `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`,
    },
    body: createReadStream(file.path),
  })
}
