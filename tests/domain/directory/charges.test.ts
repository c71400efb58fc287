import { type Charge, newCharge } from '../../../domain/directory/charge/charge'
import {
  leftBefore,
  REPEAT_WITHIN_MS,
  chargeFault,
  chargeHeld,
  endCharge,
  join,
  suspend,
} from '../../../domain/directory/charge/charge-rules'
import { holdingsOf } from '../../../domain/directory/charge/holders'

const day = (n: number) => new Date(Date.UTC(2026, 10, n))
const always = { activeFrom: null, activeUntil: null }
const held = (facts: Partial<Charge> = {}): Charge =>
  newCharge({ id: 'held', seat: 'S', employee: 'A', from: day(5), until: day(10), ...facts })
const wanted = (facts: Partial<Charge> = {}): Charge =>
  newCharge({ id: 'wanted', seat: 'S', employee: 'B', from: day(5), ...facts })

describe('what holds of charges at all times', () => {
  test.each<[string, Partial<Charge>, Partial<Charge>, string | null]>([
    ['the next begins where the last ends', { from: day(10) }, {}, null],
    ['it ends where the next begins', { from: day(1), until: day(5) }, {}, null],
    ['two regular holders of one seat at one instant', { from: day(9) }, {}, 'charge-overlaps'],
    ['one within the other', { from: day(6), until: day(7) }, {}, 'charge-overlaps'],
    ['one around the other', { from: day(1), until: day(20) }, {}, 'charge-overlaps'],
    ['both open-ended', { from: day(20) }, { until: null }, 'charge-overlaps'],
    ['an additional charge beside the regular one', { kind: 'additional' }, {}, null],
    ['a charge in absence beside the regular one', { kind: 'in-absence' }, {}, null],
    ['a regular one beside an additional one', {}, { kind: 'additional' }, null],
    ['the same person twice', { employee: 'A', kind: 'additional' }, {}, 'charge-held-already'],
    ['the same person again later', { employee: 'A', from: day(12) }, {}, null],
    ['a charge that never began is in nobody’s way', { from: day(1) }, { until: day(5) }, null],
    ['an end before the start', { until: day(4) }, { from: day(20), until: null }, 'charge-backwards'],
    ['an end at the start', { until: day(5) }, { from: day(20), until: null }, 'charge-backwards'],
  ])('%s', (_what, facts, other, fault) => {
    expect(chargeFault(wanted(facts), always, [held(other)])).toBe(fault)
  })

  test.each<[string, Partial<Charge>, { activeFrom: Date | null; activeUntil: Date | null }, string | null]>([
    ['from its first instant', {}, { activeFrom: day(5), activeUntil: null }, null],
    ['before the seat was made', {}, { activeFrom: day(6), activeUntil: null }, 'charge-outside-seat'],
    ['up to its last instant', { until: day(9) }, { activeFrom: null, activeUntil: day(9) }, null],
    ['beyond its end', { until: day(10) }, { activeFrom: null, activeUntil: day(9) }, 'charge-outside-seat'],
    ['without end in a seat that ends', {}, { activeFrom: null, activeUntil: day(9) }, 'charge-outside-seat'],
  ])('a charge lies within the life of its seat: %s', (_what, facts, life, fault) => {
    expect(chargeFault(wanted(facts), life, [])).toBe(fault)
  })

  test('a charge is not in its own way', () => {
    expect(chargeFault(held(), always, [held()])).toBeNull()
  })
})

