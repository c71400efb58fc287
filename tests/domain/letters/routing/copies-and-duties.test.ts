import { dutyFor } from '../../../../domain/letters/routing/route'
import { AT, held, office, routed, rule, seat, viewOf } from './directory'

test('rules send copies for information, also those that stand behind the one that decides', () => {
  const rules = [
    rule('R1', { priority: 9, then: { seatRole: 'spio', copyTo: [{ office: 'LAW' }] } }),
    rule('R2', { then: { copyTo: [{ seat: 'A/SO' }] } }),
  ]
  const { copies } = routed({ offices: [office('A')], rules }, { office: 'A', entry: 3 })
  expect(copies).toMatchObject([
    {
      entry: 3,
      office: 'LAW',
      seat: null,
      purpose: 'information',
      because: { code: 'rule-copy', of: 'R1@1' },
    },
    {
      entry: 3,
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
