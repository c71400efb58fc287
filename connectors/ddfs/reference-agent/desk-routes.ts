// The routes of the reference DDFS for the people at its desks: letters, their jobs, letters out, the bench.

import { type Router } from '@koa/router'
import { page, table } from '../../reference/page'
import { jsonOf, Refusal, reply } from '../../reference/server'
import { type DeskAct, deskActSchema, type WrittenAct } from './acts'
import { type Ddfs } from './instance'
import { type KeptJob } from './jobs'

export function addDesk(router: Router, ddfs: Ddfs): void {
  const { jobs, bench, outgoing } = ddfs
  router.get('/', (ctx) => {
    const { status, headers, body } = overview(ddfs)
    reply(ctx, status, body, headers)
  })
  router.get('/desk/jobs', (ctx) => reply(ctx, 200, { jobs: jobs.all().map(shown) }))
  router.post('/desk/jobs/:id/acts', async (ctx) => {
    const jobId = ctx.params.id!
    if (!jobs.find(jobId)) throw new Refusal(404, { fault: 'UNKNOWN' })
    reply(ctx, 200, await act(ddfs, jobId, deskActSchema.parse(await jsonOf(ctx))))
  })
  router.get('/desk/entries', (ctx) => reply(ctx, 200, { entries: outgoing.all() }))
  router.get('/desk/bench', (ctx) => reply(ctx, 200, bench.knobs))
  router.post('/desk/bench', async (ctx) => reply(ctx, 200, bench.set(await jsonOf(ctx))))
}

/** Does what someone at a desk does, and has it ready for KCS. Throws Refusal 409. */
export async function act(
  { jobs, outgoing }: Pick<Ddfs, 'jobs' | 'outgoing'>,
  jobId: string,
  deskAct: DeskAct,
): Promise<WrittenAct> {
  const written = await jobs.act(jobId, deskAct)
  if (!written) throw new Refusal(409, { fault: 'NOT_AT_A_DESK' })
  await outgoing.putAct(written)
  return written
}

function shown({ letter, ...rest }: KeptJob): Record<string, unknown> {
  return {
    ...rest,
    clientKey: letter.clientKey,
    subject: letter.subject,
    letterNo: letter.letterNo,
    despatchNo: letter.despatchNo,
    purpose: letter.purpose,
    from: letter.sender.officeName,
    toOffice: letter.addressee.office,
    files: letter.files,
  }
}

function overview({ options, jobs, outgoing }: Ddfs): ReturnType<typeof page> {
  const jobRows = jobs
    .all()
    .map(({ jobId, letter, state, facts, desk, fileNo }) => [
      jobId,
      String(facts['diaryNo'] ?? ''),
      letter.letterNo,
      letter.subject,
      letter.sender.officeName,
      desk,
      fileNo ?? '',
      state,
    ])
  const entryRows = outgoing
    .all()
    .map(({ number, content, state, answer }) => [String(number), content.type, content.id, state, answer])
  return page(options.name, [
    table(
      'Letters from KCS',
      ['Job', 'Diary number', 'Letter', 'Subject', 'From', 'Desk', 'File', 'State'],
      jobRows,
    ),
    table('For KCS to collect', ['Number', 'Type', 'Id', 'State', 'What KCS said'], entryRows),
  ])
}
