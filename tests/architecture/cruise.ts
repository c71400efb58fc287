// Runs dependency-cruiser with the project's rules over a tree of rooms.

import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../../process/paths'

interface Violation {
  rule: { name: string }
  from: string
  to: string
}

export interface Cruise {
  /** `rule: from -> to`, sorted. */
  violations: string[]
  /** Files looked at. */
  files: string[]
}

/** Cruises the given rooms below `folder`; throws when the tool itself fails. */
export async function cruise(folder: string, rooms: readonly string[]): Promise<Cruise> {
  const tool = join(projectRoot(), 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs')
  const rules = join(projectRoot(), '.dependency-cruiser.js')
  const args = [tool, '--config', rules, '--output-type', 'json', ...rooms]
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: folder,
    maxBuffer: 256 * 1024 * 1024,
  }).catch((error: { stdout?: string }) => {
    // It ends with the number of violations; what it found stands on its output all the same.
    if (error.stdout?.startsWith('{')) return { stdout: error.stdout }
    throw error
  })
  const { summary, modules } = JSON.parse(stdout) as {
    summary: { violations: Violation[] }
    modules: { source: string }[]
  }
  return {
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).sort(),
    files: modules.map(({ source }) => source),
  }
}
