// The routes of the reference ILGMS that KCS calls; the README of the connector describes them.

import { createHash, timingSafeEqual } from 'node:crypto'
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Router, type RouterContext } from '@koa/router'
import { writeWhole } from '../../reference/journal'
import { bytesOf, jsonOf, Refusal, reply } from '../../reference/server'
import { inwardSchema, loginSchema, resultsSchema } from '../schema'
import { SESSION_HEADER } from '../session'
import { type Ilgms } from './instance'
import { type KeptInward } from './inwards'

const MAX_ATTACHMENT_BYTES = 50 * 1024 * 1024
const FILE_TYPES = ['application/pdf', 'image/png', 'image/jpeg']
const MAX_ROWS = 200
const RESULT_BYTES = 4 * 1024 * 1024

/** Adds the calls of KCS: a login, and what goes within a session. */
export function addProtocol(router: Router, ilgms: Ilgms): void {
  const { inwards, rows, sessions } = ilgms
  router.post('/session', async (ctx) => {
    const { userName, password } = loginSchema.parse(await jsonOf(ctx))
    const { user, password: right } = ilgms.settings
    if (!isSame(userName, user ?? '') || !isSame(password, right ?? '')) {
      sessions.refused += 1
      throw new Refusal(401, { status: 'LOGIN_REFUSED' })
    }
    reply(ctx, 200, sessions.begin())
  })
  router.use((ctx, next) => {
    if (sessions.use(ctx.get(SESSION_HEADER))) return next()
    throw new Refusal(sessions.knobs.endedBy === 'body' ? 200 : 401, { status: 'SESSION_EXPIRED' })
  })
  router.get('/about', (ctx) =>
    reply(ctx, 200, {
      product: 'ILGMS',
      fileTypes: FILE_TYPES,
      maxAttachmentBytes: MAX_ATTACHMENT_BYTES,
      maxAttachments: 20,
    }),
  )
  router.get('/attachments', async (ctx) => {
    const hashes = listOf(ctx, 'sha256')
    const there = await Promise.all(hashes.map((sha256) => holds(ilgms, sha256)))
    reply(ctx, 200, { held: hashes.filter((_, index) => there[index]) })
  })
  router.put('/attachments/:sha256', (ctx) => keepAttachment(ilgms, ctx))
  router.get('/attachments/:id', async (ctx) => {
    const id = ctx.params.id!
    if (!(await holds(ilgms, id))) throw new Refusal(404, { errorCode: 'NO_ATTACHMENT' })
    reply(ctx, 200, await readFile(pathOf(ilgms, id)))
  })
  router.post('/inwards', (ctx) => enter(ilgms, ctx))
  router.get('/inwards', (ctx) =>
    reply(ctx, 200, {
      letters: listOf(ctx, 'letterKeys').map((letterKey) => {
        const kept = inwards.find(letterKey)
        return kept ? { letterKey, ...stateOf(kept) } : { letterKey, state: 'NOT_FOUND' }
      }),
    }),
  )
  router.post('/inwards/:key/cancel', async (ctx) => {
    const result = await inwards.cancel(ctx.params.key!)
    reply(ctx, { cancelled: 200, unseen: 404, taken: 409 }[result], { result })
  })
  router.get('/outbox', (ctx) => {
    const after = Number(ctx.query.after ?? 0)
    const count = Number(ctx.query.count ?? MAX_ROWS)
    if (!Number.isSafeInteger(after) || !Number.isSafeInteger(count) || count < 1)
      throw new Refusal(400, { errorCode: 'FORMAT' })
    const page = rows.after(after, Math.min(count, MAX_ROWS))
    reply(ctx, 200, { ...page, rows: page.rows.map(({ row, content }) => ({ row, ...content })) })
  })
  router.post('/outbox/results', async (ctx) => {
    const { results } = resultsSchema.parse(await jsonOf(ctx, RESULT_BYTES))
    await rows.note(results)
    reply(ctx, 200, { noted: results.length })
  })
}

function isSame(text: string, right: string): boolean {
  const digest = (one: string) => createHash('sha256').update(one).digest()
  return right !== '' && timingSafeEqual(digest(text), digest(right))
}

function listOf(ctx: RouterContext, parameter: string): string[] {
  const value = ctx.query[parameter]
  return typeof value === 'string' ? value.split(',') : []
}

function stateOf({ state, slip, events }: KeptInward): Record<string, unknown> {
  const rejected = events.find((event) => event.event === 'REJECTED')
  const { errorCode, rightOfficeCode } = { rightOfficeCode: undefined, errorCode: undefined, ...rejected }
  return { state, ...slip, errorCode, rightOfficeCode }
}

async function enter(ilgms: Ilgms, ctx: RouterContext): Promise<void> {
  const result = inwardSchema.safeParse(await jsonOf(ctx))
  if (!result.success) return reply(ctx, 400, { errorCode: 'FORMAT' })
  const inward = result.data
  const { offices } = ilgms.options
  if (offices.length > 0 && !offices.includes(inward.to.officeCode))
    return reply(ctx, 422, { errorCode: 'NOT_THIS_LOCAL_BODY' })
  for (const { sha256 } of inward.attachments) {
    if (!(await holds(ilgms, sha256))) return reply(ctx, 503, { errorCode: 'ATTACHMENT_MISSING' })
  }
  const { kept, fresh } = await ilgms.inwards.enter(inward)
  return reply(ctx, fresh ? 201 : 409, kept.slip)
}

async function keepAttachment(ilgms: Ilgms, ctx: RouterContext): Promise<void> {
  const sha256 = ctx.params.sha256!
  const content = await bytesOf(ctx, MAX_ATTACHMENT_BYTES)
  if (createHash('sha256').update(content).digest('hex') !== sha256)
    return reply(ctx, 422, { errorCode: 'DIGEST' })
  await writeWhole(pathOf(ilgms, sha256), content)
  reply(ctx, 201, { sha256 })
}

async function holds(ilgms: Ilgms, sha256: string): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return false
  return access(pathOf(ilgms, sha256)).then(
    () => true,
    () => false,
  )
}

function pathOf(ilgms: Ilgms, sha256: string): string {
  return join(ilgms.folder, 'documents', sha256)
}
