// Cases: what the agent calls by itself, seen from a stand-in of KCS: its documents and its call-backs.

import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { DocumentReference } from '../../../domain/letters/dispatch/dispatch'
import { type Envelope } from '../../envelope'
import type { AgentReport } from '../../report'
import { type AgentCase, TAKES_NONE } from './case'
import { type Examination } from './examination'
import { type RuleId } from './rules'
import { type CallbackStandIn, type Giving } from './stand-in'

/** What the cases need of an agent that is pointed at a stand-in. */
export interface CallingAgent {
  standIn: CallbackStandIn
  /** A new document that no letter had before. */
  document(): { reference: DocumentReference; content: Buffer }
  /** So long a case waits for the agent to do something. */
  waitMs: number
}

const NOT_FETCHING: readonly RuleId[] = [...TAKES_NONE, 'document-not-fetched', 'document-key']
const NOT_REPORTING: readonly RuleId[] = [...TAKES_NONE, 'no-report', 'report-unsigned', 'report-unreadable']
/** Clocks may differ by as much as signatures allow. */
const AHEAD_MS = 5 * 60_000

/** The cases of an agent that is pointed at this stand-in; its first call-back is answered with 503. */
export function callingCases(agent: CallingAgent): AgentCase[] {
  const { standIn, waitMs } = agent
  const came = (what: string): string => `${what} within ${Math.round(waitMs / 1000)} s.`
  const well = () => standIn.heard.filter(({ fault }) => fault === null)
  return [
    {
      id: 'documents',
      section: '4',
      title: 'It fetches the documents of a letter with its API key',
      blockedBy: TAKES_NONE,
      async run(examination) {
        const { sha256, asked } = (await hand(examination, agent)) ?? {}
        if (sha256 === undefined || asked === undefined) return
        const tries = () => standIn.fetchings.filter((fetching) => fetching.sha256 === sha256)
        const isThere = await until(waitMs, () => tries().length > 0)
        if (tries().some(({ hasKey }) => hasKey)) return
        if (isThere)
          examination.note('document-key', { asked, came: 'It came for the document without this API key.' })
        else
          examination.note('document-not-fetched', { asked, came: came('It did not come for the document') })
      },
    },
    {
      id: 'documents-again',
      section: '4',
      title: 'It fetches a document until it is there, and looks whether it is the right one',
      blockedBy: NOT_FETCHING,
      async run(examination) {
        const { sha256, asked } = (await hand(examination, agent, ['busy', 'broken', 'spoilt'])) ?? {}
        if (sha256 === undefined || asked === undefined) return
        const tries = () => standIn.fetchings.filter((one) => one.sha256 === sha256 && one.hasKey)
        for (let number = 1; number <= 4; number += 1) {
          if (await until(waitMs, () => tries().length >= number)) continue
          const last = tries().at(-1)?.given
          const refused = well()
            .flatMap(({ reports }) => reports)
            .some(isUnreadable)
          const rule = refused
            ? 'document-refused'
            : last === 'spoilt'
              ? 'sha256-not-checked'
              : 'document-not-repeated'
          return examination.note(rule, {
            asked: `${asked} ${last === undefined ? '' : WAYS[last]}`.trim(),
            came: refused
              ? 'It refused the letter as unreadable.'
              : came('It did not come for the document again'),
          })
        }
      },
    },
    {
      id: 'key-shown',
      section: '9',
      title: 'It shows its API key to KCS alone',
      blockedBy: NOT_FETCHING,
      async run(examination) {
        const trap = await openTrap()
        try {
          const letter = examination.letter()
          const documents = letter.documents.map((one) => ({ ...one, href: `${trap.url}/${one.sha256}` }))
          const what = 'a letter whose document lies at the address of another server'
          if (!(await examination.deliver({ ...letter, documents }, what))) return
          // Once it has what came after, it has been through this one.
          const { sha256 } = (await hand(examination, agent)) ?? {}
          await until(waitMs, () => standIn.fetchings.some((one) => one.sha256 === sha256 && one.hasKey))
          if (trap.keys() > 0)
            examination.note('key-shown-elsewhere', {
              asked: `POST /tapals: ${what}.`,
              came: 'It sent Authorization: Bearer to that server.',
            })
        } finally {
          await trap.close()
        }
      },
    },
    {
      id: 'reports',
      section: '6',
      title: 'It reports what the office did with a letter, signed',
      blockedBy: TAKES_NONE,
      async run(examination) {
        const { asked } = (await hand(examination, agent)) ?? {}
        if (asked === undefined) return
        const isHeard = (): boolean => well().some(({ reports }) => reports.length > 0)
        await until(waitMs, () => standIn.heard.length > 0)
        for (const { fault } of standIn.heard)
          if (fault && fault.of !== 'address')
            examination.note(fault.of === 'signature' ? 'report-unsigned' : 'report-unreadable', {
              asked,
              came: fault.detail,
            })
        if (isHeard() || examination.has('report-unsigned', 'report-unreadable')) return
        const stray = standIn.heard.find(({ fault }) => fault !== null)?.fault
        examination.note('no-report', { asked, came: stray?.detail ?? came('No call-back came') })
      },
    },
    {
      id: 'reports-again',
      section: '6',
      title: 'A report that was answered with 503 comes again, the same under the same key',
      blockedBy: NOT_REPORTING,
      async run(examination) {
        const first = well().find(({ status }) => status === 503)
        const report = first?.reports[0]
        if (!report) return examination.leaveOut('no call-back was there to be answered with 503')
        const asked = `The call-back of the report ${report.key} was answered with 503 and Retry-After: 1.`
        const repeats = (): AgentReport[] =>
          well()
            .filter((one) => one !== first)
            .flatMap(({ reports }) => reports)
            .filter((one) => one.deliveryKey === report.deliveryKey && one.kind === report.kind)
        await until(waitMs, () => repeats().length > 0)
        const again = repeats().find(({ key }) => key === report.key)
        const renamed = repeats().find(({ key }) => key !== report.key)
        if (again && !isSame(again, report))
          examination.note('report-changed', {
            asked,
            came: 'It came again under its key with other content.',
          })
        else if (!again && renamed)
          examination.note('report-key-changed', {
            asked,
            came: `It came again under the key ${renamed.key}.`,
          })
        else if (!again)
          examination.note('report-not-repeated', { asked, came: came('It did not come again') })
      },
    },
    {
      id: 'report-keys',
      section: '6',
      title: 'Each report has a key of its own and says when it happened',
      blockedBy: NOT_REPORTING,
      async run(examination) {
        const all = () => well().flatMap(({ reports, at }) => reports.map((report) => ({ report, at })))
        const events = () => new Set(all().map(({ report }) => `${report.deliveryKey} ${report.kind}`))
        if (!(await until(waitMs, () => events().size >= 2)))
          return examination.leaveOut('fewer than two letters were reported of; acknowledge some of them')
        const asked = 'Call-backs of several letters.'
        const byKey = new Map<string, AgentReport>()
        for (const { report, at } of all()) {
          const before = byKey.get(report.key)
          if (before && (before.deliveryKey !== report.deliveryKey || before.kind !== report.kind))
            examination.note('report-key-reused', { asked, came: `Two reports have the key ${report.key}.` })
          if (report.at.getTime() > at.getTime() + AHEAD_MS)
            examination.note('report-at', {
              asked,
              came: `A report says that it happened at ${report.at.toISOString()}.`,
            })
          byKey.set(report.key, report)
        }
      },
    },
  ]
}

