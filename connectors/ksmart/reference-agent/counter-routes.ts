// The routes of the reference K-SMART that KCS calls; the README of the connector describes them.

import { createHash, timingSafeEqual } from 'node:crypto'
import { type Router, type RouterContext } from '@koa/router'
import { LETTER_KINDS } from '../../../domain/letters/dispatch/dispatch'
import { bytesOf, jsonOf, Refusal, reply } from '../../reference/server'
import { serviceOf } from '../mapper'
import { applicationSchema, TENANT } from '../schema'
import { type Ksmart } from './instance'
import { type KeptFile } from './workflow'

const MAX_FILE_BYTES = 50 * 1024 * 1024
/** What a form has beside its file. */
const FORM_BYTES = 64 * 1024
const SERVICES = LETTER_KINDS.map((kind) => ({ code: serviceOf(kind) }))

/** Adds the calls of KCS, which shows its token with each. */
export function addProtocol(router: Router, ksmart: Ksmart): void {
  const { files, store, options, settings } = ksmart
  router.use((ctx, next) => {
    checkToken(ctx.get('auth-token'), options.token ?? settings['token'] ?? '')
    return next()
  })
  router.get('/counter/v1/config', (ctx) =>
    reply(ctx, 200, {
      product: 'K-SMART',
      services: SERVICES,
      formats: ['pdf', 'png', 'jpg', 'jpeg'],
      maxFileSize: MAX_FILE_BYTES,
      maxFiles: 20,
    }),
  )
  router.get('/filestore/v1/files/tag', async (ctx) => {
    const { tenantId, tag } = ctx.query
    const found = tenantId === TENANT && typeof tag === 'string' ? await store.tagged(tag) : []
    reply(ctx, 200, { files: found.map(({ fileStoreId }) => ({ fileStoreId, tenantId: TENANT })) })
  })
  router.post('/filestore/v1/files', (ctx) => keepUpload(ksmart, ctx))
  router.post('/counter/v1/applications', (ctx) => fileApplication(ksmart, ctx))
  router.get('/counter/v1/applications/:key', (ctx) => {
    const kept = files.find(ctx.params.key!)
    if (!kept) return reply(ctx, 404, errors('APPLICATION_UNKNOWN'))
    const { status, reasonCode } = kept
    return reply(ctx, 200, { ...slipOf(kept), status, ...(reasonCode === null ? {} : { reasonCode }) })
  })
  router.post('/counter/v1/applications/:key/withdrawal', async (ctx) => {
    const result = await files.withdraw(ctx.params.key!)
    reply(ctx, { withdrawn: 200, unseen: 404, taken: 409 }[result], { result })
  })
}

function errors(code: string): Record<string, unknown> {
  return { Errors: [{ code }] }
}

function checkToken(tokenSent: string, token: string): void {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  if (timingSafeEqual(digest(tokenSent), digest(token))) return
  throw new Refusal(401, errors('TOKEN'))
}

async function fileApplication(ksmart: Ksmart, ctx: RouterContext): Promise<void> {
  const result = applicationSchema.safeParse(await jsonOf(ctx))
  if (!result.success) return reply(ctx, 400, errors('FORMAT'))
  const { Application: application } = result.data
  const { offices } = ksmart.options
  if (offices.length > 0 && !offices.includes(application.localBodyCode))
    return reply(ctx, 400, errors('LOCAL_BODY_MISMATCH'))
  if (!SERVICES.some(({ code }) => code === application.serviceCode))
    return reply(ctx, 400, errors('SERVICE_UNKNOWN'))
  const before = ksmart.files.find(application.externalId)
  if (before) return reply(ctx, 409, slipOf(before))
  for (const { fileStoreId, sha256 } of application.documents) {
    if (ksmart.store.find(fileStoreId)?.sha256 !== sha256)
      return reply(ctx, 400, errors('FILE_STORE_ID_UNKNOWN'))
  }
  const { kept, fresh } = await ksmart.files.file(application)
  return reply(ctx, fresh ? 201 : 409, slipOf(kept))
}

function slipOf({ slip }: KeptFile): Record<string, unknown> {
  return { Slip: slip }
}

async function keepUpload({ store }: Ksmart, ctx: RouterContext): Promise<void> {
  const bytes = await bytesOf(ctx, MAX_FILE_BYTES + FORM_BYTES)
  const headers = { 'content-type': ctx.get('content-type') }
  const form = await new Response(new Uint8Array(bytes), { headers }).formData().catch(() => null)
  const file = form?.get('file')
  const tag = form?.get('tag')
  if (form?.get('tenantId') !== TENANT || typeof tag !== 'string' || !file || typeof file === 'string')
    return reply(ctx, 400, errors('FORM'))
  const content = Buffer.from(await file.arrayBuffer())
  const kept = await store.keep({ tag, fileName: file.name, mimeType: file.type }, content)
  return reply(ctx, 201, { files: [{ fileStoreId: kept.fileStoreId, tenantId: TENANT }] })
}
