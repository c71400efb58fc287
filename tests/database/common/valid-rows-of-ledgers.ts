// One whole row for each collection of the ledgers of letters.

const AT = new Date('2026-11-22T06:00:00Z')

export const ROWS_OF_LEDGERS: Record<string, Record<string, unknown>> = {
  'ledger-acts': {
    _id: 'A1',
    ...{ key: 'account:so\nk', dispatch: 'D1', kind: 'recall', district: 'Idukki', department: '' },
    ...{ alsoDelivered: true, reason: 'Wrong district', at: AT, expected: 3, done: 2, endedAt: AT },
    actor: { kind: 'seat', seat: 'A/SO', holder: 'PEN1' },
    ...{ state: 'under-way', nextAt: AT, cursor: 'T1' },
  },
  tallies: {
    _id: 'D1',
    all: { counts: { delivered: 3 }, owing: 2 },
    districts: [{ of: 'Idukki', counts: { delivered: 3 }, owing: 2 }],
    departments: [{ of: '', counts: { delivered: 3 }, owing: 2 }],
    ...{ asOf: AT, changes: 2, counted: 1, countingUntil: AT },
  },
}
