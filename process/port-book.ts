/** Which ports `npm start` has chosen, as they are remembered on this machine. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Under this use the port of the Gateway API is remembered. */
export const GATEWAY_USE = 'KCS'

/** The remembered ports by use; a file that is missing or spoiled counts as empty. */
export function readPorts(file: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>
  } catch {
    return {}
  }
}

/** Replaces the file as a whole. */
export function writePorts(file: string, ports: Record<string, number>): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, `${JSON.stringify(ports, null, 2)}\n`)
  renameSync(`${file}.new`, file)
}
