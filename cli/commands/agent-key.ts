// kcs agent key: gives an agent another key, or one to try KCS out with.

import { randomUUID } from 'node:crypto'
import { type Command } from 'commander'
import { clientFor, type CommonOptions, withCommon } from '../common'
import { type Io, printJson, say } from '../io'
import { pairs } from '../table'

interface Options extends CommonOptions {
  test?: true
}

export function addAgentKey(agent: Command, io: Io): void {
  withCommon(agent.command('key <agent>'))
    .summary('give an agent another key')
    .description(
      'Makes another API key of the agent and prints it, this once only; the keys before it still work. ' +
        'Needs an administrator.',
    )
    .option('--test', 'a test key: all letters that are sent with it are test letters, and reach no office')
    .action((id: string, options: Options) => giveKey(io, id, options))
}

async function giveKey(io: Io, agent: string, options: Options): Promise<void> {
  const client = clientFor(io, options)
  const { body } = await client.call<{ id: string; apiKey: string }>(
    'POST',
    `/v1/agents/${encodeURIComponent(agent)}/keys`,
    { headers: { 'idempotency-key': randomUUID() }, body: options.test ? { test: true } : {} },
  )
  const rows: [string, string][] = [
    ['key', body.id],
    [options.test ? 'test key' : 'API key', body.apiKey],
  ]
  if (options.json) printJson(io, body)
  else io.stdout.write(`${pairs(rows).join('\n')}\n`)
  say(io, 'Keep the API key now: it is not shown again.')
}
