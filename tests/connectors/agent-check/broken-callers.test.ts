// The check of what an agent calls by itself: agents with one fault each, all at once, and what is said of them.

import { examineAgent } from '../../../connectors/push/check'
import type { Finding, JudgedCase } from '../../../connectors/push/check/finding'
import type { RuleId } from '../../../connectors/push/check/rules'
import { type CallbackStandIn, openCallbackStandIn } from '../../../connectors/push/check/stand-in'
import { newDocument, newParcel, PDF, PDF_SHA256, SECRET } from '../specimen'
import { type Incoming, startAgents } from './agent'
import { type Caller, type CallerFault, startCaller } from './caller'

/** Each fault with the rule by which it is named. */
const NAMED: readonly (readonly [CallerFault, RuleId])[] = [
  ['does not fetch', 'document-not-fetched'],
  ['shows no key', 'document-key'],
  ['fetches once', 'document-not-repeated'],
  ['takes any bytes', 'sha256-not-checked'],
  ['refuses what breaks', 'document-refused'],
  ['shows its key to all', 'key-shown-elsewhere'],
  ['reports nothing', 'no-report'],
  ['signs with another secret', 'report-unsigned'],
  ['numbers for texts', 'report-unreadable'],
  ['calls another endpoint', 'no-report'],
  ['reports once', 'report-not-repeated'],
  ['a new key on each try', 'report-key-changed'],
  ['the time of the try', 'report-changed'],
  ['one key for all', 'report-key-reused'],
  ['a clock that is ahead', 'report-at'],
]
/** These are known by what they do not do, for which somebody has to wait. */
const SILENT: readonly (CallerFault | null)[] = [
  'does not fetch',
  'fetches once',
  'takes any bytes',
  'refuses what breaks',
  'reports nothing',
  'reports once',
]
const KEY = 'kcs_of_the_check'

type Examined = { cases: JudgedCase[]; findings: Finding[] }

const faults: readonly (CallerFault | null)[] = [null, ...NAMED.map(([fault]) => fault)]
let right: Examined
let examined: Examined[]
let standIns: CallbackStandIn[]
let callers: Caller[]
let agents: Awaited<ReturnType<typeof startAgents>>

beforeAll(async () => {
  const own = { key: KEY, secret: SECRET, endpoint: 'check' }
  standIns = await Promise.all(faults.map(() => openCallbackStandIn(0, own)))
  callers = faults.map((fault, index) => startCaller({ ...own, url: standIns[index]!.url }, fault))
  const onTaken = (index: number, letter: Incoming): void => callers[index]!.take(letter)
  agents = await startAgents(
    SECRET,
    faults.map(() => []),
    onTaken,
  )
  const all = await Promise.all(faults.map((_, index) => examine(index)))
  ;[right, ...examined] = all as [Examined, ...Examined[]]
})
afterAll(async () => {
  await Promise.all(standIns.map((standIn) => standIn.close()))
  await Promise.all(callers.map((caller) => caller.stop()))
  await agents.stop()
})

function examine(index: number): Promise<Examined> {
  const standIn = standIns[index]!
  standIn.layDocument(PDF_SHA256, PDF)
  return examineAgent(
    {
      address: agents.addresses[index]!,
      secret: SECRET,
      parcel: () => newParcel({ purpose: 'information' }),
      enclosures: [],
      publicUrl: standIn.url,
    },
    {
      cases: [],
      calledBy: {
        standIn,
        waitMs: SILENT.includes(faults[index]!) ? 3_000 : 60_000,
        document: newDocument,
      },
    },
  )
}

test('an agent that fetches and reports as it should has no fault, and each case is judged', () => {
  expect(right.findings).toEqual([])
  expect(right.cases.map(({ result }) => result)).toEqual(Array.from({ length: 6 }, () => 'well'))
})

test.each(NAMED.map(([fault, rule], index) => ({ fault, rule, index })))(
  'an agent with the fault “$fault” is told $rule, and nothing else',
  ({ rule, index }) => {
    expect(examined[index]!.findings.map((finding) => finding.rule)).toEqual([rule])
  },
)

test('a call-back to another endpoint is told with both', () => {
  const { findings } = examined[NAMED.findIndex(([fault]) => fault === 'calls another endpoint')]!
  expect(findings[0]!.came).toBe('It called /v1/callbacks/another; here its endpoint is check.')
})
