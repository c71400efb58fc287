// An agent that `kcs agent new` wrote, as a process over its own folder.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type StarterLanguage, writeStarter } from '../../cli/starters'
import { findPython } from '../../local/python'
import { type Home } from './document-agent'
import { SECRET } from './specimen'

export interface RunningStarter {
  /** Where KCS calls it; an agent that fetches has none. */
  url: string
  /** Where people of the office work. */
  desk: string
  /** Its folder. */
  folder: string
  /** Ends it as a power cut would, and starts it again at the same ports. */
  killAndRestart(): Promise<void>
  act(deliveryKey: string, act: object): Promise<Response>
  stop(): Promise<void>
}

/** Programs of the languages that tests run; Java is not on every machine. */
const PROGRAMS: Record<Exclude<StarterLanguage, 'java'>, () => Promise<string[]>> = {
  node: async () => [process.execPath, 'agent.mjs'],
  python: async () => [(await findPython())!.path, 'agent.py'],
}

/** Writes the starter and runs it beside that KCS; `more` is added to its environment. */
export async function startStarter(
  language: Exclude<StarterLanguage, 'java'>,
  mode: 'push' | 'pull',
  home: Home,
  more: Record<string, string> = {},
): Promise<RunningStarter> {
  const folder = await mkdtemp(join(tmpdir(), `kcs-starter-${language}-`))
  writeStarter(folder, { name: 'ksitm-agent', language, mode })
  const [program, ...args] = await PROGRAMS[language]()
  const env: NodeJS.ProcessEnv = {
    ...{ PATH: process.env['PATH'], KCS_URL: home.url, KCS_API_KEY: home.apiKey, KCS_SECRET: SECRET },
    ...{ KCS_ENDPOINT: home.endpoint ?? 'endpoint-of-test', PORT: '0', DESK_PORT: '0', ...more },
  }
  let child: ChildProcess
  const agent: RunningStarter = {
    ...{ url: '', desk: '', folder },
    async killAndRestart() {
      await kill()
      env['DESK_PORT'] = new URL(agent.desk).port
      if (agent.url !== '') env['PORT'] = new URL(agent.url).port
      await run()
    },
    act: (deliveryKey, act) =>
      fetch(`${agent.desk}/${deliveryKey}/acts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(act),
      }),
    async stop() {
      await kill()
      await rm(folder, { recursive: true })
    },
  }
  await run()
  return agent

  async function run(): Promise<void> {
    child = spawn(program!, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] })
    const lines = createInterface(child.stdout!)
    // It may say first that KCS or its own desk gave no answer; what it says later has to be read as well.
    const [, where, desk] = await Promise.race([
      new Promise<RegExpExecArray>((resolve) =>
        lines.on('line', (line) => {
          const places = /^agent: (.+), desk: (\S+)$/.exec(line)
          if (places) resolve(places)
        }),
      ),
      once(child, 'exit').then(() => Promise.reject(new Error(`the ${language} starter did not start`))),
    ])
    Object.assign(agent, { url: mode === 'push' ? where : '', desk })
  }

  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
}
