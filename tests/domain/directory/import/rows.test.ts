// Rows of lists, and what becomes of the directory by them.

import { chargeAfter, type ChargeCells, CHARGES } from '../../../../domain/directory/import/charge'
import type { Columns } from '../../../../domain/common/table/columns'
import { groupAfter } from '../../../../domain/directory/import/group'
import { officeAfter, OFFICES } from '../../../../domain/directory/import/office'
import { postAfter } from '../../../../domain/directory/import/sanctioned-post'
import { seatAfter } from '../../../../domain/directory/import/seat'
import { RowReader } from '../../../../domain/common/table/sheet'
import { headerOf, readCells } from '../../../../domain/common/table/table'
import { newSanctionedPost, newSeat } from '../../../../domain/directory/seat/seat'

const AT = new Date('2026-11-22T00:00:00Z')
const LATER = new Date('2026-12-01T00:00:00Z')

function rowOf(columns: Columns, header: string, cells: string): RowReader {
  return new RowReader(headerOf(columns, header.split(',')), { line: 2, cells: cells.split(',') })
}

describe('the header line', () => {
  it.each([
    ['code,name,name_ml', [0, 1, 2]],
    ['Code,NAME,nameMl', [0, 1, 2]],
    ['Office Code,Office Name,name (ml)', [0, 1, 2]],
    ['name,malayalam,CODE', [2, 0, 1]],
  ])('%s is understood', (header, places) => {
    const { places: found } = headerOf(OFFICES.columns, header.split(','))
    expect(['code', 'name', 'name_ml'].map((name) => found.get(name)?.at)).toEqual(places)
  })

  it('lists what it lacks and what means nothing, and no column twice', () => {
    expect(() => headerOf(OFFICES.columns, ['kind'])).toThrow(/import-column-missing: code, name/)
    expect(() => headerOf(OFFICES.columns, ['code', 'name', 'Office'])).toThrow(/import-column-twice/)
    expect(headerOf(OFFICES.columns, ['code', 'name', 'source']).ignored).toEqual(['source'])
  })
})

describe('a row of an office', () => {
  it.each([
    ['A,One,ksmart', []],
    ['A,One,K-SMART', []],
    ['A,One,KSMART', []],
    ['A,One,abacus', ['import-choice-unknown']],
    [',One,', ['import-cell-missing']],
    ['A/B,One,', ['import-code-malformed']],
    ['A,,nothing', ['import-cell-missing', 'import-choice-unknown']],
    ['A,One', ['import-cells-too-few']],
    ['A,One,,', ['import-cells-too-many']],
  ])('%s has the faults %j', (cells, codes) => {
    const row = rowOf(OFFICES.columns, 'code,name,system', cells)
    expect(readCells(OFFICES, row) === null).toBe(codes.length > 0)
    expect(row.faults.map(({ code }) => code)).toEqual(codes)
  })

  const cells = { code: 'A', name: 'One' }
  const first = officeAfter(null, { ...cells, kind: 'x', district: 'North', system: 'ksmart' }, ['TOP'], AT)

  it('makes an office that stands at the end of its path', () => {
    expect(first).toMatchObject({
      code: 'A',
      kind: 'x',
      parent: 'TOP',
      path: ['TOP'],
      factsFrom: null,
      version: 1,
    })
    expect(first.profiles).toMatchObject([{ from: AT, ways: [{ system: 'ksmart', endpoint: null }] }])
  })

  it('that says the same leaves the very same office', () => {
    expect(officeAfter(first, { ...cells, kind: 'x', system: 'ksmart' }, ['TOP'], LATER)).toBe(first)
  })

  it('that says the same leaves an office of before there were successions as it is', () => {
    const { succession: _none, ...old } = first
    expect(officeAfter(old as typeof first, { ...cells, kind: 'x' }, ['TOP'], LATER)).toBe(old)
  })

  it.each([
    ['kind', { ...cells, kind: 'y' }, ['TOP']],
    ['district', { ...cells, district: 'South' }, ['TOP']],
    ['department', { ...cells, department: 'Works' }, ['TOP']],
    ['path', cells, ['OTHER']],
    ['calendar', { ...cells, calendar: 'fort' }, ['TOP']],
    ['fitness', { ...cells, fitToReceive: false }, ['TOP']],
  ])('with another %s keeps the facts that held before', (_what, changed, path) => {
    const after = officeAfter(first, changed, path, LATER)
    expect(after.factsFrom).toEqual(LATER)
    expect(after.earlier).toEqual([
      {
        ...{ kind: 'x', department: '', district: 'North', path: ['TOP'] },
        ...{ calendar: 'state', fitToReceive: true, inwardSeat: null, from: null, until: LATER },
      },
    ])
  })

  it('with another system gets one more profile, from then on; without one it keeps its own', () => {
    expect(
      officeAfter(first, { ...cells, system: 'iaps' }, ['TOP'], LATER).profiles.map(({ from }) => from),
    ).toEqual([AT, LATER])
    expect(officeAfter(first, { ...cells, system: undefined }, ['TOP'], LATER)).toBe(first)
  })
})

