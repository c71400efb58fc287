import { plainProfile } from '../../../domain/office/profile'
import { dutyFor } from '../../../domain/routing/route'
import {
  AFTER,
  AT,
  BEFORE,
  held,
  LONG_AGO,
  office,
  routed,
  rule,
  seat,
  viewOf,
  type World,
} from './directory'

/** The way in short: office, seat, endpoint, offices written to, reasons, refusals. */
function short(world: World, to: Parameters<typeof routed>[1]) {
  const { office: code, seat: id, endpoint, addressedTo, why, refusals } = routed(world, to)
  const reasons = why.map(({ code: reason, of }) => (of === undefined ? reason : `${reason} ${of}`))
  return { office: code, seat: id, endpoint, addressedTo, why: reasons, refusals }
}

const line = `profile ${LONG_AGO.toISOString()}`
const merged = (code: string, into: string, at = BEFORE) =>
  office(code, { succession: { kind: 'merged', into: [into], at } })

type Row = [
  title: string,
  world: World,
  to: Parameters<typeof routed>[1],
  way: Partial<ReturnType<typeof short>>,
]

const ways: Row[] = [
  [
    'an office is reached at its seat for inward tapals, by the profile that holds',
    { offices: [office('A')] },
    { office: 'A' },
    {
      office: 'A',
      seat: 'A/TAPAL',
      endpoint: 'push-A',
      addressedTo: [],
      why: ['named', 'inward-seat A/TAPAL', line],
    },
  ],
  [
    'a named seat is reached as such',
    { offices: [office('A')], seats: [seat('A/SO')] },
    { seat: 'A/SO', because: { code: 'seat-named', of: 'A/SO' } },
    { seat: 'A/SO', why: ['seat-named A/SO', line] },
  ],
  [
    'a merged office is left for its successor, and stands in the trace',
    { offices: [merged('OLD', 'A'), office('A')] },
    { office: 'OLD' },
    {
      office: 'A',
      seat: 'A/TAPAL',
      addressedTo: ['OLD'],
      why: ['named', 'merged OLD', 'inward-seat A/TAPAL', line],
    },
  ],
  [
    'an office that will be merged later still gets its letters',
    { offices: [merged('OLD', 'A', AFTER), office('A')] },
    { office: 'OLD' },
    { office: 'OLD', addressedTo: [] },
  ],
  [
    'a chain of mergers is followed to its end, each office in the trace',
    { offices: [merged('O1', 'O2'), merged('O2', 'O3'), office('O3')] },
    { office: 'O1' },
    { office: 'O3', addressedTo: ['O1', 'O2'] },
  ],
  [
    'a chain of mergers that comes back to its beginning ends as an office that takes no letters',
    { offices: [merged('O1', 'O2'), merged('O2', 'O1')] },
    { office: 'O1' },
    { refusals: ['office-inactive'], endpoint: null },
  ],
  [
    'a split office is left for the first of those that took its place',
    {
      offices: [
        office('OLD', { succession: { kind: 'split', into: ['A', 'B'], at: BEFORE } }),
        office('A'),
        office('B'),
      ],
    },
    { office: 'OLD' },
    { office: 'A', addressedTo: ['OLD'] },
  ],
  [
    'a seat of a merged office: the letter goes to the successor as a whole',
    { offices: [merged('OLD', 'A'), office('A')], seats: [seat('OLD/SO')] },
    { seat: 'OLD/SO' },
    { office: 'A', seat: 'A/TAPAL', addressedTo: ['OLD'] },
  ],
  [
    'an intermediary takes the mail for as long as it is named',
    {
      offices: [office('A', { intermediaries: [{ office: 'B', from: BEFORE, until: AFTER }] }), office('B')],
    },
    { office: 'A' },
    {
      office: 'B',
      seat: 'B/TAPAL',
      addressedTo: ['A'],
      why: ['named', 'intermediary A', 'inward-seat B/TAPAL', line],
    },
  ],
  [
    'an intermediary whose time is over takes nothing',
    { offices: [office('A', { intermediaries: [{ office: 'B', from: LONG_AGO, until: AT }] }), office('B')] },
    { office: 'A' },
    { office: 'A' },
  ],
  [
    'the head is reached where heads are meant',
    { offices: [office('A')], seats: [seat('A/HEAD', { role: 'head' })] },
    { office: 'A', role: 'head', because: { code: 'group', of: 'HEADS' } },
    { seat: 'A/HEAD', why: ['group HEADS', 'head-seat A/HEAD', line] },
  ],
  [
    'an office without a head is reached at its inward seat',
    { offices: [office('A')], seats: [seat('A/HEAD', { role: 'head', activeUntil: BEFORE })] },
    { office: 'A', role: 'head' },
    { seat: 'A/TAPAL' },
  ],
  [
    'a system without connector is passed over, and the fallback of the profile carries the letter',
    {
      offices: [
        office('A', {
          profiles: [
            { ...plainProfile(LONG_AGO, 'ilgms', null), ways: [{ system: 'ilgms', endpoint: null }] },
          ],
        }),
      ],
    },
    { office: 'A' },
    {
      endpoint: 'kcs-agent',
      why: [
        'named',
        'inward-seat A/TAPAL',
        'system-without-connector ilgms',
        `profile-fallback ${LONG_AGO.toISOString()}`,
      ],
    },
  ],
  [
    'a rule sends letters with its subject code to a seat by its role',
    {
      offices: [office('A')],
      seats: [seat('A/NODAL', { role: 'nodal-officer' })],
      rules: [rule('R', { when: { subjectCodes: ['RTI'] }, then: { seatRole: 'nodal-officer' } })],
      letter: { subjectCode: 'RTI' },
    },
    { office: 'A' },
    { seat: 'A/NODAL', why: ['named', 'rule-seat R@1', line] },
  ],
  [
    'a rule for another subject changes nothing',
    {
      offices: [office('A')],
      seats: [seat('A/NODAL', { role: 'nodal-officer' })],
      rules: [rule('R', { when: { subjectCodes: ['RTI'] }, then: { seatRole: 'nodal-officer' } })],
    },
    { office: 'A' },
    { seat: 'A/TAPAL' },
  ],
  [
    'a role that nobody in the office has leaves the inward seat',
    { offices: [office('A')], rules: [rule('R', { then: { seatRole: 'spio' } })] },
    { office: 'A' },
    { seat: 'A/TAPAL', why: ['named', 'inward-seat A/TAPAL', line] },
  ],
  [
    'a rule of an office above holds below it',
    {
      offices: [office('B', { path: ['A'] })],
      seats: [seat('B/SPIO', { role: 'spio' })],
      rules: [rule('R', { then: { seatRole: 'spio' } })],
    },
    { office: 'B' },
    { seat: 'B/SPIO' },
  ],
  [
    'a rule of one office does not hold in another',
    {
      offices: [office('B')],
      seats: [seat('B/SPIO', { role: 'spio' })],
      rules: [rule('R', { then: { seatRole: 'spio' } })],
    },
    { office: 'B' },
    { seat: 'B/TAPAL' },
  ],
  [
    'a rule sends letters to another office, whose seat takes them',
    { offices: [office('A'), office('B')], rules: [rule('R', { then: { office: 'B' } })] },
    { office: 'A' },
    {
      office: 'B',
      seat: 'B/TAPAL',
      addressedTo: ['A'],
      why: ['named', 'rule-office R@1', 'inward-seat B/TAPAL', line],
    },
  ],
  [
    'a seat that was named stays, whatever seat a rule would choose',
    {
      offices: [office('A')],
      seats: [seat('A/SO'), seat('A/SPIO', { role: 'spio' })],
      rules: [rule('R', { then: { seatRole: 'spio' } })],
    },
    { seat: 'A/SO' },
    { seat: 'A/SO' },
  ],
  [
    'a rule for vacant seats takes what was named to a vacant one',
    {
      offices: [office('A')],
      seats: [seat('A/SO'), seat('A/SPIO', { role: 'spio' })],
      rules: [rule('R', { when: { vacant: true }, then: { seatRole: 'spio' } })],
    },
    { seat: 'A/SO' },
    { seat: 'A/SPIO' },
  ],
  [
    'a rule for vacant seats leaves what is held',
    {
      offices: [office('A')],
      seats: [seat('A/SO'), seat('A/SPIO', { role: 'spio' })],
      charges: [held('A/SO')],
      rules: [rule('R', { when: { vacant: true }, then: { seatRole: 'spio' } })],
    },
    { seat: 'A/SO' },
    { seat: 'A/SO' },
  ],
  [
    'the rule of higher priority goes first, then the one that began last',
    {
      offices: [office('A')],
      seats: [seat('A/1', { role: 'spio' }), seat('A/2', { role: 'head' }), seat('A/3', { role: 'other' })],
      rules: [
        rule('LOW', { then: { seatRole: 'spio' } }),
        rule('OLD', { priority: 5, then: { seatRole: 'head' } }),
        rule('NEW', { priority: 5, from: BEFORE, then: { seatRole: 'other' } }),
      ],
    },
    { office: 'A' },
    { seat: 'A/3' },
  ],
  [
    'a rule that was changed since holds as it was at the instant',
    {
      offices: [office('A')],
      seats: [seat('A/1', { role: 'spio' }), seat('A/2', { role: 'head' })],
      rules: [
        rule('R', {
          from: AFTER,
          then: { seatRole: 'head' },
          version: 2,
          earlier: [
            { from: LONG_AGO, until: AFTER, priority: 0, when: {}, then: { seatRole: 'spio' }, version: 1 },
          ],
        }),
      ],
    },
    { office: 'A' },
    { seat: 'A/1', why: ['named', 'rule-seat R@1', line] },
  ],
]

