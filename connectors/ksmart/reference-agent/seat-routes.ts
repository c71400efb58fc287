// The routes of the reference K-SMART for the people at its seats: files, movements, documents, letters out.

import { type Router } from '@koa/router'
import { z } from 'zod'
import { page, table } from '../../reference/page'
import { jsonOf, Refusal, reply } from '../../reference/server'
import { type KsmartEvent } from '../schema'
import { type SeatAct, seatActSchema } from './acts'
import { type Ksmart } from './instance'
import { type KeptFile } from './workflow'

const parentSchema = z.strictObject({ fileNo: z.string().min(1).max(60), subject: z.string().min(1) })

export function addDesk(router: Router, ksmart: Ksmart): void {
  const { files, store } = ksmart
  router.get('/', (ctx) => {
    const { status, headers, body } = overview(ksmart)
    reply(ctx, status, body, headers)
  })
  router.get('/desk/files', (ctx) => reply(ctx, 200, { files: files.all().map(fileShown) }))
  router.post('/desk/files/:key/acts', async (ctx) => {
    const key = ctx.params.key!
    if (!files.find(key)) throw new Refusal(404, { code: 'FILE_UNKNOWN' })
    reply(ctx, 200, await act(ksmart, key, seatActSchema.parse(await jsonOf(ctx))))
  })
  router.get('/desk/documents/:id', async (ctx) => {
    const stored = store.find(ctx.params.id!)
    if (!stored) throw new Refusal(404, { code: 'FILE_STORE_ID_UNKNOWN' })
    reply(ctx, 200, await store.content(stored), {
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
    })
  })
  router.post('/desk/parents', async (ctx) => {
    const { fileNo, subject } = parentSchema.parse(await jsonOf(ctx))
    await files.openParent(fileNo, subject)
    reply(ctx, 200, { fileNo, subject })
  })
}

/** Does what someone at a seat does, and owes KCS its report. Throws Refusal 404, 409. */
export async function act({ files, outbox }: Ksmart, key: string, seatAct: SeatAct): Promise<KsmartEvent> {
  if (seatAct.action === 'ATTACH' && !files.parents().has(seatAct.parentFileNo))
    throw new Refusal(404, { code: 'PARENT_UNKNOWN' })
  const event = await files.act(key, seatAct)
  if (!event) throw new Refusal(409, { code: 'NOT_AT_A_SEAT' })
  await outbox.put(event.eventId, { report: event })
  return event
}

function fileShown({ slip, application, status, seat, parentFileNo }: KeptFile): Record<string, unknown> {
  const { externalId, subject, letterNo, despatchNo, serviceCode, localBodyCode, wardNo, documents } =
    application
  return {
    ...slip,
    ...{ externalId, status, seat, parentFileNo },
    ...{ subject, letterNo, despatchNo, serviceCode, localBodyCode, wardNo, documents },
    applicant: application.applicant.officeName,
  }
}

function overview({ options, files, outbox }: Ksmart): ReturnType<typeof page> {
  const rows = files
    .all()
    .map(
      ({ slip, application: { applicant, subject, localBodyCode, wardNo }, seat, parentFileNo, status }) => [
        slip.fileNo,
        applicant.officeName,
        subject,
        wardNo === 0 ? localBodyCode : `${localBodyCode}, ward ${wardNo}`,
        seat,
        parentFileNo ?? '',
        slip.serviceDeliveryDate,
        status,
      ],
    )
  const columns = [
    'File',
    'Applicant',
    'Subject',
    'Local body',
    'Seat',
    'Attached to',
    'Deliver by',
    'Status',
  ]
  const outboxRows = outbox.items().map(({ id, state, tries }) => [id, state, String(tries)])
  return page(options.name, [
    table('Files from the counter', columns, rows),
    table('Own files', ['Number', 'Subject'], [...files.parents()]),
    table('Handed to KCS', ['Id', 'State', 'Tries'], outboxRows),
  ])
}
