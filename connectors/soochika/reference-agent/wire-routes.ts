// The operations of the reference Soochika that KCS calls; the README of the connector describes them.

import { createHash, timingSafeEqual } from 'node:crypto'
import { type Router, type RouterContext } from '@koa/router'
import { type Next } from 'koa'
import { reply } from '../../reference/server'
import { bytesOfBase64 } from '../documents'
import { PORTS } from '../schema'
import { XML_TYPE } from '../soap'
import { type Content, element } from '../write'
import { type Held } from './document-shelf'
import { type Soochika } from './instance'
import { type Inward } from './inwards'
import {
  emptyRequestSchema,
  findRequestSchema,
  type InwardRequest,
  inwardRequestSchema,
  keyRequestSchema,
  outboxRequestSchema,
  pieceRequestSchema,
  putRequestSchema,
  settleRequestSchema,
} from './requests'
import { operation, serve, soapFaults, SoapRefusal } from './soap-server'
import { entryXml, lettersOf, reportsOf } from './written'
import { wsdlOf } from './wsdl'

const MAX_FILE_BYTES = 50 * 1024 * 1024
const MAX_FILES = 20
const MIME_TYPES = ['application/pdf', 'image/png', 'image/jpeg']
const MAX_ITEMS = 100

/** Adds the calls of KCS, which shows its user with each; the WSDL is for all. */
export function addProtocol(router: Router, soochika: Soochika): void {
  router.get(['/service.wsdl', ...Object.values(PORTS)], (ctx) => {
    const address = `${ctx.protocol}://${ctx.host}${ctx.path.slice(0, ctx.path.lastIndexOf('/'))}`
    reply(ctx, 200, wsdlOf(address), { 'content-type': XML_TYPE })
  })
  router.use((ctx, next) => checkUser(soochika, ctx, next), soapFaults)
  router.post(
    PORTS.enquiry,
    serve({
      GetService: operation(emptyRequestSchema, () => ({
        Product: 'Soochika',
        MimeTypes: MIME_TYPES.map((type) => element('MimeType', type)),
        MaxFileBytes: MAX_FILE_BYTES,
        MaxFiles: MAX_FILES,
      })),
      GetInward: operation(keyRequestSchema, ({ KcsKey }) => statusOf(soochika.inwards.find(KcsKey))),
    }),
  )
  router.post(PORTS.documents, serve(documentOperations(soochika)))
  router.post(
    PORTS.inward,
    serve({ RegisterInward: operation(inwardRequestSchema, (request) => register(soochika, request)) }),
  )
  router.post(
    PORTS.withdrawal,
    serve({
      WithdrawInward: operation(keyRequestSchema, async ({ KcsKey }) => ({
        Result: await soochika.inwards.withdraw(KcsKey),
      })),
    }),
  )
  router.post(PORTS.outbox, serve(outboxOperations(soochika)))
}

async function checkUser({ options, settings }: Soochika, ctx: RouterContext, next: Next): Promise<void> {
  const user = options.user ?? settings['user'] ?? ''
  const password = options.password ?? settings['password'] ?? ''
  const wanted = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const digest = (text: string) => createHash('sha256').update(text).digest()
  if (timingSafeEqual(digest(ctx.get('authorization')), digest(wanted))) return next()
  return reply(ctx, 401, '', { 'www-authenticate': 'Basic realm="Soochika"' })
}

function documentOperations({ shelf }: Soochika) {
  const answer = ({ held, complete }: Held) => ({ Held: held, Complete: complete })
  return {
    FindDocument: operation(findRequestSchema, async ({ Sha256 }) => answer(await shelf.find(Sha256))),
    PutPiece: operation(putRequestSchema, async ({ Sha256: sha256, Offset: offset, Size: size, Content }) => {
      const content = bytesOfBase64(Content)
      if (!content || offset + content.length > size) throw new SoapRefusal('Client', 'FormatError')
      if (size > MAX_FILE_BYTES) throw new SoapRefusal('Client', 'TooLarge')
      const held = await shelf.put({ sha256, offset, size, content })
      if (held === 'gap') throw new SoapRefusal('Server', 'PieceMissing')
      if (held === 'damaged') throw new SoapRefusal('Server', 'DocumentDamaged')
      return answer(held)
    }),
    GetPiece: operation(pieceRequestSchema, async ({ DocumentId, Offset, Length }) => {
      const piece = await shelf.piece(DocumentId, Offset, Math.min(Length, 1024 * 1024))
      if (!piece) throw new SoapRefusal('Client', 'DocumentUnknown')
      return { Content: piece.content.toString('base64'), Last: piece.isLast }
    }),
  }
}

async function register({ inwards, shelf, options }: Soochika, request: InwardRequest) {
  const { offices, numbering } = options
  if (offices.length > 0 && !offices.includes(request.To.OfficeCode))
    throw new SoapRefusal('Client', 'NotThisOffice')
  for (const { Sha256 } of request.Documents)
    if (!(await shelf.find(Sha256)).complete) throw new SoapRefusal('Server', 'DocumentMissing')
  const { inward, repeated } = await inwards.register(request, numbering === 'at-once')
  return { InwardId: inward.inwardId, Entry: entryXml(inward.entry), Repeated: repeated }
}

function statusOf(inward: Inward | undefined): Record<string, Content | undefined> {
  if (!inward) return { State: 'Unseen' }
  const { state, inwardId, entry, refusal } = inward
  return { State: state, InwardId: inwardId, Entry: entryXml(entry), ...refusal }
}

function outboxOperations({ outgoing }: Soochika) {
  return {
    GetOutbox: operation(outboxRequestSchema, ({ After = '', Max }) => {
      const place = /^\d{1,15}$/.test(After) ? Number(After) : 0
      const { items, last, more } = outgoing.after(place, Math.min(Math.max(Max, 1), MAX_ITEMS))
      return { Letters: lettersOf(items), Reports: reportsOf(items), Next: last, HasMore: more }
    }),
    SettleOutbox: operation(settleRequestSchema, async ({ Results }) => {
      await outgoing.note(Results)
      return {}
    }),
  }
}
