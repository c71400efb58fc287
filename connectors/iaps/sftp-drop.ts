// A drop behind SFTP, over one connection.

import { posix } from 'node:path'
import { Readable } from 'node:stream'
import { type Stats } from 'ssh2'
import { CHUNK_BYTES, type Drop, DropFault, type FileFacts, MAX_NAMES } from './drop'
import { type Settings } from './schema'
import { isAbsent, isEnd, openSftpLine, type SftpDeps } from './sftp-line'

/** Opens the drop at an `sftp:` address. Throws what `openSftpLine` throws. */
export async function openSftpDrop(address: string, settings: Settings, deps: SftpDeps): Promise<Drop> {
  const { sftp, call, close } = await openSftpLine(address, settings, deps)
  const base = decodeURIComponent(new URL(address).pathname)
  const at = (path: string): string => posix.join(base, path)
  const factsOf = async (path: string): Promise<FileFacts | null> => {
    const stats = await call<Stats>((end) => sftp.lstat(at(path), end)).catch(nullIfAbsent)
    return stats?.isFile() ? shown(stats) : null
  }
  const remove = (path: string): Promise<void> =>
    call((end) => sftp.unlink(at(path), end)).catch((error: unknown) => void nullIfAbsent(error))
  const rename = (from: string, to: string): Promise<void> =>
    call((end) => sftp.rename(at(from), at(to), end))

  return {
    facts: factsOf,
    remove,
    close,

    async list(folder) {
      const names: string[] = []
      const handle = await call<Buffer>((end) => sftp.opendir(at(folder), end))
      for (;;) {
        const some = await call<{ filename: string }[] | false>((end) => sftp.readdir(handle, end)).catch(
          falseAtEnd,
        )
        if (some === false) break
        names.push(...some.map(({ filename }) => filename))
        if (names.length >= MAX_NAMES) break
      }
      await call((end) => sftp.close(handle, end))
      return names.slice(0, MAX_NAMES)
    },

    async open(path) {
      const facts = await factsOf(path)
      if (facts === null) return null
      const handle = await call<Buffer>((end) => sftp.open(at(path), 'r', end)).catch(nullIfAbsent)
      if (handle === null) return null
      async function* chunks(opened: Buffer): AsyncGenerator<Buffer> {
        const keepPace = paceOf(deps.limits)
        for (let position = 0; ; ) {
          keepPace(position)
          const chunk = await call<Buffer>((end) =>
            sftp.read(opened, Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, position, (error, size, buffer) =>
              end(error, error ? buffer : buffer.subarray(0, size)),
            ),
          ).catch((error: unknown) => (isEnd(error) ? Buffer.alloc(0) : Promise.reject(error as Error)))
          if (chunk.length === 0) return
          position += chunk.length
          yield chunk
        }
      }
      const stream = Readable.from(chunks(handle), { objectMode: false })
      stream.once('close', () => sftp.close(handle, () => undefined))
      return { stream, facts }
    },

    async write(path, content) {
      const handle = await call<Buffer>((end) => sftp.open(at(path), 'wx', end))
      let position = 0
      const keepPace = paceOf(deps.limits)
      try {
        for await (const chunk of Buffer.isBuffer(content) ? [content] : (content as AsyncIterable<Buffer>)) {
          await call((end) => sftp.write(handle, chunk, 0, chunk.length, position, end))
          position += chunk.length
          keepPace(position)
        }
      } catch (error) {
        sftp.close(handle, () => undefined)
        throw error
      }
      await call((end) => sftp.close(handle, end))
    },

    async commit(draft, path) {
      try {
        await rename(draft, path)
        return true
      } catch (error) {
        // A server says only that it failed where the name is not free.
        if (error instanceof DropFault && error.kind === 'sent') throw error
        if ((await factsOf(path)) === null) throw error
        await remove(draft)
        return false
      }
    },

    async move(from, to) {
      try {
        await rename(from, to)
        return true
      } catch (error) {
        if (error instanceof DropFault && error.kind === 'sent') throw error
        if ((await factsOf(from)) === null) return false
        if ((await factsOf(to)) === null) throw error
        await remove(to)
        return rename(from, to).then(() => true)
      }
    },
  }
}

/** Throws DropFault `timeout` where a content goes on more slowly than one by HTTP may. */
function paceOf({ totalMs, uploadMsPerMiB }: SftpDeps['limits']): (bytes: number) => void {
  const begunMs = performance.now()
  return (bytes) => {
    if (performance.now() - begunMs > totalMs + (bytes / 2 ** 20) * uploadMsPerMiB)
      throw new DropFault('timeout', 'sent')
  }
}

function falseAtEnd(error: unknown): false {
  if (isEnd(error)) return false
  throw error
}

function nullIfAbsent(error: unknown): null {
  if (isAbsent(error)) return null
  throw error
}

function shown({ size, mtime }: Stats): FileFacts {
  return { bytes: size, changedAt: new Date(mtime * 1000) }
}
