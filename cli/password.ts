// Asks for a password without showing it; off a terminal it is read from standard input, when asked to.

import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { usage } from './exit'
import { type Io } from './io'

/** Throws CliError when there is neither a terminal nor --password-stdin. */
export async function readPassword(io: Io, login: string, fromStdin: boolean): Promise<string> {
  if (fromStdin) return firstLine(io)
  if (!('isTTY' in io.stdin) || !io.stdin.isTTY) {
    throw usage('There is no terminal to ask for the password.', 'Pipe it in and add --password-stdin.')
  }
  io.stderr.write(`Password of ${login}: `)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: io.stdin, output: silent, terminal: true })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    io.stderr.write('\n')
  }
}

async function firstLine(io: Io): Promise<string> {
  let text = ''
  for await (const chunk of io.stdin) text += String(chunk)
  return text.split(/\r?\n/, 1)[0] ?? ''
}
