// The reference agent's routes: the protocol that KCS calls, and the small API of the people at its desks.

import { type Router, type RouterContext } from '@koa/router'
import { page, table } from '../../reference/page'
import { arrivalSchema } from '../../reference/protocol'
import { addProtocolDesk } from '../../reference/protocol-desk'
import { reply } from '../../reference/server'
import { type Agent } from './instance'
import { type ArrivedLetter, isWhole } from './letters'
import { signedBody } from './wire'

/** Adds the calls of KCS, each with its signature checked. */
export function addProtocol(router: Router, agent: Agent): void {
  const checked = (handle: (ctx: RouterContext, body: string) => unknown) => async (ctx: RouterContext) => {
    await handle(ctx, await signedBody(ctx, agent.settings.secret))
  }
  router.get(
    '/capabilities',
    checked((ctx) => reply(ctx, 200, { mediaTypes: ['application/pdf', 'image/png', 'image/jpeg'] })),
  )
  router.post(
    '/tapals',
    checked((ctx, body) => take(agent, ctx, body)),
  )
  router.get(
    '/tapals/:key',
    checked((ctx) => {
      const letter = agent.letters.find(ctx.params.key!)
      if (letter) reply(ctx, 200, { ...answerOf(letter), state: letter.state })
      else reply(ctx, 404, { code: 'unseen' })
    }),
  )
  router.post(
    '/tapals/:key/withdrawal',
    checked(async (ctx) => {
      const result = await agent.letters.withdraw(ctx.params.key!)
      reply(ctx, { withdrawn: 200, unseen: 404, taken: 409 }[result], { result })
    }),
  )
}

async function take(agent: Agent, ctx: RouterContext, body: string): Promise<void> {
  const result = arrivalSchema.safeParse(readJson(body))
  if (!result.success) return reply(ctx, 400, { code: 'validation-failed' })
  const arrival = result.data
  if (ctx.get('kcs-delivery-key') !== arrival.deliveryKey)
    return reply(ctx, 400, { code: 'delivery-key-differs' })
  const { offices } = agent.options
  if (offices.length > 0 && !offices.includes(arrival.recipient.office.code))
    return reply(ctx, 422, { code: 'not-for-this-office' })
  const { letter, fresh } = await agent.letters.arrive(arrival, agent.options.acceptFirst)
  if (fresh) agent.wake()
  if (letter.state === 'accepted')
    return reply(ctx, 202, { reference: letter.reference }, { 'retry-after': '1' })
  reply(ctx, fresh ? 201 : 200, answerOf(letter))
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function answerOf({ reference, diary, reports }: ArrivedLetter): Record<string, unknown> {
  const refusal = reports.find((report) => report.kind === 'refused')
  return {
    reference,
    ...(diary ? { diaryNumber: diary.number, diaryDate: diary.date } : {}),
    ...(refusal ? { code: refusal.code, rightOffice: refusal.rightOffice } : {}),
  }
}

/** Adds what people at the agent do, and what a demo or a test drives. */
export function addDesk(router: Router, agent: Agent): void {
  addProtocolDesk(router, agent, { overview: () => overview(agent), letter: letterShown })
}

function letterShown(letter: ArrivedLetter): Record<string, unknown> {
  const { deliveryKey, reference, arrivedAt, state, diary, reports, arrival } = letter
  const { letterNumber, subject, despatchNumber } = arrival.letter
  return {
    deliveryKey,
    reference,
    arrivedAt,
    state,
    purpose: arrival.purpose,
    recipient: arrival.recipient.office.code,
    letterNumber,
    despatchNumber,
    subject,
    diary,
    reports,
    documents: arrival.documents.map(({ name, sha256 }) => ({
      name,
      sha256,
      fetched: letter.fetched.includes(sha256),
    })),
  }
}

function overview(agent: Agent): ReturnType<typeof page> {
  const letters = agent.letters
    .all()
    .map((letter) => [
      letter.arrivedAt,
      letter.arrival.letter.letterNumber,
      letter.arrival.letter.subject,
      letter.arrival.sender.office.name,
      letter.state,
      isWhole(letter) ? 'all here' : 'being fetched',
      letter.diary?.number ?? '',
    ])
  const outbox = agent.outbox.items().map(({ id, state, tries }) => [id, state, String(tries)])
  return page(`${agent.options.name}: agent of the KCS Agent Protocol`, [
    table(
      'Letters that arrived',
      ['At', 'Number', 'Subject', 'From', 'State', 'Documents', 'Diary number'],
      letters,
    ),
    table('Handed to KCS', ['Id', 'State', 'Tries'], outbox),
  ])
}
