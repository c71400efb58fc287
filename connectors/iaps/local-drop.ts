// A drop on a disk of this machine, or on one that is mounted here. Nothing outside the folder is read or written.

import { constants, type Stats } from 'node:fs'
import { type FileHandle, link, lstat, open, opendir, realpath, rename, unlink } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { CHUNK_BYTES, type Drop, DropFault, type FileFacts, MAX_NAMES } from './drop'
import type { Patience } from './patience'

/** What the errors of the operating system are called. */
const FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'folder-missing',
  ENOTDIR: 'folder-missing',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EROFS: 'no-permission',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  ELOOP: 'no-plain-file',
  EMFILE: 'too-many-files',
  ENFILE: 'too-many-files',
}
/** File systems that know no second name for a file. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']

/** Does something with files: waits no longer than one may, and tells faults in our words. `late` as of Patience. */
type Noting = <T>(work: () => Promise<T>, late?: (value: T) => void) => Promise<T>

/**
 * Opens the drop at a `file:` address, which must lie below `root`, also by what its links lead to. Throws DropFault
 * `address-forbidden`, `folder-missing`, `no-permission`, `timeout`.
 */
export async function openLocalDrop(address: string, root: string | null, patience: Patience): Promise<Drop> {
  const noting: Noting = (work, late) => patience(address, () => worded(work), late)
  const base = await noting(() => realpath(fileURLToPath(address)))
  const realRoot = root === null ? null : await noting(() => realpath(root))
  if (realRoot === null || !isBelow(base, realRoot)) throw new DropFault('address-forbidden')

  // A link in the drop could lead anywhere, so each folder is looked up before it is used, and no file is followed.
  const placeOf = async (path: string): Promise<string> => {
    const folder = await realpath(join(base, dirname(path)))
    if (!isBelow(folder, base)) throw new DropFault('no-plain-file')
    return join(folder, basename(path))
  }
  const factsOf = async (path: string): Promise<FileFacts | null> => {
    const stats = await lstat(await placeOf(path)).catch(nullIfAbsent)
    return stats?.isFile() ? shown(stats) : null
  }
  return {
    list: (folder) =>
      noting(async () => {
        const names: string[] = []
        for await (const entry of await opendir(dirname(await placeOf(`${folder}/x`)))) {
          names.push(entry.name)
          if (names.length === MAX_NAMES) break
        }
        return names
      }),
    facts: (path) => noting(() => factsOf(path)),
    open: (path) =>
      noting(async () => {
        if ((await factsOf(path)) === null) return null
        // It may have been exchanged since: no link is followed, and a pipe of that name would never be opened.
        const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
        const file = await open(await placeOf(path), flags).catch(nullIfAbsent)
        if (file === null) return null
        const stats = await file.stat()
        if (stats.isFile()) return { stream: reading(file, noting), facts: shown(stats) }
        await file.close()
        return null
      }, closeLate),
    write: (path, content) => writeNew(() => placeOf(path), content, noting),
    commit: (draft, path) =>
      noting(async () => {
        const [draftPlace, place] = [await placeOf(draft), await placeOf(path)]
        const isOurs = await named(draftPlace, place)
        await unlink(draftPlace).catch(nullIfAbsent)
        return isOurs
      }),
    move: (from, to) =>
      noting(async () => {
        const [fromPlace, toPlace] = [await placeOf(from), await placeOf(to)]
        const moved = await rename(fromPlace, toPlace).catch(nullIfAbsent)
        return moved !== null
      }),
    remove: (path) =>
      noting(async () => {
        await unlink(await placeOf(path)).catch(nullIfAbsent)
      }),
    close: () => undefined,
  }
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)
}

function shown({ size, mtime }: Stats): FileFacts {
  return { bytes: size, changedAt: mtime }
}

/** Chunks with their faults in our words; the file is closed when the stream ends or is destroyed. */
function reading(file: FileHandle, noting: Noting): Readable {
  async function* chunks(): AsyncGenerator<Buffer> {
    try {
      for (;;) {
        const { bytesRead, buffer } = await noting(() => file.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES))
        if (bytesRead === 0) return
        yield buffer.subarray(0, bytesRead)
      }
    } finally {
      letGo(file)
    }
  }
  const stream = Readable.from(chunks(), { objectMode: false })
  // One that was never read has not begun, and would not end by itself.
  stream.once('close', () => letGo(file))
  return stream
}

async function writeNew(
  placeOf: () => Promise<string>,
  content: Readable | Buffer,
  noting: Noting,
): Promise<void> {
  const file = await noting(async () => open(await placeOf(), 'wx'), letGo)
  try {
    for await (const chunk of Buffer.isBuffer(content) ? [content] : (content as AsyncIterable<Buffer>))
      await noting(() => file.appendFile(chunk))
    await noting(() => file.datasync())
    await noting(() => file.close())
  } catch (error) {
    letGo(file)
    throw error
  }
}

/** Closes a file for which nobody waits: closing waits itself for what hangs. */
function letGo(file: FileHandle): void {
  void file.close().catch(() => undefined)
}

function closeLate(opened: { stream: Readable } | null): void {
  opened?.stream.destroy()
}

/** Gives a file a name that must be free, which a renaming does not ask for. Returns whether it was. */
async function named(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    if (!NO_LINKS.includes(codeOf(error))) throw error
    if (await lstat(path).catch(nullIfAbsent)) return false
    await rename(draft, path)
    return true
  }
}

async function worded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DropFault) throw error
    const fault = FAULTS[codeOf(error)]
    throw new DropFault(fault ?? 'drop-failure')
  }
}

function nullIfAbsent(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null
  throw error
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? ''
}
