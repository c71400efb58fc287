// What the checks of agents read from their options.

import { randomBytes } from 'node:crypto'
import { usage } from './exit'
import { readSecretFile } from './secret-file'

/** Seconds of an option as milliseconds. Throws CliError unless they are a number above 0. */
export function msOf(seconds: string, option: string): number {
  const ms = Number(seconds) * 1000
  if (!(ms > 0 && ms <= 86_400_000))
    throw usage(`${seconds} is no number of seconds.`, `Give ${option} as a number above 0.`)
  return ms
}

/** The API key that the agent shows to a stand-in of KCS: that of the file, or a new one. */
export function checkKey(keyFile: string | undefined): string {
  return keyFile === undefined ? `kcs_check_${randomBytes(16).toString('hex')}` : readSecretFile(keyFile)
}
