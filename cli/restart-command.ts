// Ends an agent under check and starts it again, by a command of its maker.

import { spawn } from 'node:child_process'
import { CliError, EXIT } from './exit'

const LIMIT_MS = 120_000

/**
 * Runs the command by the shell and returns when it has ended. What it starts may go on; it may wait for nothing of ours.
 * Throws CliError where it fails.
 */
export async function restartBy(command: string): Promise<void> {
  // Nothing is inherited: an agent that is started here would hold our streams open.
  const child = spawn(command, { shell: true, stdio: 'ignore', timeout: LIMIT_MS })
  const code = await new Promise<number | string>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (status, signal) => resolve(status ?? signal ?? 'unknown'))
  })
  if (code !== 0)
    throw new CliError(`--restart-command ended with ${code}.`, {
      exitCode: EXIT.usage,
      remedy: 'Give a command that ends the agent, starts it again in the background, and ends with 0.',
    })
}
