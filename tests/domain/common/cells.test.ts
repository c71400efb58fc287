// What a cell says, on its way in and out.

import { dateCell, dateOf } from '../../../domain/common/table/dates'
import { guarded, tidy, withoutGuard } from '../../../domain/common/table/text'

describe('a cell on its way out', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+91 471', "'+91 471"],
    ['-', "'-"],
    ['@home', "'@home"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ["'=1+1", "''=1+1"],
    ["''@", "'''@"],
    ["'plain", "'plain"],
    ["it's", "it's"],
    ['a=b', 'a=b'],
    ['', ''],
  ])('%j is written as %j, and read back as it was', (text, cell) => {
    expect(guarded(text)).toBe(cell)
    expect(withoutGuard(cell)).toBe(text)
  })

  it('a cell that nobody guarded keeps its apostrophe', () => {
    expect(withoutGuard("'plain")).toBe("'plain")
  })
})

describe('Malayalam', () => {
  it.each([
    ['ണ്\u200d', 'ൺ'],
    ['ന്\u200d', 'ൻ'],
    ['ര്\u200d', 'ർ'],
    ['ല്\u200d', 'ൽ'],
    ['ള്\u200d', 'ൾ'],
    ['ക്\u200d', 'ൿ'],
    ['കോര്\u200dപ്പറേഷന്\u200d', 'കോർപ്പറേഷൻ'],
    ['കൊ', 'കൊ'],
    ['ക്\u200cഷ', 'ക്\u200cഷ'],
    ['  ഓഫീസ് ', 'ഓഫീസ്'],
  ])('%j is kept as %j', (text, kept) => {
    expect(tidy(text)).toBe(kept.normalize('NFC'))
    expect(tidy(tidy(text))).toBe(tidy(text))
  })
})

describe('a date', () => {
  it.each([
    ['2026-11-22', '2026-11-21T18:30:00.000Z'],
    ['22/11/2026', '2026-11-21T18:30:00.000Z'],
    ['29/02/2024', '2024-02-28T18:30:00.000Z'],
    ['2026-11-22T06:30:00.000Z', '2026-11-22T06:30:00.000Z'],
    ['2026-11-22T06:30:00Z', '2026-11-22T06:30:00.000Z'],
  ])('%s is the instant %s, and its cell reads back as the same', (cell, instant) => {
    const at = dateOf(cell)
    expect(at).toEqual(new Date(instant))
    expect(dateOf(dateCell(at as Date))).toEqual(at)
  })

  it.each([
    ['31/02/2026', 'import-date-impossible'],
    ['2026-02-31', 'import-date-impossible'],
    ['29/02/2026', 'import-date-impossible'],
    ['00/01/2026', 'import-date-impossible'],
    ['11/22/2026', 'import-date-impossible'],
    ['2026-11-22T25:00:00Z', 'import-date-impossible'],
    ['1/2', 'import-date-malformed'],
    ['0001-01-01', 'import-date-impossible'],
    ['22-11/2026', 'import-date-malformed'],
    ['2026-11-22T06:30:00+05:30', 'import-date-malformed'],
  ])('%s is refused as %s', (cell, code) => {
    expect(dateOf(cell)).toBe(code)
  })

  it('the beginning of a day is written as that day, no date as nothing', () => {
    expect(dateCell(new Date('2026-11-21T18:30:00Z'))).toBe('2026-11-22')
    expect(dateCell(new Date('2026-11-22T00:00:00Z'))).toBe('2026-11-22T00:00:00.000Z')
    expect(dateCell(null)).toBe('')
  })
})
