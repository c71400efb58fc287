// The routes of the reference e-Office that KCS calls; the README of the connector describes them.

import { createHash, timingSafeEqual } from 'node:crypto'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { type Router, type RouterContext } from '@koa/router'
import { writeWhole } from '../../reference/journal'
import { bytesOf, jsonOf, Refusal, reply } from '../../reference/server'
import { dakSchema } from '../schema'
import { type KeptDak } from './dak'
import { type Eoffice } from './instance'

const MAX_FILE_BYTES = 50 * 1024 * 1024
const MIME_TYPES = ['application/pdf', 'image/png', 'image/jpeg']

/** Adds the calls of KCS, which shows its token with each. */
export function addProtocol(router: Router, eoffice: Eoffice): void {
  const { dak, options, settings } = eoffice
  router.use((ctx, next) => {
    checkToken(ctx.get('x-eoffice-token'), options.token ?? settings['token'] ?? '')
    return next()
  })
  router.get('/about', (ctx) =>
    reply(ctx, 200, {
      product: 'e-Office',
      mimeTypes: MIME_TYPES,
      maxFileBytes: MAX_FILE_BYTES,
      maxFiles: 20,
    }),
  )
  router.head('/uploads/:sha256', async (ctx) => {
    reply(ctx, (await holds(eoffice, ctx.params.sha256!)) ? 200 : 404, '')
  })
  router.put('/uploads/:sha256', (ctx) => keepUpload(eoffice, ctx))
  router.post('/dak', (ctx) => createDak(eoffice, ctx))
  router.get('/dak/:key', (ctx) => {
    const keptDak = dak.find(ctx.params.key!)
    if (keptDak) reply(ctx, 200, { ...diarised(keptDak), state: keptDak.state })
    else reply(ctx, 404, { errorCode: 'UNSEEN' })
  })
  router.post('/dak/:key/recall', async (ctx) => {
    const result = await dak.recall(ctx.params.key!)
    reply(ctx, { recalled: 200, unseen: 404, taken: 409 }[result], { result })
  })
}

function checkToken(tokenSent: string, token: string): void {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  if (timingSafeEqual(digest(tokenSent), digest(token))) return
  throw new Refusal(401, { errorCode: 'TOKEN' })
}

async function createDak(eoffice: Eoffice, ctx: RouterContext): Promise<void> {
  const result = dakSchema.safeParse(await jsonOf(ctx))
  if (!result.success) return reply(ctx, 400, { errorCode: 'FORMAT' })
  const dak = result.data
  const { offices } = eoffice.options
  if (offices.length > 0 && !offices.includes(dak.to.officeCode))
    return reply(ctx, 422, { errorCode: 'NOT_THIS_OFFICE' })
  for (const { sha256 } of dak.pages) {
    if (!(await holds(eoffice, sha256))) return reply(ctx, 503, { errorCode: 'UPLOAD_MISSING' })
  }
  const { kept: keptDak, fresh } = await eoffice.dak.create(dak)
  return reply(ctx, fresh ? 201 : 409, diarised(keptDak))
}

function diarised({ dakId, diaryNo, diaryDate }: KeptDak): Record<string, string> {
  return { dakId, diaryNo, diaryDate }
}

async function keepUpload(eoffice: Eoffice, ctx: RouterContext): Promise<void> {
  const sha256 = ctx.params.sha256!
  const content = await bytesOf(ctx, MAX_FILE_BYTES)
  if (createHash('sha256').update(content).digest('hex') !== sha256)
    return reply(ctx, 422, { errorCode: 'DIGEST' })
  await writeWhole(uploadPath(eoffice, sha256), content)
  reply(ctx, 201, '')
}

async function holds(eoffice: Eoffice, sha256: string): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return false
  return access(uploadPath(eoffice, sha256)).then(
    () => true,
    () => false,
  )
}

function uploadPath(eoffice: Eoffice, sha256: string): string {
  return join(eoffice.folder, 'uploads', sha256)
}
