// kcs ops replay, reroute, give-up: one act on many letters, as a job.

import { randomUUID } from 'node:crypto'
import type { JobResponse } from '../../api/routes/operations/desk/schema'
import { type DeskAct, MAX_SELECTION } from '../../domain/operations/desk/desk'
import { clientFor, type CommonOptions } from '../common'
import { usage } from '../exit'
import { type Io, printJson, say } from '../io'
import { printTable, table } from '../table'
import { instantOf } from '../time'
import { filterOf, type FilterOptions } from './filter'

export interface JobOptions extends CommonOptions, FilterOptions {
  reason: string
  perMinute: number
  way?: string
}

/** Begins a job on the letters named, or on all that the options find. */
export async function doJob(
  io: Io,
  act: DeskAct,
  letters: readonly string[],
  options: JobOptions,
): Promise<void> {
  const filter = filterOf(options)
  const byFilter = Object.keys(filter).length > 0
  if (letters.length > 0 === byFilter)
    throw usage(
      byFilter ? 'Letters are named and also looked for.' : 'No letters are named.',
      `Name up to ${MAX_SELECTION} ids, or say which by --state, --endpoint, --system, --code, --office, --since, --until.`,
    )
  const { reason, perMinute, way } = options
  const lettersOrFilter = byFilter ? { filter } : { letters }
  const { body } = await clientFor(io, options).call<JobResponse>('POST', '/v1/desk/jobs', {
    body: { act, ...lettersOrFilter, ...(way === undefined ? {} : { way }), perMinute, reason },
    headers: { 'idempotency-key': randomUUID() },
  })
  print(io, body, options)
}

/** Prints the newest jobs. */
export async function listJobs(io: Io, options: CommonOptions & { limit: string }): Promise<void> {
  const { body } = await clientFor(io, options).call<{ items: JobResponse[] }>('GET', '/v1/desk/jobs', {
    query: { limit: options.limit },
  })
  if (options.json) return printJson(io, body)
  if (body.items.length === 0) return say(io, 'No job was begun yet.')
  const rows = body.items.map((job) => [
    job.id,
    job.act,
    job.state,
    String(job.done),
    String(job.passed),
    instantOf(job.at),
    job.by,
    job.reason,
  ])
  printTable(io.stdout, table(['JOB', 'ACT', 'STATE', 'DONE', 'PASSED OVER', 'BEGUN', 'BY', 'REASON'], rows))
}

/** Stops a job. */
export async function stopJob(
  io: Io,
  id: string,
  options: CommonOptions & { reason: string },
): Promise<void> {
  const { body } = await clientFor(io, options).call<JobResponse>(
    'POST',
    `/v1/desk/jobs/${encodeURIComponent(id)}/stop`,
    { body: { reason: options.reason } },
  )
  print(io, body, options)
}

function print(io: Io, job: JobResponse, options: CommonOptions): void {
  if (options.json) return printJson(io, job)
  io.stdout.write(`${job.id}\n`)
  say(io, `${job.act} ${job.state}: ${job.done} letters dealt with, ${job.passed} passed over.`)
  if (job.state === 'under-way') say(io, 'It goes on in the background. See: kcs ops jobs')
}
