// The routes of the reference DDFS that KCS calls; the README of the connector describes them.

import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Router, type RouterContext } from '@koa/router'
import { writeWhole } from '../../reference/journal'
import { bytesOf, jsonOf, Refusal, reply } from '../../reference/server'
import { letterSchema, verdictsSchema } from '../schema'
import { type Ddfs } from './instance'
import { isWaiting, type KeptJob } from './jobs'

const MAX_FILE_BYTES = 50 * 1024 * 1024
const MEDIA_TYPES = ['application/pdf', 'image/png', 'image/jpeg']
const MAX_ENTRIES = 200
const VERDICT_BYTES = 4 * 1024 * 1024

/** Adds the calls of KCS, which shows its token with each. */
export function addProtocol(router: Router, ddfs: Ddfs): void {
  const { jobs, outgoing, options, settings } = ddfs
  router.use((ctx, next) => {
    checkToken(ctx.get('x-ddfs-token'), options.token ?? settings['token'] ?? '')
    return next()
  })
  router.get('/service', (ctx) =>
    reply(ctx, 200, {
      system: 'DDFS',
      mediaTypes: MEDIA_TYPES,
      maxFileBytes: MAX_FILE_BYTES,
      maxFiles: 20,
    }),
  )
  router.post('/files', (ctx) => keepFile(ddfs, ctx))
  router.get('/files/:id', async (ctx) => {
    // Of letters that its own offices send; those that KCS brought are for the desks.
    const path = pathOf(ddfs, 'documents', ctx.params.id!)
    if (path === null || !(await isThere(path))) throw new Refusal(404, { fault: 'FILE_UNKNOWN' })
    reply(ctx, 200, await readFile(path), { 'content-type': 'application/octet-stream' })
  })
  router.post('/letters', (ctx) => receive(ddfs, ctx))
  router.get('/letters', async (ctx) => {
    const found = await jobs.under(textOf(ctx, 'clientKey'))
    reply(ctx, 200, { jobs: found.map(jobShown) }, found.some(isWaiting) ? waitOf(ddfs) : {})
  })
  router.post('/letters/withdrawal', async (ctx) => {
    const result = await jobs.withdraw(textOf(ctx, 'clientKey'))
    reply(ctx, { withdrawn: 200, unseen: 404, taken: 409 }[result], { result })
  })
  router.get('/outgoing', (ctx) => {
    const after = Number(ctx.query['after'] ?? 0)
    const limit = Number(ctx.query['limit'] ?? MAX_ENTRIES)
    if (!Number.isSafeInteger(after) || after < 0 || !Number.isSafeInteger(limit) || limit < 1)
      throw new Refusal(400, { fault: 'FORMAT' })
    const page = outgoing.after(after, Math.min(limit, MAX_ENTRIES))
    reply(ctx, 200, { ...page, entries: page.entries.map(({ number, content }) => ({ number, ...content })) })
  })
  router.post('/outgoing/verdicts', async (ctx) => {
    const { verdicts } = verdictsSchema.parse(await jsonOf(ctx, VERDICT_BYTES))
    await outgoing.note(verdicts)
    reply(ctx, 200, { noted: verdicts.length })
  })
}

function checkToken(tokenSent: string, token: string): void {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  if (token !== '' && timingSafeEqual(digest(tokenSent), digest(token))) return
  throw new Refusal(401, { fault: 'TOKEN' })
}

function textOf(ctx: RouterContext, parameter: string): string {
  const value = ctx.query[parameter]
  if (typeof value !== 'string' || value === '') throw new Refusal(400, { fault: 'FORMAT' })
  return value
}

/** Takes a letter as a job that is worked off later. It does not look whether there is one under the same key. */
async function receive(ddfs: Ddfs, ctx: RouterContext): Promise<void> {
  const result = letterSchema.safeParse(await jsonOf(ctx))
  if (!result.success) return reply(ctx, 400, { fault: 'FORMAT' })
  const letter = result.data
  const { offices } = ddfs.options
  if (offices.length > 0 && !offices.includes(letter.addressee.office))
    return reply(ctx, 422, { fault: 'OTHER_OFFICE' })
  for (const { fileId } of letter.files) {
    const path = pathOf(ddfs, 'files', fileId)
    if (path === null || !(await isThere(path))) return reply(ctx, 422, { fault: 'FILE_UNKNOWN' })
  }
  const job = await ddfs.jobs.receive(letter)
  reply(ctx, 202, jobShown(job), waitOf(ddfs))
  ddfs.bench.begin(job.jobId)
}

function waitOf({ options }: Ddfs): Record<string, string> {
  return { 'retry-after': String(options.askAfterSeconds) }
}

function jobShown({ jobId, state, facts }: KeptJob): Record<string, unknown> {
  return { jobId, state, ...facts }
}

async function keepFile(ddfs: Ddfs, ctx: RouterContext): Promise<void> {
  const content = await bytesOf(ctx, MAX_FILE_BYTES)
  const sha256 = createHash('sha256').update(content).digest('hex')
  if (sha256 !== ctx.get('x-ddfs-sha256')) return reply(ctx, 422, { fault: 'FILE_DAMAGED' })
  const fileId = randomUUID()
  await writeWhole(join(ddfs.folder, 'files', fileId), content)
  reply(ctx, 201, { fileId, sha256 })
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** Null for an id that could lead elsewhere. */
function pathOf({ folder }: Ddfs, place: 'files' | 'documents', id: string): string | null {
  return /^[A-Za-z0-9_-]{1,100}$/.test(id) ? join(folder, place, id) : null
}
