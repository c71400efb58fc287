// Secrets come from files, so that they do not show in the process list or the shell history.

import { readFileSync } from 'node:fs'
import { usage } from './exit'

/** The content without its line end; `-` reads standard input. Throws CliError when it cannot be read. */
export function readSecretFile(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').trim()
  } catch {
    throw usage(`${file} cannot be read.`, 'Check the path.')
  }
}
