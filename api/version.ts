// The version of this package.

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** As the nearest package.json above says, from source and built alike. */
export function version(): string {
  let folder = __dirname
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder)
  const { version: text } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string
  }
  return text
}
