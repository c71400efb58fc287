// The whole agent of docs/agent-protocol.md as a process.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SECRET } from './specimen'

/** The KCS that an agent belongs to. */
export interface Home {
  url: string
  apiKey: string
  /** The id of its endpoint there. */
  endpoint?: string
}

export function agentProtocol(): string {
  return readFileSync(join(__dirname, '../../docs/agent-protocol.md'), 'utf8')
}

/** The code block of the document that is marked with this word. */
export function blockOf(document: string, mark: string): string {
  const content = new RegExp(`^\`\`\`\\w+ ${mark}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(document)?.[1]
  if (content === undefined) throw new Error(`no block marked ${mark}`)
  return content
}

/** Runs `agent.mjs` of the folder, which is also where it keeps its letters. */
export function runDocumentAgent(folder: string, home: Home, args: string[]): ChildProcess {
  return fork(join(folder, 'agent.mjs'), args, {
    silent: true,
    execArgv: [],
    env: {
      PATH: process.env.PATH,
      STATE: folder,
      KCS_URL: home.url,
      KCS_API_KEY: home.apiKey,
      KCS_SECRET: SECRET,
      KCS_ENDPOINT: home.endpoint ?? 'endpoint-of-test',
    },
  })
}

export async function startDocumentAgent(
  folder: string,
  home: Home,
): Promise<{ url: string; stop(): Promise<void> }> {
  const child = runDocumentAgent(folder, home, [])
  const [line] = (await once(child.stdout!, 'data')) as [Buffer]
  return {
    url: line.toString().trim(),
    async stop() {
      child.kill()
      await once(child, 'exit')
    },
  }
}
