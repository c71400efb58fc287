// The routes of the reference ILGMS for the people of a panchayat: files, slips, letters out, sessions.

import { type Router } from '@koa/router'
import { page, table } from '../../reference/page'
import { jsonOf, Refusal, reply } from '../../reference/server'
import { type SeatAct, seatActSchema, type WrittenEvent } from './acts'
import { type Ilgms } from './instance'
import { type KeptInward } from './inwards'
import { idOf } from './outbox'
import { sessionKnobsSchema } from './sessions'

export function addDesk(router: Router, ilgms: Ilgms): void {
  const { inwards, rows, sessions } = ilgms
  const keptAt = (letterKey: string): KeptInward => {
    const kept = inwards.find(letterKey)
    if (!kept) throw new Refusal(404, { errorCode: 'NOT_FOUND' })
    return kept
  }
  router.get('/', (ctx) => {
    const { status, headers, body } = overview(ilgms)
    reply(ctx, status, body, headers)
  })
  router.get('/desk/inwards', (ctx) => reply(ctx, 200, { inwards: inwards.all().map(shown) }))
  router.get('/desk/inwards/:key/slip', (ctx) => {
    const { status, headers, body } = slipPage(ilgms.options.name, keptAt(ctx.params.key!))
    reply(ctx, status, body, headers)
  })
  router.post('/desk/inwards/:key/acts', async (ctx) => {
    const { inward } = keptAt(ctx.params.key!)
    reply(ctx, 200, await act(ilgms, inward.letterKey, seatActSchema.parse(await jsonOf(ctx))))
  })
  router.get('/desk/rows', (ctx) =>
    reply(ctx, 200, {
      rows: rows.all().map((row) => ({ ...row, id: idOf(row), type: row.content.type })),
    }),
  )
  router.get('/desk/sessions', (ctx) => {
    const { knobs, size: open, logins, refused, ended } = sessions
    reply(ctx, 200, { ...knobs, open, logins, refused, ended })
  })
  router.post('/desk/sessions', async (ctx) => {
    const change = (await jsonOf(ctx)) as Record<string, unknown>
    sessions.knobs = sessionKnobsSchema.parse({ ...sessions.knobs, ...change })
    reply(ctx, 200, sessions.knobs)
  })
  router.post('/desk/sessions/end', (ctx) => {
    sessions.endAll()
    reply(ctx, 200, { open: sessions.size })
  })
}

/** Does what someone at a seat does, and puts it into the outbox. Throws Refusal 409. */
export async function act(
  { inwards, rows }: Pick<Ilgms, 'inwards' | 'rows'>,
  letterKey: string,
  seatAct: SeatAct,
): Promise<WrittenEvent> {
  const event = await inwards.act(letterKey, seatAct)
  if (!event) throw new Refusal(409, { errorCode: 'NOT_AT_A_SEAT' })
  await rows.putEvent(event)
  return event
}

function shown({ inward, ...rest }: KeptInward): Record<string, unknown> {
  return {
    ...rest,
    letterKey: inward.letterKey,
    subject: inward.subject,
    letterNo: inward.letterNo,
    despatchNo: inward.despatchNo,
    nature: inward.nature,
    from: inward.from.officeName,
    toOffice: inward.to.officeCode,
    attachments: inward.attachments,
  }
}

function slipPage(name: string, { inward, slip }: KeptInward): ReturnType<typeof page> {
  const rows = [
    ['Slip number', slip.slipNo],
    ['File number', slip.fileNo],
    ['Entered on', slip.fileDate],
    ['Subject', inward.subject],
    ['Number of the letter', inward.letterNo],
    ['From', inward.from.officeName],
    ['Seat', inward.to.seatName],
    ['Service delivery time', slip.serviceDeliveryTime],
  ]
  return page(`${name}: slip of the front office`, [table('Slip', ['What', ''], rows)])
}

function overview({ options, inwards, rows, sessions }: Ilgms): ReturnType<typeof page> {
  const inwardRows = inwards
    .all()
    .map(({ slip, inward, seat, file, state }) => [
      slip.slipNo,
      slip.fileNo,
      inward.letterNo,
      inward.subject,
      inward.from.officeName,
      seat,
      file ?? '',
      state,
      slip.serviceDeliveryTime,
    ])
  const outRows = rows
    .all()
    .map((row) => [String(row.row), row.content.type, idOf(row), row.state, row.answer])
  return page(options.name, [
    table(
      'Inwards of the front office',
      ['Slip', 'File', 'Letter', 'Subject', 'From', 'Seat', 'Put in file', 'State', 'Service delivery time'],
      inwardRows,
    ),
    table('Outbox for KCS', ['Row', 'Type', 'Id', 'State', 'What KCS said'], outRows),
    table(
      'Sessions',
      ['Open', 'Logins', 'Logins refused', 'Calls after the end'],
      [[sessions.size, sessions.logins, sessions.refused, sessions.ended].map(String)],
    ),
  ])
}
