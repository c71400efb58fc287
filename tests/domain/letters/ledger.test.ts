import fc from 'fast-check'
import { LEDGER_STANDINGS, ledgerStandingOf, statesStanding } from '../../../domain/letters/ledger/standing'
import { countByStanding, type TallyCell, tallyOf, totalOf } from '../../../domain/letters/ledger/tally'
import { PURPOSES } from '../../../domain/letters/dispatch/recipients'
import { TAPAL_STATES, UNDELIVERED_STATES } from '../../../domain/letters/tapal/states'

const cell: fc.Arbitrary<TallyCell> = fc.record({
  district: fc.constantFrom('', 'Idukki', 'Kannur'),
  department: fc.constantFrom('', 'LSGD', 'ITD'),
  state: fc.constantFrom(...TAPAL_STATES),
  purpose: fc.constantFrom(...PURPOSES),
  count: fc.nat(40_000),
})

test('every recipient is counted once in all, once in a district, once in a department, and once in a standing', () => {
  fc.assert(
    fc.property(fc.array(cell), (cells) => {
      const { all, districts, departments } = tallyOf(cells)
      const total = cells.reduce((sum, { count }) => sum + count, 0)
      const owing = cells
        .filter(({ state, purpose }) => state === 'delivered' && purpose === 'action')
        .reduce((sum, { count }) => sum + count, 0)
      for (const shares of [[all], districts, departments]) {
        expect(shares.reduce((sum, share) => sum + totalOf(share), 0)).toBe(total)
        expect(shares.reduce((sum, share) => sum + share.owing, 0)).toBe(owing)
      }
      expect(Object.values(countByStanding(all)).reduce((sum, count) => sum + count, 0)).toBe(total)
      expect(districts.map(({ of }) => of)).toEqual(
        [...new Set(cells.map(({ district }) => district))].sort(),
      )
    }),
    { numRuns: 50 },
  )
})

test('each state is of one standing, and what has not reached a system is on the way', () => {
  expect(LEDGER_STANDINGS.flatMap(statesStanding).sort()).toEqual([...TAPAL_STATES].sort())
  expect(statesStanding('on-the-way')).toEqual(UNDELIVERED_STATES)
  expect(ledgerStandingOf('delivered')).toBe('not-taken')
  expect(statesStanding('taken')).toContain('closed')
})
