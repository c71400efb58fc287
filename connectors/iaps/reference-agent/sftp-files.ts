// The files that the SFTP server of a reference iAPS lets KCS see and change; the faults on the knobs meet each request.

import { type Stats } from 'node:fs'
import { type FileHandle, link, lstat, open, readdir, unlink } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type SFTPWrapper, utils } from 'ssh2'
import { type Fault, type KnobBoard } from '../../reference/knobs'
import { FOLDERS } from '../schema'

export interface SftpOptions {
  folder: string
  drop: string
  /** Of the instance, for the faults on its knobs. */
  code: string
  knobs: KnobBoard
  accepts(user: string, password: string): boolean
  /** Called when KCS has said what came of something, before its call is answered. */
  told(): Promise<void>
}

const { STATUS_CODE } = utils.sftp
/** This version of the protocol has no status for it; servers say it in words, if at all. */
const NO_SPACE = 'No space left on device'
/** Names in one answer. */
const NAMES = 100

const STATUSES: Readonly<Record<string, number>> = {
  ENOENT: STATUS_CODE.NO_SUCH_FILE,
  EACCES: STATUS_CODE.PERMISSION_DENIED,
}
/** What a fault with the status of HTTP means here; 507 is a full disk. */
const FAULT_STATUSES: Readonly<Record<number, number>> = {
  200: STATUS_CODE.BAD_MESSAGE,
  403: STATUS_CODE.PERMISSION_DENIED,
  404: STATUS_CODE.NO_SUCH_FILE,
}

type Opened = { file: FileHandle } | { names: string[] }

/** Serves one session. Requests have the names of HTTP on the knobs: GET, PUT, MOVE, DELETE. */
export function serveFiles(sftp: SFTPWrapper, options: SftpOptions, hangUp: () => void): void {
  const { drop, code, knobs, told } = options
  const opened = new Map<number, Opened>()
  let handles = 0
  // A name may begin with a slash or not, and leads nowhere above the drop.
  const pathOf = (name: string): string => posix.normalize(`/${name}`)
  const placeOf = (name: string): string => join(drop, pathOf(name))
  const handleOf = (thing: Opened): Buffer => {
    handles += 1
    opened.set(handles, thing)
    const handle = Buffer.alloc(4)
    handle.writeUInt32BE(handles)
    return handle
  }
  const openedAt = (handle: Buffer): Opened => {
    const thing = opened.get(handle.readUInt32BE(0))
    if (!thing) throw new Error('The handle is not open.')
    return thing
  }
  const fileAt = (handle: Buffer): FileHandle => {
    const thing = openedAt(handle)
    if (!('file' in thing)) throw new Error('The handle is that of a folder.')
    return thing.file
  }
  const spoil = (id: number, { mode, status }: Fault): void => {
    if (mode === 'cut') hangUp()
    else if (mode === 'answer')
      sftp.status(id, FAULT_STATUSES[status] ?? STATUS_CODE.FAILURE, status === 507 ? NO_SPACE : '')
  }
  /** Has the effect of a request, whose answer is sent unless a fault meets it. */
  const serve = (id: number, method: string, path: string, effect: () => Promise<() => void>): void => {
    const work = async (): Promise<void> => {
      const fault = knobs.next(method, `/${code}${path}`)
      if (knobs.knobs.slowMs > 0) await wait(knobs.knobs.slowMs)
      if (fault && !fault.afterEffect) return spoil(id, fault)
      const answer = await effect()
      if (fault) spoil(id, fault)
      else answer()
    }
    work().catch((error: NodeJS.ErrnoException) =>
      sftp.status(
        id,
        STATUSES[error.code ?? ''] ?? STATUS_CODE.FAILURE,
        error.code === 'ENOSPC' ? NO_SPACE : '',
      ),
    )
  }
  const well = (id: number) => () => sftp.status(id, STATUS_CODE.OK)

  sftp.on('REALPATH', (id, name) =>
    serve(id, 'GET', pathOf(name), async () => () => {
      sftp.name(id, [{ filename: pathOf(name), longname: pathOf(name), attrs: NO_ATTRIBUTES }])
    }),
  )
  const tell = (id: number, name: string): void =>
    serve(id, 'GET', pathOf(name), async () => {
      const stats = await lstat(placeOf(name))
      return () => sftp.attrs(id, attributesOf(stats))
    })
  sftp.on('STAT', tell)
  sftp.on('LSTAT', tell)
  sftp.on('OPEN', (id, name, flags) => {
    const mode = utils.sftp.flagsToString(flags)
    const isRead = mode === 'r'
    serve(id, isRead ? 'GET' : 'PUT', pathOf(name), async () => {
      const file = await open(placeOf(name), isRead ? 'r' : 'wx')
      return () => sftp.handle(id, handleOf({ file }))
    })
  })
  sftp.on('READ', (id, handle, offset, length) =>
    serve(id, 'GET', '/read', async () => {
      const { bytesRead, buffer } = await fileAt(handle).read(Buffer.alloc(length), 0, length, offset)
      if (bytesRead === 0) return () => sftp.status(id, STATUS_CODE.EOF)
      return () => sftp.data(id, buffer.subarray(0, bytesRead))
    }),
  )
  sftp.on('WRITE', (id, handle, offset, data) =>
    serve(id, 'PUT', '/write', async () => {
      await fileAt(handle).write(data, 0, data.length, offset)
      return well(id)
    }),
  )
  sftp.on('CLOSE', (id, handle) =>
    serve(id, 'GET', '/close', async () => {
      const thing = openedAt(handle)
      opened.delete(handle.readUInt32BE(0))
      if ('file' in thing) {
        await thing.file.datasync()
        await thing.file.close()
      }
      return well(id)
    }),
  )
  sftp.on('OPENDIR', (id, name) =>
    serve(id, 'GET', pathOf(name), async () => {
      const names = await readdir(placeOf(name))
      return () => sftp.handle(id, handleOf({ names }))
    }),
  )
  sftp.on('READDIR', (id, handle) =>
    serve(id, 'GET', '/names', async () => {
      const thing = openedAt(handle)
      const some = 'names' in thing ? thing.names.splice(0, NAMES) : []
      if (some.length === 0) return () => sftp.status(id, STATUS_CODE.EOF)
      return () =>
        sftp.name(
          id,
          some.map((filename) => ({ filename, longname: filename, attrs: NO_ATTRIBUTES })),
        )
    }),
  )
  sftp.on('REMOVE', (id, name) =>
    serve(id, 'DELETE', pathOf(name), async () => {
      await unlink(placeOf(name))
      return well(id)
    }),
  )
  sftp.on('RENAME', (id, from, to) =>
    serve(id, 'MOVE', pathOf(to), async () => {
      // As servers do it in this version of the protocol: nothing is replaced.
      await link(placeOf(from), placeOf(to))
      await unlink(placeOf(from))
      if (pathOf(to).startsWith(`/${FOLDERS.verdicts}/`)) await told()
      return well(id)
    }),
  )
  sftp.on('close', () => {
    for (const thing of opened.values()) if ('file' in thing) thing.file.close().catch(() => undefined)
    opened.clear()
  })
}

const NO_ATTRIBUTES = { mode: 0, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 }

function attributesOf({ mode, uid, gid, size, atimeMs, mtimeMs }: Stats): typeof NO_ATTRIBUTES {
  return { mode, uid, gid, size, atime: Math.floor(atimeMs / 1000), mtime: Math.floor(mtimeMs / 1000) }
}
