/** Helpers for tests that start and kill real processes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../process/paths'

/** Options of Node that let a child process run a TypeScript file of ours; for `fork` and for the supervisor's `execArgv`. */
export function typescriptExecArgv(): string[] {
  return ['--enable-source-maps', '--require', join(projectRoot(), 'tests', 'support', 'typescript.js')]
}

/** Whether a process exists and is not just waiting to be collected by its parent. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  return !/^\d+ \(.*\) Z/s.test(statOf(pid))
}

function statOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return ''
  }
}
