// The journeys of the demonstration: the Government Order to its six addressees, and beside it letters to and from all systems.

import { eightLines, type EightResult, runEightOffices } from '../../local/demo/eight-offices'
import { runMainJob } from '../../local/demo/job'
import { type Report, reportOf } from '../../local/demo/report'
import { type Demo, startDemo } from '../../local/demo/start'
import { REGISTERED_SYSTEMS } from '../../domain/letters/systems'
import { type NamedFinding, verifyConfigured } from '../../process/verify'
import { localSecret } from '../../local/secret'
import { ownServers } from '../support/local-servers'

const own = ownServers()
const lines: string[] = []
let kcs: Demo
let report: Report
let eight: EightResult

const options = { signal: new AbortController().signal, timeoutMs: 150_000 }
const print = (line: string): void => void lines.push(line)

async function job(): Promise<Report> {
  return reportOf(kcs.servers, await runMainJob(kcs.places, print, options), 0)
}

beforeAll(async () => {
  kcs = await startDemo({ onLine: (line) => own.lines.push(line), folder: own.folder })
  ;[report, eight] = await Promise.all([job(), runEightOffices(kcs, print, options)])
}, 300_000)

afterAll(async () => {
  await kcs?.stop()
  own.remove()
})

const at = (seat: string) => report.tapals.find((tapal) => tapal.recipient === seat)!
const causes = (seat: string): string[] => at(seat).history.map((entry) => entry.cause)

/** What `kcs verify` says of this KCS. */
async function disagreements(): Promise<NamedFinding[]> {
  const { mongodb, temporal } = kcs.servers
  const found: NamedFinding[] = []
  const seen = await verifyConfigured(
    {
      MONGODB_URI: mongodb.uri,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      KCS_SECRET: localSecret(),
    },
    [],
    (finding) => found.push(finding),
  )
  const [to, from] = [eight.trace.tapals.length, eight.letters.length]
  expect(seen).toMatchObject({ tapal: 6 + to + from, dispatch: 2 + from, document: 2 })
  return found
}

describe('a letter to an office of each filing system', () => {
  it('is taken by every office, each with the number that stands in its own system', async () => {
    expect(eight.trace.tapals.map(({ mechanism }) => mechanism).sort()).toEqual(
      [...REGISTERED_SYSTEMS].sort(),
    )
    const printed = eightLines(eight).join('\n')
    for (const { recipient, diary } of eight.trace.tapals) {
      const system = kcs.systems.find(({ offices }) => offices.includes(recipient.office))!
      const page = await (await fetch(`${system.url}/`)).text()
      expect(page).toContain(diary!.number)
      expect(printed).toContain(`diary number ${diary!.number}`)
    }
  })

  it('reaches the two whose systems were down at the third try, and all others at the first', () => {
    const triesOf = Object.fromEntries(
      eight.trace.tapals.map(({ recipient, attempts }) => [recipient.office, attempts]),
    )
    for (const office of ['TVMC', 'ICFOSS']) expect(triesOf[office]).toBe(3)
    for (const office of ['KSITM', 'NDM', 'KLR', 'ARC']) expect(triesOf[office]).toBe(1)
  })
})

test('each filing system sends a letter, also one that cannot call KCS, and an office of the next takes it with its number', () => {
  const systems = REGISTERED_SYSTEMS.filter((system) => system !== 'push' && system !== 'pull')
  expect(eight.letters.map(({ from }) => from.system).sort()).toEqual([...systems].sort())
  for (const { from, trace } of eight.letters) {
    const [tapal, ...others] = trace.tapals
    expect(others).toEqual([])
    expect(tapal?.mechanism).not.toBe(from.system)
    expect(tapal?.diary?.number).toBeTruthy()
  }
})

describe('the Government Order', () => {
  it('becomes one tapal for each of its six addressees, by the mechanism of each office', () => {
    expect(
      Object.fromEntries(
        report.tapals.map(({ recipient, mechanism, purpose }) => [recipient, `${mechanism}, ${purpose}`]),
      ),
    ).toEqual({
      'KSITM/DIR': 'eoffice, action',
      'CDIT/REG': 'push, action',
      'PAGA/PAG': 'email, action',
      'AGAE/AG': 'print, information',
      'IPRD-WNM/HEAD': 'kcs-agent, action',
      'ITD/RECORDS': 'eoffice, information',
    })
  })

  it('is acknowledged with a diary number by every addressee who has to act', () => {
    const action = report.tapals.filter((tapal) => tapal.purpose === 'action')
    expect(action.filter((tapal) => !tapal.diaryNumber)).toEqual([])
    expect(action.every((tapal) => ['acknowledged', 'opened', 'in-process'].includes(tapal.state))).toBe(true)
  })

  it('lies in the e-Office of the IT Mission with its diary number, in a file, and passes two desks', () => {
    expect(causes('KSITM/DIR').filter((cause) => cause === 'diary-number-given')).toHaveLength(1)
    expect(causes('KSITM/DIR')).toContain('put-in-file')
    expect(causes('KSITM/DIR').filter((cause) => cause === 'marked')).toHaveLength(2)
  })

  it('reaches C-DIT at the third attempt, and the two refused ones stand in the trace', () => {
    expect(at('CDIT/REG').attempts).toBe(3)
    expect(causes('CDIT/REG').filter((cause) => cause === 'retry-later' || cause === 'busy')).toHaveLength(2)
  })

  it('is taken by the Accountant General (Audit) through the link in the mail, with their number', () => {
    expect(causes('PAGA/PAG')).toEqual(['resolved', 'mailed', 'acknowledged-by-link'])
    expect(at('PAGA/PAG').diaryNumber).toBe('PAG(Audit)/Diary/1842/2021')
  })

  it('goes by post to the Accountant General (A & E), with its postal number entered', () => {
    expect(causes('AGAE/AG')).toEqual(['resolved', 'listed-for-post', 'posted'])
    expect(at('AGAE/AG').state).toBe('delivered')
  })

  it('is numbered by itself in Web & New Media, escalates to the seat above, and is taken there', () => {
    expect(at('IPRD-WNM/HEAD').escalations).toBeGreaterThanOrEqual(1)
    expect(at('IPRD-WNM/HEAD').diaryNumber).toMatch(/^IPRD-WNM\/IN\/\d{4}\/000001$/)
    const taken = at('IPRD-WNM/HEAD').history.find((entry) => entry.cause === 'acknowledged-by-seat')
    expect(taken?.actor).toMatchObject({ kind: 'seat', seat: 'IPRD/DIR' })
  })

  it('ends its run, and the dispatch is closed with a despatch number', () => {
    expect(report.workflow.status).toBe('completed')
    expect(report.dispatch).toMatchObject({
      state: 'closed',
      number: expect.stringMatching(/^ITD\/DS\/\d{4}\/00000[12]$/),
    })
  })

  it('is not sent again by a second start', async () => {
    const again = await job()
    expect(again.dispatch).toEqual(report.dispatch)
    expect(again.tapals.map((tapal) => tapal.attempts)).toEqual(report.tapals.map((tapal) => tapal.attempts))
  })

  it('leaves record, registers, documents and runs behind that agree', async () => {
    expect(await disagreements()).toEqual([])
  })
})