describe('a row of a charge', () => {
  const header = 'seat,pen,kind,from,until'
  it('needs a beginning, and an end after it', () => {
    const none = rowOf(CHARGES.columns, header, 'S,E,,,')
    readCells(CHARGES, none)
    expect(none.faults.map(({ code }) => code)).toEqual(['import-cell-missing'])
    const back = rowOf(CHARGES.columns, header, 'S,E,,2026-02-01,2026-02-01')
    readCells(CHARGES, back)
    expect(back.faults.map(({ column, code }) => [column, code])).toEqual([
      ['until', 'import-span-backwards'],
    ])
  })

  const cells: ChargeCells = { seat: 'S', employee: 'E', kind: 'regular', from: AT }
  it('sets an end once, and keeps how it ended', () => {
    const open = chargeAfter(null, cells)
    const ended = chargeAfter(open, { ...cells, until: LATER })
    expect(ended).toMatchObject({ until: LATER, ended: 'relieved' })
    const transferred = { ...ended, ended: 'transferred' as const }
    expect(chargeAfter(transferred, { ...cells, until: LATER })).toBe(transferred)
    expect(chargeAfter(transferred, cells)).toBe(transferred)
    expect(chargeAfter(transferred, { ...cells, until: null })).toMatchObject({ until: null, ended: null })
  })
})

it('a row of a seat leaves alone what its list has no column for', () => {
  const seat = newSeat({ id: 'S', office: 'A', designation: 'Clerk', wing: 'W', services: ['x'] })
  const cells = { id: 'S', office: 'A', designation: 'Clerk', inward: false }
  expect(seatAfter(seat, cells, LATER)).toBe(seat)
  expect(seatAfter(seat, { ...cells, services: ['x'] }, LATER)).toBe(seat)
  expect(seatAfter(seat, { ...cells, services: [] }, LATER)).toMatchObject({ services: [], wing: 'W' })
})

it('a row of a seat with another line or link officer keeps those that held before', () => {
  const seat = newSeat({ id: 'S', office: 'A', designation: 'Clerk', reportsTo: 'UP', linkOfficer: 'L' })
  const cells = { id: 'S', office: 'A', designation: 'Clerk', inward: false }
  const before = { reportsTo: 'UP', linkOfficer: 'L', from: null, until: LATER }
  for (const changed of [{ reportsTo: 'OTHER' }, { linkOfficer: 'OTHER' }])
    expect(seatAfter(seat, { ...cells, ...changed }, LATER)).toMatchObject({
      ...changed,
      factsFrom: LATER,
      earlier: [before],
    })
})

it('a row of a sanctioned post with another order keeps the earlier one; the same order again changes nothing', () => {
  const post = newSanctionedPost({ id: 'P', office: 'A', designation: 'Clerk', posts: 2, order: 'GO 1' })
  const cells = { id: 'P', office: 'A', designation: 'Clerk', posts: 3, order: 'GO 2', from: LATER }
  const after = postAfter(post, cells, AT)
  expect(after).toMatchObject({
    posts: 3,
    from: LATER,
    earlier: [{ posts: 2, order: 'GO 1', from: null, until: LATER }],
  })
  expect(postAfter(after, cells, LATER)).toBe(after)
})

describe('rows of a group', () => {
  const list = (...offices: string[]) =>
    offices.map((office) => ({ group: 'G', name: 'Group', keptBy: 'A', office }))

  it('make a definition of their members, in whatever order they stand', () => {
    const group = groupAfter(null, list('B', 'A'), AT)!
    expect(groupAfter(group, list('A', 'B'), LATER)).toBe(group)
    expect(groupAfter(group, list('A'), LATER)!.definitions).toMatchObject([
      { from: AT, rule: { members: [{ office: 'A' }, { office: 'B' }] } },
      { from: LATER, rule: { members: [{ office: 'A' }] } },
    ])
  })

  it('do not put out a rule', () => {
    const group = groupAfter(null, list('A'), AT)!
    const definitions = [{ from: AT, reach: 'office' as const, rule: { offices: {} } }]
    expect(groupAfter({ ...group, definitions }, list('A'), LATER)).toBeNull()
  })
})
