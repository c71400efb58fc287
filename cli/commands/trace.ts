// kcs trace: where a letter is, desk by desk.

import { setTimeout as sleep } from 'node:timers/promises'
import { type Command } from 'commander'
import type { TraceResponse } from '../../api/routes/letters/dispatch/schema'
import { type Client } from '../client'
import { clientFor, type CommonOptions, withCommon } from '../common'
import { CliError, EXIT } from '../exit'
import { type Io, printJson, say } from '../io'
import { printTable } from '../table'
import { eventsSince, eventLine, headOf, historyRows, tapalRows } from '../trace-text'

interface Options extends CommonOptions {
  follow?: boolean
  history?: boolean
  all?: boolean
}

const EVERY_MS = 1_000
const PAGE = '200'

export function addTrace(program: Command, io: Io): void {
  withCommon(program.command('trace'))
    .summary('show where a letter is')
    .description(
      'Prints each tapal of a dispatch with its state, tries, age, desk and numbers. Times are those of Kerala.',
    )
    .argument('<dispatch>', 'id of the dispatch')
    .option('--history', 'also print what happened to each tapal, in order')
    .option(
      '--follow',
      'print what happens as it happens, until the letter is closed (with --json: one line each)',
    )
    .option('--all', 'read all tapals of a long list, not only the first 200')
    .action((id: string, options: Options) => trace(io, id, options))
}

async function trace(io: Io, id: string, options: Options): Promise<void> {
  const client = clientFor(io, options)
  const now = await readTrace(client, id, options.all ?? false)
  if (!options.follow) return show(io, now, options)
  const last = await follow(io, client, id, now, options)
  if (!options.json) show(io, last, options)
}

function show(io: Io, trace: TraceResponse, options: Options): void {
  if (options.json) return printJson(io, trace)
  io.stdout.write(`${headOf(trace).join('\n')}\n\n`)
  printTable(io.stdout, tapalRows(trace, io.now()))
  if (options.history) for (const lines of historyRows(trace)) io.stdout.write(`\n${lines.join('\n')}\n`)
  if (trace.next !== null) say(io, `These are the first ${trace.tapals.length} tapals; --all reads the rest.`)
}

async function readTrace(client: Client, id: string, all: boolean): Promise<TraceResponse> {
  const path = `/v1/dispatches/${encodeURIComponent(id)}/trace`
  const { body } = await client.call<TraceResponse>('GET', path, { query: { limit: PAGE } })
  while (all && body.next !== null) {
    const { body: more } = await client.call<TraceResponse>('GET', path, {
      query: { limit: PAGE, cursor: body.next },
    })
    body.tapals.push(...more.tapals)
    body.next = more.next
  }
  return body
}

/** Prints each new entry of the histories, and returns the trace once the dispatch has ended. */
async function follow(
  io: Io,
  client: Client,
  id: string,
  first: TraceResponse,
  options: Options,
): Promise<TraceResponse> {
  const lastSequences = new Map<string, number>()
  let disconnected = false
  for (let now = first; ; ) {
    for (const event of eventsSince(now, lastSequences)) {
      io.stdout.write(`${options.json ? JSON.stringify(event) : eventLine(event)}\n`)
    }
    if (now.dispatch.state === 'closed' || now.dispatch.state === 'cancelled') return now
    await sleep(EVERY_MS)
    try {
      now = await readTrace(client, id, options.all ?? false)
      if (disconnected) say(io, 'KCS answers again.')
      disconnected = false
    } catch (error) {
      // A restart of KCS does not end a letter's way, so it does not end the watching either.
      if (!(error instanceof CliError) || error.exitCode !== EXIT.unavailable) throw error
      if (!disconnected) say(io, `${error.message} Trying again.`)
      disconnected = true
    }
  }
}