test.each(ways)('%s', (_title, world, to, way) => {
  const found = short(world, to)
  expect(found).toEqual({ ...found, refusals: [], ...way })
})

const profile = (accepts: object) => [{ ...plainProfile(LONG_AGO, 'push', 'p'), accepts }]
const refusals: [string, World, Parameters<typeof routed>[1], string[]][] = [
  ['an office that is not there', {}, { office: 'A' }, ['office-unknown']],
  ['a seat that is not there', {}, { seat: 'A/SO' }, ['seat-unknown']],
  [
    'a seat without office',
    { seats: [seat('A/SO', { office: '' })] },
    { seat: 'A/SO' },
    ['seat-without-office'],
  ],
  [
    'a seat that has ended',
    { offices: [office('A')], seats: [seat('A/SO', { activeUntil: BEFORE })] },
    { seat: 'A/SO' },
    ['seat-inactive'],
  ],
  [
    'an office that has ended',
    { offices: [office('A', { activeUntil: BEFORE })] },
    { office: 'A' },
    ['office-inactive'],
  ],
  [
    'an office not fit to receive',
    { offices: [office('A', { fitToReceive: false })] },
    { office: 'A' },
    ['office-inactive'],
  ],
  [
    'an office without a seat for tapals',
    { offices: [office('A', { inwardSeat: null })] },
    { office: 'A' },
    ['office-without-seat'],
  ],
  [
    'an office without a profile',
    { offices: [office('A', { profiles: [] })] },
    { office: 'A' },
    ['office-without-profile'],
  ],
  [
    'a kind',
    { offices: [office('A', { profiles: profile({ kinds: ['circular'] }) })] },
    { office: 'A' },
    ['refused-kind'],
  ],
  [
    'a grade',
    { offices: [office('A', { profiles: profile({ classifications: [] }) })] },
    { office: 'A' },
    ['refused-classification'],
  ],
  [
    'a language',
    { offices: [office('A', { profiles: profile({ languages: ['ml'] }) })] },
    { office: 'A' },
    ['refused-language'],
  ],
  [
    'a media type',
    { offices: [office('A', { profiles: profile({ mediaTypes: ['image/png'] }) })] },
    { office: 'A' },
    ['refused-media-type'],
  ],
  [
    'a size',
    { offices: [office('A', { profiles: profile({ maxDocumentBytes: 999 }) })] },
    { office: 'A' },
    ['refused-size'],
  ],
  [
    'a number of documents',
    { offices: [office('A', { profiles: profile({ maxDocuments: 0 }) })] },
    { office: 'A' },
    ['refused-count'],
  ],
  [
    'what just fits is not refused',
    { offices: [office('A', { profiles: profile({ maxDocumentBytes: 1000, maxDocuments: 1 }) })] },
    { office: 'A' },
    [],
  ],
]

