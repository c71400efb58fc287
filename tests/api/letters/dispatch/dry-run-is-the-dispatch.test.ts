import { asyncLocalStorage, type Context } from '@temporalio/activity'
import { createNearActivities } from '../../../../activities'
import type { DryRunResponse } from '../../../../api/routes/letters/dispatch/dry-run-schema'
import { MECHANISMS, type Mechanism } from '../../../../domain/letters/systems'
import { activityDeps } from '../../../../process/activity-deps'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { recordingRuns } from '../../../support/recording-runs'
import { code, lots, makeDirectory, OFFICES } from '../../../support/routed-directory'
import { scriptedConnector } from '../../../support/scripted-connector'

const KINDS = ['letter', 'circular', 'government-order'] as const
const lot = lots(3)

let api: TestApi
let officer: Client
let sha256: string

beforeAll(async () => {
  api = await openApi()
  officer = await api.officer('sender', ['SEND/SO'])
  sha256 = await api.document('SEND')
  await makeDirectory(api.repositories)
})
afterAll(() => api.close())

function aLetter() {
  const recipients = Array.from({ length: 1 + lot.next(6) }, () => ({
    ...lot.of([
      { office: code(lot.next(OFFICES)) },
      { seat: `${code(lot.next(OFFICES))}/SO` },
      { seat: `${code(lot.next(OFFICES))}/TAPAL` },
      { group: lot.of(['IDUKKI', 'HEADS', 'LIST']) },
    ]),
    purpose: lot.of(['action', 'information'] as const),
  }))
  return {
    sender: { seat: 'SEND/SO' },
    kind: lot.of(KINDS),
    subject: 'By lot',
    letterNumber: '1',
    letterDate: '2026-11-22',
    ...(lot.next(2) ? { subjectCode: 'RTI' } : {}),
    urgency: lot.of(['normal', 'urgent'] as const),
    recipients,
    documents: [{ sha256, name: 'a.pdf' }],
  }
}

async function dryRun(body: object): Promise<DryRunResponse> {
  const all = await officer.post('/v1/dispatches/dry-run?limit=200', body)
  expect(all.status).toBe(200)
  const answer = all.body as DryRunResponse
  if (answer.next !== null) throw new Error('the list is longer than a page')
  return answer
}

/** Runs the activity of the dispatch as a worker would. */
async function resolve(id: string): Promise<void> {
  const connectors = Object.fromEntries(MECHANISMS.map((one) => [one, scriptedConnector(one)])) as never
  const activities = createNearActivities(
    activityDeps({
      repositories: api.repositories,
      connectors: connectors as Record<Mechanism, ReturnType<typeof scriptedConnector>>,
      runs: recordingRuns(),
      store: api.deps.store,
      secrets: api.deps.secrets,
      now: api.now,
    }),
  )
  const context = {
    info: { attempt: 1, isLocal: false },
    cancellationSignal: new AbortController().signal,
    heartbeat: () => undefined,
  }
  await asyncLocalStorage.run(context as unknown as Context, () => activities.resolveRecipients(id))
}

test('forty letters by lot go exactly where their dry runs say, by the same way and for the same reasons', async () => {
  const seen = new Set<string>()
  let [recipients, refused, sent] = [0, 0, 0]
  while (sent < 40) {
    const body = aLetter()
    const dry = await dryRun(body)
    const reply = await officer.post('/v1/dispatches', body, { 'idempotency-key': `lot-${lot.next(1e9)}` })
    const named = dry.items.filter(
      ({ named: by, why, refusals }) => refusals.length > 0 && !by.group && why[0]?.code !== 'rule-copy',
    )
    if (named.length > 0) {
      // What would refuse a named recipient refuses the letter.
      expect(reply.status).toBe(422)
      refused += 1
      continue
    }
    expect(reply.status).toBe(202)
    const id = String(reply.at('/id'))
    await resolve(id)
    sent += 1
    const rows = await api.repositories.tapals.ofDispatch(id, 10_000)
    const written = rows.map(({ office, seat, purpose, addressedTo, why, events, ...way }) => {
      const { mechanism, endpoint, taking } = way
      const refusedBy = events[1]?.code ?? null
      return { office, seat, purpose, addressedTo, why, mechanism, endpoint, taking, refusedBy }
    })
    const foretold = dry.items.map(({ office, seat, addressedTo, purpose, why, refusals, ...way }) => ({
      office: office.code,
      seat: seat?.id ?? '',
      purpose,
      addressedTo: addressedTo.map(({ code: old }) => old),
      why,
      // What could not be found out of a refused one is as at the agent application, from which an operator may send it.
      mechanism: way.mechanism ?? 'kcs-agent',
      endpoint: way.endpoint ?? 'kcs-agent',
      taking: way.taking ?? 'person',
      refusedBy: refusals[0]?.code ?? null,
    }))
    expect(written).toEqual(foretold)
    expect(dry.total).toBe(rows.length)
    for (const { why } of foretold) for (const reason of why) seen.add(reason.code)
    recipients += rows.length
  }
  // The lot has met nearly everything that can bend a way; else this test would prove little.
  expect(recipients).toBeGreaterThan(500)
  expect(refused).toBeGreaterThan(5)
  expect([...seen]).toEqual(
    expect.arrayContaining([
      ...[
        'named',
        'seat-named',
        'group',
        'rule-copy',
        'merged',
        'intermediary',
        'rule-office',
        'inward-seat',
      ],
      ...['rule-seat', 'head-seat', 'system-without-endpoint', 'profile', 'profile-fallback'],
      ...['holder-regular', 'holder-additional', 'vacant-link-officer', 'vacant-seat-above', 'vacant'],
    ]),
  )
})
