// The check of an agent of our protocol: agents with one fault each, all at once, and what is said of them.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { examineAgent } from '../../../connectors/push/check'
import type { AgentUnderCheck } from '../../../connectors/push/check/examination'
import type { Finding, JudgedCase } from '../../../connectors/push/check/finding'
import { SECTIONS } from '../../../connectors/push/check/rule'
import { RULES, type RuleId } from '../../../connectors/push/check/rules'
import { newParcel, PDF, SECRET } from '../specimen'
import { type Fault, startAgents, SUBJECT } from './agent'

/** Each fault with the rule by which it is named. */
const NAMED: readonly (readonly [Fault, RuleId])[] = [
  ['no signature check', 'signature-not-checked'],
  ['forgets keys', 'key-forgotten'],
  ['race', 'race'],
  ['500 on repeat', 'repeat-refused'],
  ['401 on GETs', 'get-refused'],
  ['no reference', 'reference-missing'],
  ['HTML', 'answer-not-json'],
  ['too long', 'answer-too-long'],
  ['number as reference', 'reference-number'],
  ['redirects', 'redirect'],
  ['no capabilities', 'no-capabilities'],
  ['status 404', 'status-unknown'],
  ['unknown state', 'state-unknown'],
  ['other reference', 'status-other-reference'],
  ['knows every key', 'unknown-key-known'],
  ['no withdrawal', 'no-withdrawal'],
  ['second withdrawal 409', 'second-withdrawal'],
  ['withdrawal forgets', 'withdrawal-forgets'],
  ['answers too late', 'too-late'],
  ['old timestamps', 'timestamp-not-checked'],
  ['unsigned GETs', 'get-unsigned'],
  ['withdrawal ignored', 'withdrawal-ignored'],
  ['ASCII only', 'malayalam-refused'],
  ['first signature only', 'second-signature-ignored'],
  ['signs another body', 'changed-body-taken'],
  ['unsigned calls', 'unsigned-taken'],
  ['unsigned withdrawals', 'withdrawal-unsigned'],
  ['refuses with 500', 'proof-status'],
  ['keeps what it refuses', 'kept-unproven'],
  ['one reference for all', 'reference-shared'],
  ['one document', 'several-documents'],
  ['strict about members', 'unknown-member-refused'],
  ['letters for action alone', 'value-refused'],
  ['takes anything anywhere', 'answers-anywhere'],
  ['capabilities of words', 'capabilities-unreadable'],
  ['withdraws every key', 'unknown-key-withdrawn'],
  ['always busy', 'busy'],
  ['forgets at restart', 'forgotten-at-restart'],
  ['a date that is none', 'member-unreadable'],
  ['another success', 'status-unheard-of'],
  ['takes nothing', 'not-taken'],
  ['refuses everything', 'specimen-refused'],
  ['no answer to questions', 'status-failed'],
  ['Malayalam only', 'capabilities-too-narrow'],
]

const EIGHT: readonly Fault[] = [
  'no capabilities',
  'race',
  'other reference',
  'old timestamps',
  'unsigned GETs',
  'withdrawal ignored',
  'ASCII only',
  'first signature only',
]

type Examined = { cases: JudgedCase[]; findings: Finding[] }

let agents: Awaited<ReturnType<typeof startAgents>>
let right: Examined
let eight: Examined
let examined: Examined[]

beforeAll(async () => {
  agents = await startAgents(SECRET, [[], EIGHT, ...NAMED.map(([fault]) => [fault])])
  const all = await Promise.all(agents.addresses.map((_, index) => examine(index)))
  ;[right, eight, ...examined] = all as [Examined, Examined, ...Examined[]]
})
afterAll(() => agents.stop())

function examine(index: number): Promise<Examined> {
  return examineAgent(underCheck(index))
}

function underCheck(index: number): AgentUnderCheck {
  const fault = NAMED[index - 2]?.[0]
  return {
    address: agents.addresses[index]!,
    secret: SECRET,
    ...(fault === 'answers too late' ? { limitMs: 1_000 } : {}),
    parcel: specimen,
    enclosures: specimen().letter.documents.map((document) => ({ ...document, name: 'enclosure.pdf' })),
    publicUrl: 'http://127.0.0.1:9',
    restart: async () => agents.restart(index),
  }
}

/** A letter in ASCII, as the check begins with. */
function specimen() {
  const parcel = newParcel({ purpose: 'action' })
  const documents = [
    { sha256: 'a'.repeat(64), name: 'letter.pdf', mediaType: 'application/pdf', size: PDF.length },
  ]
  const office = { ...parcel.recipient.office, nameMl: '' }
  return {
    ...parcel,
    recipient: { ...parcel.recipient, office },
    letter: { ...parcel.letter, subject: SUBJECT, documents },
  }
}

test('an agent that keeps to the protocol has no fault, and each case is judged', () => {
  expect(right.findings).toEqual([])
  expect(right.cases.filter(({ result }) => result !== 'well')).toEqual([])
})

describe.each(NAMED.map(([fault, rule], index) => ({ fault, rule, index })))(
  'an agent with the fault “$fault”',
  ({ rule, index }) => {
    test(`is told ${rule}, and nothing else`, () => {
      expect(examined[index]!.findings.map((finding) => finding.rule)).toEqual([rule])
    })
  },
)

test('an agent with eight faults at once is told each of the eight, and nothing else', () => {
  const rules = EIGHT.map((fault) => NAMED.find(([named]) => named === fault)![1])
  expect(eight.findings.map(({ rule }) => rule).sort()).toEqual([...rules].sort())
})

test('a fault is told in sentences: what was asked, what came, what rules it, what to change', () => {
  for (const { findings } of [eight, ...examined])
    for (const { asked, came, says, change } of findings) {
      expect(asked).toMatch(/^(GET|POST) \/\S+: .+\.$/)
      expect(came.length).toBeGreaterThan(5)
      expect(`${asked}${came}${says}${change}`).not.toMatch(/undefined|\[object|AssertionError/)
    }
})

test('of an agent that is not there it says so, and judges nothing else', async () => {
  const agent = { ...underCheck(0), address: 'http://127.0.0.1:9' }
  const { cases, findings } = await examineAgent(agent)
  expect(findings).toMatchObject([{ rule: 'no-answer', came: 'Nobody listens at the address.' }])
  expect(new Set(cases.slice(1).map(({ result }) => result))).toEqual(new Set(['not-judged']))
})

test('a case that a fault stands in the way of is not judged, and says which fault', () => {
  const { cases } = examined[NAMED.findIndex(([fault]) => fault === '500 on repeat')]!
  expect(cases.find((one) => one.case === 'five-at-once')).toMatchObject({
    result: 'not-judged',
    because: 'repeat-refused',
  })
})

test('each rule names a section of the document and says what to change', () => {
  const document = readFileSync(join(__dirname, '../../../docs/agent-protocol.md'), 'utf8')
  for (const [number, title] of Object.entries(SECTIONS))
    expect(document).toContain(`\n## ${number} ${title}\n`)
  for (const { section, says, change } of Object.values(RULES)) {
    expect(document).toMatch(new RegExp(`^## ${section}( |$)`, 'm'))
    expect([says, change].every((text) => text.endsWith('.'))).toBe(true)
  }
})
