// The routes of the reference Soochika for the people at its seats: inwards, movements, letters out.

import { type Router } from '@koa/router'
import { page, table } from '../../reference/page'
import { jsonOf, Refusal, reply } from '../../reference/server'
import { diaryOf } from '../mapper'
import { type DeskAct, deskActSchema, type WrittenReport } from './acts'
import { type Soochika } from './instance'
import { type Inward } from './inwards'

export function addDesk(router: Router, soochika: Soochika): void {
  const { inwards } = soochika
  router.get('/', (ctx) => {
    const { status, headers, body } = overview(soochika)
    reply(ctx, status, body, headers)
  })
  router.get('/desk/inwards', (ctx) => reply(ctx, 200, { inwards: inwards.all().map(inwardShown) }))
  router.post('/desk/inwards/:key/acts', async (ctx) => {
    const kcsKey = ctx.params.key!
    if (!inwards.find(kcsKey)) throw new Refusal(404, { code: 'Unseen' })
    reply(ctx, 200, await act(soochika, kcsKey, deskActSchema.parse(await jsonOf(ctx))))
  })
}

/** Does what someone at a seat does, and owes KCS its report. Throws Refusal 409. */
export async function act(
  { inwards, outgoing }: Soochika,
  kcsKey: string,
  deskAct: DeskAct,
): Promise<WrittenReport> {
  const report = await inwards.act(kcsKey, deskAct)
  if (!report) throw new Refusal(409, { code: 'NotAtASeat' })
  await outgoing.putReport(report)
  return report
}

function numberOf({ entry }: Inward): string {
  return entry ? diaryOf(entry).number : ''
}

function inwardShown(inward: Inward): Record<string, unknown> {
  const { request, inwardId, state, seat, fileNo, entry } = inward
  return {
    ...{ inwardId, state, seat, fileNo, entry },
    number: numberOf(inward),
    kcsKey: request.KcsKey,
    subject: request.Subject,
    letterNo: request.LetterNo,
    despatchNo: request.DespatchNo,
    purpose: request.Purpose,
    from: request.From.OfficeName,
    toOffice: request.To.OfficeCode,
    documents: request.Documents,
  }
}

function overview({ options, inwards, outgoing }: Soochika): ReturnType<typeof page> {
  const rows = inwards.all().map((inward) => {
    const { inwardId, request, seat, fileNo, state } = inward
    const { LetterNo, Subject, From } = request
    return [inwardId, numberOf(inward), LetterNo, Subject, From.OfficeName, seat, fileNo ?? '', state]
  })
  const items = outgoing
    .all()
    .map(({ number, content, state, answer }) => [
      String(number),
      content.of,
      content.of === 'Letter' ? content.letter.id : content.report.Id,
      content.of === 'Letter' ? content.letter.letter.subject : content.report.Act,
      state,
      answer,
    ])
  return page(options.name, [
    table('Inwards', ['Id', 'Inward number', 'Letter', 'Subject', 'From', 'Seat', 'File', 'State'], rows),
    table('For KCS', ['No.', 'Kind', 'Id', 'What', 'State', 'Answer of KCS'], items),
  ])
}
