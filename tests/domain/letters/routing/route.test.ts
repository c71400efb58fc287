import { plainProfile } from '../../../../domain/directory/office/profile'
import { AFTER, AT, BEFORE, held, LONG_AGO, office, routed, rule, seat, type World } from './directory'

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
    'a system without an address is passed over, and the fallback of the profile carries the letter',
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
        'system-without-endpoint ilgms',
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