test.each(refusals)('refused is %s', (_title, world, to, codes) => {
  expect(routed(world, to).refusals).toEqual(codes)
})

test('rules send copies for information, also those that stand behind the one that decides', () => {
  const rules = [
    rule('R1', { priority: 9, then: { seatRole: 'spio', copyTo: [{ office: 'LAW' }] } }),
    rule('R2', { then: { copyTo: [{ seat: 'A/SO' }] } }),
  ]
  const { copies } = routed({ offices: [office('A')], rules }, { office: 'A', named: 3 })
  expect(copies).toMatchObject([
    {
      named: 3,
      office: 'LAW',
      seat: null,
      purpose: 'information',
      because: { code: 'rule-copy', of: 'R1@1' },
    },
    {
      named: 3,
      office: null,
      seat: 'A/SO',
      purpose: 'information',
      because: { code: 'rule-copy', of: 'R2@1' },
    },
  ])
})

test('a copy by rule brings no further copies', () => {
  const rules = [rule('R', { then: { copyTo: [{ office: 'A' }] } })]
  const to = { office: 'A', because: { code: 'rule-copy', of: 'X@1' } } as const
  expect(routed({ offices: [office('A')], rules }, to).copies).toEqual([])
})

test.each([
  ['its holder', [held('A/SO')], 'holder-regular', 'A/SO'],
  [
    'who stands in for its holder',
    [held('A/SO'), held('A/SO', { kind: 'in-absence' })],
    'holder-in-absence',
    'A/SO',
  ],
  ['while vacant the link officer', [held('A/LINK'), held('A/UP')], 'vacant-link-officer', 'A/LINK'],
  ['else the seat above', [held('A/UP')], 'vacant-seat-above', 'A/UP'],
  ['else nobody, and the letter waits', [], 'vacant', null],
] as const)('the duty of a seat has %s', (_title, charges, code, acting) => {
  const seats = [seat('A/SO', { linkOfficer: 'A/LINK', reportsTo: 'A/UP' }), seat('A/LINK'), seat('A/UP')]
  const duty = dutyFor(viewOf({ seats, charges: [...charges] }), 'A/SO', AT)
  expect([duty.reason.code, duty.actingSeat]).toEqual([code, acting])
})
