// The agents that `kcs agent new` writes pass the kit: run as they are written, all at once, by every case of it.

import { examinePulling } from '../../cli/pull-examination'
import { examineAgent } from '../../connectors/push/check'
import type { Finding, JudgedCase } from '../../connectors/push/check/finding'
import { inMalayalam } from '../../connectors/push/check/letter-cases'
import {
  type CallbackStandIn,
  openCallbackStandIn,
  openPullStandIn,
} from '../../connectors/push/check/stand-in'
import { envelopeOf } from '../../connectors/write-envelope'
import { newDocument, newParcel, PDF, PDF_SHA256, SECRET } from './specimen'
import { startStarter } from './starter-agent'

const LANGUAGES = ['node', 'python'] as const
type Language = (typeof LANGUAGES)[number]
const KEY = 'kcs_of_the_check'
/** A case waits so long for an agent that does nothing; one that does what it should is not waited for. */
const WAIT_MS = 60_000

interface Examined {
  language: Language
  how: 'is called' | 'comes for its letters'
  cases: JudgedCase[]
  findings: Finding[]
}
const examined: Examined[] = []
const called = new Map<Language, CallbackStandIn>()
const ends: (() => Promise<void>)[] = []

beforeAll(async () => {
  const all = await Promise.all(
    LANGUAGES.flatMap((language) => [examineCalled(language), examineComing(language)]),
  )
  examined.push(...all)
})
afterAll(() => Promise.all(ends.map((end) => end())))

async function examineCalled(language: Language): Promise<Examined> {
  const standIn = await openCallbackStandIn(0, { key: KEY, secret: SECRET, endpoint: 'check' })
  ends.push(standIn.close)
  called.set(language, standIn)
  const home = { url: standIn.url, apiKey: KEY, endpoint: 'check' }
  const agent = await startStarter(language, 'push', home, { ACKNOWLEDGE_AT_ONCE: '1' })
  ends.unshift(agent.stop)
  const enclosures = [newDocument(), newDocument()]
  standIn.layDocument(PDF_SHA256, PDF)
  for (const { reference, content } of enclosures) standIn.layDocument(reference.sha256, content)
  const found = await examineAgent(
    {
      address: agent.url,
      secret: SECRET,
      parcel: () => newParcel(),
      enclosures: enclosures.map(({ reference }, index) => ({
        ...reference,
        name: `enclosure-${index}.pdf`,
      })),
      publicUrl: standIn.url,
      restart: agent.killAndRestart,
    },
    { calledBy: { standIn, document: newDocument, waitMs: WAIT_MS } },
  )
  return { language, how: 'is called', ...found }
}

async function examineComing(language: Language): Promise<Examined> {
  const standIn = await openPullStandIn(0, KEY)
  ends.push(standIn.close)
  const home = { url: standIn.url, apiKey: KEY }
  const agent = await startStarter(language, 'pull', home, { COME_EVERY_SECONDS: '0.05' })
  ends.unshift(agent.stop)
  const found = await examinePulling({
    standIn,
    waitMs: WAIT_MS,
    letter({ isMalayalam = false, given = [] } = {}) {
      const made = Array.from({ length: isMalayalam ? 3 : 1 }, newDocument)
      for (const { reference, content } of made) standIn.layDocument(reference.sha256, content, given)
      const parcel = newParcel()
      const letter = { ...parcel.letter, documents: made.map(({ reference }) => reference) }
      const whole = { ...parcel, letter }
      const envelope = envelopeOf(isMalayalam ? inMalayalam(whole) : whole, standIn.url)
      return { id: parcel.tapalId, envelope }
    },
  })
  return { language, how: 'comes for its letters', ...found }
}

const isTooLate = (one: JudgedCase): boolean =>
  one.case === 'withdrawal' &&
  one.result === 'left-out' &&
  one.why.startsWith('the office had acknowledged or refused the letter')

describe.each(LANGUAGES)('of the starter in %s', (language) => {
  test.each(['is called', 'comes for its letters'] as const)(
    'that %s nothing at all is said: each case is judged and well, without advice',
    (how) => {
      const { cases, findings } = examined.find((one) => one.language === language && one.how === how)!
      expect(findings).toEqual([])
      // The office of a starter takes at once, and may be faster than the withdrawal: then there is nothing to give back.
      expect(cases.filter((one) => one.result !== 'well' && !isTooLate(one))).toEqual([])
      expect(cases.length).toBeGreaterThan(8)
    },
  )

  test('that is called says at each start that it is back, once: it was started anew by the check', () =>
    expect(called.get(language)!.askings).toBe(2))
})
