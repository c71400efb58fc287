// The routes of the reference e-Office that KCS calls; the README of the connector describes them.

import { createHash, timingSafeEqual } from 'node:crypto'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole } from '../../reference/journal'
import { type Call, json, Refusal, type Reply, type Route } from '../../reference/server'
import { dakSchema } from '../schema'
import { type KeptDak } from './dak'
import { type Instance } from './instance'

const MAX_FILE_BYTES = 50 * 1024 * 1024
const MIME_TYPES = ['application/pdf', 'image/png', 'image/jpeg']

/** Faults set on the knobs of the instance meet these routes alone. */
export function wireRoutes(instance: Instance): Route[] {
  const { knobs, dak } = instance
  const route = (method: string, path: string, handle: (call: Call) => Promise<Reply>): Route => ({
    method,
    pattern: `/${instance.options.code}${path}`,
    knobs,
    handle(call) {
      checkToken(call, instance.options.token)
      return handle(call)
    },
  })
  return [
    route('GET', '/about', async () =>
      json(200, { product: 'e-Office', mimeTypes: MIME_TYPES, maxFileBytes: MAX_FILE_BYTES, maxFiles: 20 }),
    ),
    route('HEAD', '/uploads/:sha256', async ({ params }) => ({
      status: (await holds(instance, params.sha256!)) ? 200 : 404,
    })),
    route('PUT', '/uploads/:sha256', (call) => keepUpload(instance, call)),
    route('POST', '/dak', (call) => createDak(instance, call)),
    route('GET', '/dak/:key', async ({ params }) => {
      const kept = dak.find(params.key!)
      return kept ? json(200, { ...diarised(kept), state: kept.state }) : json(404, { errorCode: 'UNSEEN' })
    }),
    route('POST', '/dak/:key/recall', async ({ params }) => {
      const result = await dak.recall(params.key!)
      return json({ recalled: 200, unseen: 404, taken: 409 }[result], { result })
    }),
  ]
}

function checkToken({ headers }: Call, token: string): void {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const given = headers['x-eoffice-token']
  if (typeof given === 'string' && timingSafeEqual(digest(given), digest(token))) return
  throw new Refusal(401, { errorCode: 'TOKEN' })
}

async function createDak(instance: Instance, call: Call): Promise<Reply> {
  const parsed = dakSchema.safeParse(await call.json())
  if (!parsed.success) return json(400, { errorCode: 'FORMAT' })
  const dak = parsed.data
  const { offices } = instance.options
  if (offices.length > 0 && !offices.includes(dak.to.officeCode))
    return json(422, { errorCode: 'NOT_THIS_OFFICE' })
  for (const { sha256 } of dak.pages) {
    if (!(await holds(instance, sha256))) return json(503, { errorCode: 'UPLOAD_MISSING' })
  }
  const { kept, fresh } = await instance.dak.create(dak)
  return json(fresh ? 201 : 409, diarised(kept))
}

function diarised({ dakId, diaryNo, diaryDate }: KeptDak): Record<string, string> {
  return { dakId, diaryNo, diaryDate }
}

async function keepUpload(instance: Instance, call: Call): Promise<Reply> {
  const sha256 = call.params.sha256!
  const content = await call.bytes(MAX_FILE_BYTES)
  if (createHash('sha256').update(content).digest('hex') !== sha256) return json(422, { errorCode: 'DIGEST' })
  await writeWhole(uploadPath(instance, sha256), content)
  return { status: 201 }
}

async function holds(instance: Instance, sha256: string): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return false
  return access(uploadPath(instance, sha256)).then(
    () => true,
    () => false,
  )
}

function uploadPath(instance: Instance, sha256: string): string {
  return join(instance.folder, 'uploads', sha256)
}
