// The documents of one reference Soochika: brought piece after piece and checked at the end, and handed out in pieces.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { inTurn } from '../../reference/journal'

/** How much of a document lies there. */
export interface Held {
  held: number
  complete: boolean
}

export interface DocumentShelf {
  find(sha256: string): Promise<Held>
  /** Adds a piece; one that lies there already changes nothing. `gap`: a piece before it is missing. */
  put(piece: {
    sha256: string
    offset: number
    size: number
    content: Buffer
  }): Promise<Held | 'gap' | 'damaged'>
  /** A piece of a document that an office sends; null where there is no such document. */
  piece(
    documentId: string,
    offset: number,
    length: number,
  ): Promise<{ content: Buffer; isLast: boolean } | null>
}

/** Opens the shelf in the folder of its instance; what offices send lies in `documents`, what KCS brings in `brought`. */
export function openDocumentShelf(folder: string): DocumentShelf {
  const brought = join(folder, 'brought')
  const turn = inTurn()
  const whole = (sha256: string): string => join(brought, sha256)
  const part = (sha256: string): string => join(brought, `${sha256}.part`)
  const find = async (sha256: string): Promise<Held> => {
    const size = await sizeOf(whole(sha256))
    return size === null
      ? { held: (await sizeOf(part(sha256))) ?? 0, complete: false }
      : { held: size, complete: true }
  }
  return {
    find,
    put: ({ sha256, offset, size, content }) =>
      turn(async () => {
        const before = await find(sha256)
        // One that lies there in whole length was not looked at: the process was ended before.
        if (before.complete || (offset < before.held && before.held < size)) return before
        if (offset > before.held) return 'gap'
        if (before.held < size) {
          await mkdir(brought, { recursive: true })
          await append(part(sha256), content)
        }
        const held = Math.max(before.held, offset + content.length)
        if (held < size) return { held, complete: false }
        if ((await digestOf(part(sha256))) !== sha256) {
          await rm(part(sha256))
          return 'damaged'
        }
        await rename(part(sha256), whole(sha256))
        return { held, complete: true }
      }),
    async piece(documentId, offset, length) {
      if (!/^[0-9a-f]{64}$/.test(documentId)) return null
      const path = join(folder, 'documents', documentId)
      const size = await sizeOf(path)
      if (size === null) return null
      const file = await open(path)
      try {
        const content = Buffer.alloc(Math.max(0, Math.min(length, size - offset)))
        await file.read(content, 0, content.length, offset)
        return { content, isLast: offset + content.length >= size }
      } finally {
        await file.close()
      }
    },
  }
}

async function append(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'a')
  try {
    await file.appendFile(content)
    await file.datasync()
  } finally {
    await file.close()
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    () => null,
  )
}
