// The reference agent of the KCS Agent Protocol: takes letters, fetches their documents, reports, sends.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import {
  callBack,
  fetchDocument,
  handOver,
  type KeptLetter,
  type Settings,
  settingsSchema,
} from '../../reference/gateway'
import { keepDocument } from '../../reference/journal'
import { KnobBoard, type KnobSettings } from '../../reference/knobs'
import { type Outbox, openOutbox, type Try } from '../../reference/outbox'
import { startServer } from '../../reference/server'
import { type ArrivedLetter, isWhole, type Letters, openLetters } from './letters'
import { deskRoutes, protocolRoutes } from './routes'
import { type Act, kerala, type ReportBody, signed } from './wire'

export interface AgentOptions {
  port: number
  stateFolder: string
  /** Shown on the page, and the head of diary numbers. */
  name: string
  prefix: string
  /** Offices it serves; all if empty. */
  offices: string[]
  /** Answers 202 first, and is delivered when the documents are fetched. */
  acceptFirst: boolean
  /** Acknowledges letters for action by itself after this time; null leaves it to people. */
  acknowledgeAfterMs: number | null
  settings: Partial<Settings>
  knobs: KnobSettings
}

type Owed = { letter: KeptLetter } | { reports: ReportBody[] }

export interface Agent {
  options: AgentOptions
  settings: Settings
  knobs: KnobBoard
  letters: Letters
  outbox: Outbox<Owed>
  /** Records what the office did and owes KCS the report; null if the letter does not allow it any more. */
  act(deliveryKey: string, act: Act): Promise<ReportBody | null>
  /** Looks at once for what is to be fetched, acknowledged or sent. */
  wake(): void
}

const defaults: Omit<AgentOptions, 'stateFolder'> = {
  port: 0,
  name: 'Reference agent',
  prefix: 'REF',
  offices: [],
  acceptFirst: false,
  acknowledgeAfterMs: null,
  settings: {},
  knobs: {},
}

/** Starts an agent on 127.0.0.1; what it knows is in `stateFolder` and is found again at the next start. */
export async function startReferenceAgent(
  given: Partial<AgentOptions> & { stateFolder: string },
): Promise<{ url: string; stop(): Promise<void> }> {
  const options = { ...defaults, ...given }
  const settings = await loadSettings(options)
  const knobs = new KnobBoard(options.knobs)
  const letters = await openLetters(options.stateFolder, options.prefix)
  const outbox = await openOutbox<Owed>(join(options.stateFolder, 'outbox.jsonl'), (id, owed) =>
    tryOnce(options, settings, knobs, id, owed),
  )
  let bell = new AbortController()
  const agent: Agent = {
    options,
    settings,
    knobs,
    letters,
    outbox,
    act: (deliveryKey, act) => perform(agent, deliveryKey, act),
    wake() {
      outbox.wake()
      bell.abort()
      bell = new AbortController()
    },
  }
  let stopped = false
  const clerk = async () => {
    while (!stopped) {
      const { signal } = bell
      const open = await workThrough(agent)
      if (!stopped) await wait(open ? 100 : 60_000, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }
  await resend(agent)
  const server = await startServer(options.port, [...protocolRoutes(agent), ...deskRoutes(agent)])
  const working = clerk()
  return {
    url: server.url,
    async stop() {
      stopped = true
      agent.wake()
      await server.stop()
      await working
      await outbox.stop()
      await letters.close()
    },
  }
}

async function loadSettings({ stateFolder, settings }: AgentOptions): Promise<Settings> {
  const kept = await readFile(join(stateFolder, 'settings.json'), 'utf8').catch(() => '{}')
  return settingsSchema.parse({ ...settings, ...(JSON.parse(kept) as object) })
}

async function tryOnce(
  { stateFolder }: AgentOptions,
  settings: Settings,
  { knobs }: KnobBoard,
  id: string,
  owed: Owed,
): Promise<Try> {
  if (settings.kcsUrl === '') return null
  if ('letter' in owed) return handOver(settings, join(stateFolder, 'documents'), id, owed.letter)
  if (settings.endpointId === '' || settings.secret === '') return null
  const body = JSON.stringify({ reports: owed.reports })
  let result = await callBack(settings, signed(settings.secret, id, body), body)
  for (let more = 0; result?.end === 'taken' && more < knobs.repeatCallbacks; more += 1) {
    result = await callBack(settings, signed(settings.secret, id, body), body)
  }
  return result
}

/** A crash may have parted a report from its place in the outbox; putting it there again does no harm. */
async function resend({ letters, outbox }: Agent): Promise<void> {
  for (const { reports } of letters.all()) {
    for (const report of reports) await outbox.put(report.key, { reports: [report] })
  }
}

async function perform(
  { letters, outbox }: Agent,
  deliveryKey: string,
  act: Act,
): Promise<ReportBody | null> {
  const report = await letters.report(deliveryKey, (letter) => reportOf(letters, letter, act))
  if (report) await outbox.put(report.key, { reports: [report] })
  return report
}

function reportOf(letters: Letters, letter: ArrivedLetter, act: Act): ReportBody | null {
  const at = new Date()
  const { deliveryKey, reports, state } = letter
  const base = { key: `${deliveryKey}-${reports.length + 1}`, deliveryKey, at: at.toISOString() }
  if (state === 'withdrawn' || state === 'refused') return null
  switch (act.kind) {
    case 'acknowledged':
      if (letter.diary) return reports.find(({ kind }) => kind === 'acknowledged') ?? null
      return {
        ...base,
        kind: act.kind,
        diaryNumber: act.diaryNumber ?? letters.nextDiaryNumber(at),
        diaryDate: act.diaryDate ?? kerala(at),
      }
    case 'movement':
    case 'filed': {
      const { kind, ...desk } = act
      return { ...base, kind, desk }
    }
    case 'refused':
      return letter.diary ? null : { ...base, ...act }
    case 'opened':
    case 'closed':
    case 'returned':
      return { ...base, ...act }
  }
}

/** Fetches what is missing and acknowledges what is due; answers whether something is still open. */
async function workThrough(agent: Agent): Promise<boolean> {
  let open = false
  for (const letter of agent.letters.all()) {
    if (letter.state === 'withdrawn' || letter.state === 'refused') continue
    if (!isWhole(letter)) open = !(await fetchMissing(agent, letter)) || open
    const after = agent.options.acknowledgeAfterMs
    if (after === null || letter.diary !== null || letter.arrival.purpose !== 'action' || !isWhole(letter))
      continue
    if (Date.now() - Date.parse(letter.arrivedAt) < after) open = true
    else await agent.act(letter.deliveryKey, { kind: 'acknowledged' })
  }
  return open
}

async function fetchMissing(agent: Agent, letter: ArrivedLetter): Promise<boolean> {
  for (const { sha256, href } of letter.arrival.documents) {
    if (letter.fetched.includes(sha256)) continue
    const content = await fetchDocument(agent.settings, href, sha256).catch(() => null)
    if (!content) return false
    await keepDocument(join(agent.options.stateFolder, 'documents'), content)
    await agent.letters.fetched(letter.deliveryKey, sha256)
  }
  return true
}
