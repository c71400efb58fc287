// The reference agent of the KCS Agent Protocol: takes letters, fetches their documents, reports, sends.

import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { dayInKerala } from '../../../domain/common/clock/ist'
import { type ReferenceAgent } from '../../reference/agent'
import { fetchDocument } from '../../reference/gateway'
import { keepDocument } from '../../reference/journal'
import { type Act } from '../../reference/protocol'
import { type Agent, type PushOptions } from './instance'
import { type ArrivedLetter, isWhole, type Letters, openLetters } from './letters'
import { addDesk, addProtocol } from './routes'
import { type ReportBody, signedHeaders } from './wire'

export const referenceAgent: ReferenceAgent<PushOptions, ReportBody> = {
  title: 'Reference agent',
  defaults: { acceptFirst: false, acknowledgeAfterMs: null },
  outboxPaths: { put: '/outbox', list: '/outbox' },
  deliveryCall: { method: 'POST', path: '/tapals' },
  callback(settings, id, report) {
    const body = JSON.stringify({ reports: [report] })
    return { body, headers: () => signedHeaders(settings['secret'], id, body) }
  },
  async open(core) {
    const letters = await openLetters(core.folder, core.options.prefix)
    let bell = new AbortController()
    const agent: Agent = {
      ...core,
      letters,
      act: (deliveryKey, act) => perform(agent, deliveryKey, act),
      wake() {
        bell.abort()
        bell = new AbortController()
      },
    }
    let stopped = false
    const clerk = async () => {
      while (!stopped) {
        const { signal } = bell
        const open = await workThrough(agent)
        if (!stopped)
          await wait(open ? 100 : 60_000, undefined, { signal, ref: false }).catch(() => undefined)
      }
    }
    await resend(agent)
    const working = clerk()
    return {
      addProtocol: (router) => addProtocol(router, agent),
      addDesk: (router) => addDesk(router, agent),
      arrived: () => letters.all().map(({ deliveryKey }) => deliveryKey),
      take: (deliveryKey) => agent.act(deliveryKey, { kind: 'acknowledged' }),
      wake: () => agent.wake(),
      async stop() {
        stopped = true
        agent.wake()
        await working
        await letters.close()
      },
    }
  },
}

/** A crash may have parted a report from its place in the outbox; putting it there again does no harm. */
async function resend({ letters, outbox }: Agent): Promise<void> {
  for (const { reports } of letters.all()) {
    for (const report of reports) await outbox.put(report.key, { report })
  }
}

async function perform(
  { letters, outbox }: Agent,
  deliveryKey: string,
  act: Act,
): Promise<ReportBody | null> {
  const report = await letters.report(deliveryKey, (letter) => reportOf(letters, letter, act))
  if (report) await outbox.put(report.key, { report })
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
        diaryDate: act.diaryDate ?? dayInKerala(at),
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

/** Fetches what is missing and acknowledges what is due; returns whether something is still open. */
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
    await keepDocument(join(agent.folder, 'documents'), content)
    await agent.letters.fetched(letter.deliveryKey, sha256)
  }
  return true
}