describe('operations', () => {
  test('joining makes a charge that lasts, or throws the rule that it breaks', () => {
    const facts = { id: 'n', seat: 'S', employee: 'B', kind: 'regular', from: day(10) } as const
    expect(join(facts, always, [held()])).toMatchObject({ employee: 'B', until: null, ended: null })
    expect(() => join({ ...facts, from: day(9) }, always, [held()])).toThrow('charge-overlaps')
  })

  test('a charge ends once, within its time, and says how', () => {
    expect(endCharge(held(), day(7), 'relieved')).toMatchObject({ until: day(7), ended: 'relieved' })
    expect(endCharge(held({ until: null }), day(70), 'transferred')).toMatchObject({ ended: 'transferred' })
    expect(() => endCharge(held(), day(10), 'relieved')).toThrow('charge-not-held')
    expect(() => endCharge(held(), day(5), 'relieved')).toThrow('charge-backwards')
  })

  test('only who holds the seat at the instant can leave it', () => {
    expect(chargeHeld([held()], 'A', day(9)).id).toBe('held')
    for (const [who, at] of [
      ['A', day(10)],
      ['A', day(4)],
      ['B', day(9)],
    ] as const)
      expect(() => chargeHeld([held()], who, at)).toThrow('charge-not-held')
  })

  test('suspension ends what is held, takes back what was to begin, and leaves the past', () => {
    const past = held({ id: 'past', until: day(6) })
    const now = held({ id: 'now', until: null })
    const coming = held({ id: 'coming', from: day(20), until: null })
    expect(suspend([past, now, coming], day(8))).toEqual([
      { ...now, until: day(8), ended: 'suspended' },
      { ...coming, until: day(20), ended: 'suspended' },
    ])
  })
})

describe('who held the seat in which period', () => {
  const charges = [
    held({ id: '1', employee: 'A', from: day(1), until: day(5) }),
    held({ id: '2', employee: 'B', from: day(7), until: null }),
    held({ id: '3', employee: 'C', kind: 'in-absence', from: day(8), until: day(9) }),
  ]
  test.each<[string, Date, Date | null, [string | null, number, number | null][]]>([
    [
      'holder after holder, with the vacancy between them and the stand-in',
      day(2),
      null,
      [
        ['A', 2, 5],
        [null, 5, 7],
        ['B', 7, 8],
        ['C', 8, 9],
        ['B', 9, null],
      ],
    ],
    [
      'up to an instant',
      day(3),
      day(6),
      [
        ['A', 3, 5],
        [null, 5, 6],
      ],
    ],
    ['an instant of change as the start', day(7), day(8), [['B', 7, 8]]],
    ['before anybody', new Date(0), day(1), [[null, 0, 1]]],
  ])('%s', (_what, from, until, periods) => {
    const found = holdingsOf(charges, from, until)
    expect(found).toEqual(
      periods.map(([employee, start, end]) => ({
        employee,
        from: start === 0 ? new Date(0) : day(start),
        until: end === null ? null : day(end),
      })),
    )
  })
})

describe('whether a request to leave a seat is a repeat', () => {
  const left = held({ id: '1', employee: 'A', from: day(1), until: day(5), ended: 'relieved' })
  const request = { employee: 'A', seat: left.seat, at: null }
  const after = (ms: number) => new Date(day(5).getTime() + ms)
  test('it is within a day, where the employee does not hold the seat again', () => {
    expect(leftBefore([left], request, 'relieved', after(REPEAT_WITHIN_MS - 1))).toEqual(left)
    expect(leftBefore([left], request, 'relieved', after(REPEAT_WITHIN_MS))).toBeUndefined()
    const again = held({ id: '2', employee: 'A', from: after(1), until: null })
    expect(leftBefore([left, again], request, 'relieved', after(2))).toBeUndefined()
  })
  test('it is not where it ended otherwise, or another left, or another instant is named', () => {
    expect(leftBefore([left], request, 'transferred', after(1))).toBeUndefined()
    expect(leftBefore([left], { ...request, employee: 'B' }, 'relieved', after(1))).toBeUndefined()
    expect(leftBefore([left], { ...request, at: day(4) }, 'relieved', after(1))).toBeUndefined()
    expect(leftBefore([left], { ...request, at: day(5) }, 'relieved', day(40))).toEqual(left)
  })
})
