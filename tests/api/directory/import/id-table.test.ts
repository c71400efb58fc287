// Ids by numbers.

import { IdTable } from '../../../../services/directory/import/id-table'

describe('a table of ids', () => {
  const table = new IdTable()
  const id = (n: number): string => `${n % 3 === 0 ? 'ഓഫീസ്' : 'OFFICE'}-${n * 7}/SEAT`

  it('gives each the next number, and the same again to one that it knows', () => {
    for (let n = 0; n < 20_000; n += 1) expect(table.add(id(n))).toBe(n)
    for (let n = 0; n < 20_000; n += 1) expect(table.add(id(n))).toBe(n)
    expect(table.size).toBe(20_000)
  })

  it('finds the id of a number and the number of an id', () => {
    for (let n = 0; n < 20_000; n += 77) expect([table.idOf(n), table.numberOf(id(n))]).toEqual([id(n), n])
    expect(table.numberOf('never added')).toBeUndefined()
    expect(table.numberOf('')).toBeUndefined()
  })

  it('takes an id longer than all it had room for', () => {
    const long = 'x'.repeat(3_000_000)
    expect(table.idOf(table.add(long))).toBe(long)
    expect(table.add('')).toBe(20_001)
  })
})
