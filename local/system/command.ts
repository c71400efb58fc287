/** Runs programs of the system and finds them on PATH. */
import { spawn } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export interface CommandResult {
  /** Exit code; 127 when the program could not be started, 124 when it was ended for taking too long. */
  code: number
  stdout: string
  stderr: string
}

const outputLimit = 1_000_000

/** Runs a program to its end with no input; never throws. Each output is kept up to its first million characters. */
export async function run(
  program: string,
  args: string[],
  options: { timeoutMs?: number; env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const result: CommandResult = { code: 127, stdout: '', stderr: '' }
    const child = spawn(program, args, {
      env: options.env,
      cwd: options.cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, options.timeoutMs ?? 30_000)
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].on('data', (chunk: Buffer) => {
        if (result[stream].length < outputLimit) result[stream] += chunk.toString('utf8')
      })
    }
    child.once('error', (error) => {
      clearTimeout(timer)
      resolve({ ...result, stderr: error.message })
    })
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve({ ...result, code: late ? 124 : (code ?? 1) })
    })
  })
}

/** The full path of a program on PATH, or undefined. */
export function onPath(name: string, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const names = process.platform === 'win32' ? [`${name}.exe`, name] : [name]
  for (const folder of (environment['PATH'] ?? '').split(delimiter).filter(Boolean)) {
    for (const candidate of names.map((file) => join(folder, file))) {
      if (isProgram(candidate)) return candidate
    }
  }
  return undefined
}

/** True for a file that this user may execute. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
