// The files of a letter: looked at before anything is sent, then uploaded one by one.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { HEAD_BYTES, MEDIA_TYPES as KINDS } from '../domain/letters/document/media-types'
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

/** Reads name, size and type of each file. Throws CliError for a file that KCS would not take. */
export async function examineFiles(paths: readonly string[]): Promise<LetterFile[]> {
  if (paths.length > MAX_DOCUMENTS)
    throw usage(`A letter has at most ${MAX_DOCUMENTS} documents.`, 'Join some of them.')
  const files: LetterFile[] = []
  for (const path of paths) files.push(await examineFile(path))
  return files
}

async function examineFile(path: string): Promise<LetterFile> {
  const stats = await stat(path).catch(() => undefined)
  if (!stats?.isFile()) throw usage(`${path} is not a readable file.`, 'Check the path.')
  if (stats.size === 0) throw usage(`${path} is empty.`, 'Choose the file again.')
  if (stats.size > MAX_DOCUMENT_BYTES)
    throw usage(`${path} is larger than 50 MB.`, 'Send a smaller file, or split it.')
  const mediaType = await mediaTypeOf(path)
  if (!mediaType) throw usage(`${path} is neither PDF nor PNG nor JPEG.`, 'Save it as PDF.')
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return { path, name: basename(path), size: stats.size, mediaType, sha256: hash.digest('hex') }
}

/** Judges the type by the first bytes, as KCS does; the name does not count. */
async function mediaTypeOf(path: string): Promise<string | undefined> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    const kind = KINDS.find(({ fits }) => fits(buffer.subarray(0, bytesRead)))?.mediaType
    return MEDIA_TYPES.find((taken) => taken === kind)
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