const WAYS: Readonly<Record<Giving, string>> = {
  busy: 'Its document was answered with 503 and Retry-After: 1.',
  broken: 'The line broke in the middle of its document.',
  spoilt: 'Its document came with one byte changed.',
  right: 'Its document came whole.',
}

/** Hands over a letter for action with a new document, which is given out in these ways at first. */
async function hand(
  examination: Examination,
  { standIn, document }: CallingAgent,
  ways: readonly Giving[] = [],
): Promise<{ sha256: string; asked: string } | null> {
  const { reference, content } = document()
  standIn.layDocument(reference.sha256, content, ways)
  const letter: Envelope = examination.letter((parcel) => ({
    ...parcel,
    purpose: 'action',
    letter: { ...parcel.letter, documents: [reference] },
  }))
  const what = 'a letter for action with a document'
  if (!(await examination.deliver(letter, what))) return null
  return { sha256: reference.sha256, asked: `POST /tapals: ${what}.` }
}

function isUnreadable(report: AgentReport): boolean {
  return report.kind === 'refused' && report.code === 'unreadable'
}

function isSame(a: AgentReport, b: AgentReport): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Whether it became so in time. */
async function until(waitMs: number, isSo: () => boolean): Promise<boolean> {
  for (const end = Date.now() + waitMs; !isSo(); await wait(50)) if (Date.now() >= end) return false
  return true
}

/** Another server: counts who shows it a key. */
async function openTrap(): Promise<{ url: string; keys(): number; close(): Promise<void> }> {
  let keys = 0
  const server = createServer((request, response) => {
    if (request.headers.authorization !== undefined) keys += 1
    response.writeHead(404).end()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys: () => keys,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
