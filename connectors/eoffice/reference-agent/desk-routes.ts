// The routes of the reference e-Office for the people at its desks: dak, files, movements, letters out.

import { type Router } from '@koa/router'
import { z } from 'zod'
import { page, table } from '../../reference/page'
import { jsonOf, Refusal, reply } from '../../reference/server'
import { type EofficeEvent } from '../schema'
import { type DeskAct, deskActSchema } from './acts'
import { type KeptDak } from './dak'
import { type Eoffice } from './instance'

const fileSchema = z.strictObject({ fileNo: z.string().min(1), subject: z.string().min(1) })

export function addDesk(router: Router, eoffice: Eoffice): void {
  const { dak } = eoffice
  router.get('/', (ctx) => {
    const { status, headers, body } = overview(eoffice)
    reply(ctx, status, body, headers)
  })
  router.get('/desk/dak', (ctx) => reply(ctx, 200, { dak: dak.all().map(dakShown) }))
  router.post('/desk/dak/:key/acts', async (ctx) => {
    const kcsKey = ctx.params.key!
    if (!dak.find(kcsKey)) throw new Refusal(404, { errorCode: 'UNSEEN' })
    reply(ctx, 200, await act(eoffice, kcsKey, deskActSchema.parse(await jsonOf(ctx))))
  })
  router.get('/desk/files', (ctx) =>
    reply(ctx, 200, { files: [...dak.files()].map(([fileNo, subject]) => ({ fileNo, subject })) }),
  )
  router.post('/desk/files', async (ctx) => {
    const { fileNo, subject } = fileSchema.parse(await jsonOf(ctx))
    await dak.openFile(fileNo, subject)
    reply(ctx, 200, { fileNo, subject })
  })
}

/** Does what someone at a desk does, and owes KCS its report. Throws Refusal 404, 409. */
export async function act({ dak, outbox }: Eoffice, kcsKey: string, deskAct: DeskAct): Promise<EofficeEvent> {
  if (deskAct.type === 'PUT_IN_FILE' && !dak.files().has(deskAct.fileNo)) {
    throw new Refusal(404, { errorCode: 'FILE_UNKNOWN' })
  }
  const event = await dak.act(kcsKey, deskAct)
  if (!event) throw new Refusal(409, { errorCode: 'NOT_AT_A_DESK' })
  await outbox.put(event.eventId, { report: event })
  return event
}

function dakShown(keptDak: KeptDak): Record<string, unknown> {
  const { dak, ...rest } = keptDak
  return {
    ...rest,
    kcsKey: dak.kcsKey,
    subject: dak.subject,
    letterNo: dak.letterNo,
    despatchNo: dak.despatchNo,
    nature: dak.nature,
    from: dak.from.officeName,
    toOffice: dak.to.officeCode,
    pages: dak.pages,
  }
}

function overview({ options, dak, outbox }: Eoffice): ReturnType<typeof page> {
  const rows = dak
    .all()
    .map(({ diaryNo, dak: { letterNo, subject, from }, desk, fileNo, state }) => [
      diaryNo,
      letterNo,
      subject,
      from.officeName,
      desk,
      fileNo ?? '',
      state,
    ])
  const outboxRows = outbox.items().map(({ id, state, tries }) => [id, state, String(tries)])
  return page(options.name, [
    table('Dak', ['Diary number', 'Letter', 'Subject', 'From', 'Desk', 'File', 'State'], rows),
    table('Files', ['Number', 'Subject'], [...dak.files()]),
    table('Handed to KCS', ['Id', 'State', 'Tries'], outboxRows),
  ])
}
