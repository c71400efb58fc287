// The reference agent's routes: the protocol that KCS calls, and the small API of the people at its desks.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { keepLetter, OUTGOING_BYTES, outgoingSchema, settingsSchema } from '../../reference/gateway'
import { writeWhole } from '../../reference/journal'
import { page, table } from '../../reference/page'
import { type Call, json, Refusal, type Reply, type Route } from '../../reference/server'
import { type Agent } from './agent'
import { type ArrivedLetter, isWhole } from './letters'
import { actSchema, arrivalSchema, signedBody } from './wire'

const DAY_BYTES = 1024 * 1024

/** The calls of KCS; faults set on the knobs meet these alone. */
export function protocolRoutes(agent: Agent): Route[] {
  const { knobs } = agent
  const checked = (handle: (call: Call, body: string) => Promise<Reply>) => async (call: Call) =>
    handle(call, await signedBody(call, agent.settings.secret))
  return [
    {
      method: 'GET',
      pattern: '/capabilities',
      knobs,
      handle: checked(async () => json(200, { mediaTypes: ['application/pdf', 'image/png', 'image/jpeg'] })),
    },
    { method: 'POST', pattern: '/tapals', knobs, handle: checked((call, body) => take(agent, call, body)) },
    {
      method: 'GET',
      pattern: '/tapals/:key',
      knobs,
      handle: checked(async ({ params }) => {
        const letter = agent.letters.find(params.key!)
        return letter
          ? json(200, { ...answerOf(letter), state: letter.state })
          : json(404, { code: 'unseen' })
      }),
    },
    {
      method: 'POST',
      pattern: '/tapals/:key/withdrawal',
      knobs,
      handle: checked(async ({ params }) => {
        const result = await agent.letters.withdraw(params.key!)
        return json({ withdrawn: 200, unseen: 404, taken: 409 }[result], { result })
      }),
    },
  ]
}

async function take(agent: Agent, call: Call, body: string): Promise<Reply> {
  const parsed = arrivalSchema.safeParse(readJson(body))
  if (!parsed.success) return json(400, { code: 'validation-failed' })
  const arrival = parsed.data
  if (call.headers['kcs-delivery-key'] !== arrival.deliveryKey)
    return json(400, { code: 'delivery-key-differs' })
  const { offices } = agent.options
  if (offices.length > 0 && !offices.includes(arrival.recipient.office.code)) {
    return json(422, { code: 'not-for-this-office' })
  }
  const { letter, fresh } = await agent.letters.arrive(arrival, agent.options.acceptFirst)
  if (fresh) agent.wake()
  if (letter.state === 'accepted') return json(202, { reference: letter.reference }, { 'retry-after': '1' })
  return json(fresh ? 201 : 200, answerOf(letter))
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function answerOf({ reference, diary, reports }: ArrivedLetter): Record<string, unknown> {
  const refused = reports.find((report) => report.kind === 'refused')
  return {
    reference,
    ...(diary ? { diaryNumber: diary.number, diaryDate: diary.date } : {}),
    ...(refused ? { code: refused.code, rightOffice: refused.rightOffice } : {}),
  }
}

/** What people at the agent do, and what a demo or a test drives. */
export function deskRoutes(agent: Agent): Route[] {
  return [
    { method: 'GET', pattern: '/', handle: async () => overview(agent) },
    {
      method: 'GET',
      pattern: '/letters',
      handle: async () => json(200, { letters: agent.letters.all().map(shown) }),
    },
    {
      method: 'POST',
      pattern: '/letters/:key/acts',
      async handle(call) {
        const key = call.params.key!
        if (!agent.letters.find(key)) throw new Refusal(404, { code: 'unseen' })
        const report = await agent.act(key, actSchema.parse(await call.json()))
        if (!report) throw new Refusal(409, { code: 'not-possible-now' })
        return json(200, report)
      },
    },
    {
      method: 'GET',
      pattern: '/outbox',
      handle: async () =>
        json(200, { items: agent.outbox.items().map(({ payload: _payload, ...item }) => item) }),
    },
    {
      method: 'POST',
      pattern: '/outbox',
      async handle(call) {
        const body = (await call.json(OUTGOING_BYTES)) as Record<string, unknown>
        const letter = outgoingSchema.parse({ id: randomUUID(), ...body })
        const kept = await keepLetter(letter, join(agent.options.stateFolder, 'documents'))
        const { id, state } = await agent.outbox.put(letter.id, { letter: kept })
        return json(202, { id, state })
      },
    },
    { method: 'GET', pattern: '/knobs', handle: async () => json(200, agent.knobs.knobs) },
    {
      method: 'POST',
      pattern: '/knobs',
      handle: async (call) => json(200, agent.knobs.set(await call.json(DAY_BYTES))),
    },
    {
      method: 'POST',
      pattern: '/settings',
      async handle(call) {
        const change = settingsSchema.partial().parse(await call.json())
        Object.assign(agent.settings, change)
        await writeWhole(join(agent.options.stateFolder, 'settings.json'), JSON.stringify(agent.settings))
        agent.wake()
        return json(200, { kcsUrl: agent.settings.kcsUrl, endpointId: agent.settings.endpointId })
      },
    },
  ]
}

function shown(letter: ArrivedLetter): Record<string, unknown> {
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

function overview(agent: Agent): Reply {
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
