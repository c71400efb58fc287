/** The secret of this machine's KCS: made once, kept in `.local/secret` for this user only. */
import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { localPath } from '../process/paths'

/** The same 64 hexadecimal digits on each call, for `KCS_SECRET`; two processes at once agree on one. */
export function localSecret(file: string = localPath('secret')): string {
  const secret = readSecret(file)
  if (secret) return secret
  mkdirSync(dirname(file), { recursive: true })
  const own = `${file}.${process.pid}`
  writeFileSync(own, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 })
  chmodSync(own, 0o600)
  try {
    linkSync(own, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(own, { force: true })
  }
  return readSecret(file) ?? fail(file)
}

function readSecret(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function fail(file: string): never {
  throw new Error(`${file} vanished while it was being made`)
}
