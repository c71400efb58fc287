/** Starts one Node process of ours with a channel to it, its output in a log file, and waits until it is ready. */
import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { supervisedMark } from '../process/child'
import { type Running } from './keep-running'
import { type LogFile, openLogFile } from './system/log-file'

export interface NodeProcess {
  /** Unique among the processes of one supervisor; also the name of its log. */
  name: string
  /** Path of the script to run. */
  script: string
  args?: string[]
  /** Added to our own environment. */
  env?: Record<string, string | undefined>
  /** Options of Node itself. */
  execArgv?: string[]
  /** The sign that it is ready: `sayReady()` of child.ts (default), a URL that returns 2xx, or a line of its output. */
  ready?: 'message' | { url: string } | { line: RegExp }
  /** Default 60 s. */
  readyTimeoutMs?: number
  /** Time to stop before it is killed. Default 15 s. */
  stopTimeoutMs?: number
}

/** Resolves when the process is ready; throws with its last words when it ends before, or time is up. */
export async function startNodeProcess(
  options: NodeProcess,
  logFile: string,
): Promise<Running & { pid: number }> {
  const log = openLogFile(logFile)
  const child = fork(options.script, options.args ?? [], {
    env: { ...process.env, ...options.env, [supervisedMark]: '1' },
    execArgv: options.execArgv ?? ['--enable-source-maps'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own: Ctrl-C in the terminal reaches us alone, and we stop our children in order.
    detached: true,
  })
  child.stdout?.on('data', log.write)
  child.stderr?.on('data', log.write)
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) =>
      resolve(signal ? `signal ${signal}` : `exit code ${code ?? 'unknown'}`),
    )
  })
  const stop = async () => {
    await end(child, exited, options.stopTimeoutMs ?? 15_000)
    await log.close()
  }
  const timeoutMs = options.readyTimeoutMs ?? 60_000
  const over = new AbortController()
  const first = await Promise.race([
    isReady(child, options.ready ?? 'message', over.signal).then(() => undefined),
    exited,
    sleep(timeoutMs, `it was not ready after ${timeoutMs} ms`, { signal: over.signal }).catch(
      () => undefined,
    ),
  ])
  over.abort()
  if (first === undefined) return { exited, stop, pid: child.pid ?? 0 }
  await stop()
  throw new Error(`${options.name} did not start: ${first}${lastWords(log)}`)
}

async function isReady(
  child: ChildProcess,
  sign: NonNullable<NodeProcess['ready']>,
  over: AbortSignal,
): Promise<void> {
  if (sign !== 'message' && 'url' in sign) {
    while (!over.aborted && !(await respondsOk(sign.url))) await sleep(50)
    return
  }
  await new Promise<void>((resolve) => {
    if (sign === 'message') {
      child.on('message', (message) => {
        if ((message as { ready?: boolean }).ready) resolve()
      })
      return
    }
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-10_000)
      if (sign.line.test(output)) resolve()
    })
  })
}

async function respondsOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}

async function end(child: ChildProcess, exited: Promise<string>, timeoutMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
  await exited
  clearTimeout(timer)
}

function lastWords(log: LogFile): string {
  const lines = log.tail()
  return lines.length > 0 ? `\n  ${lines.join('\n  ')}\n(all of it is in ${log.path})` : ''
}
