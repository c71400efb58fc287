import { newOffice, type Office } from '../../../../domain/directory/office/office'
import { newSeat, type Seat } from '../../../../domain/directory/seat/seat'
import { officeEntry, seatEntries } from '../../../../domain/directory/search/entry'
import { readQuestion } from '../../../../domain/directory/search/query'
import {
  districtOf,
  initialsOf,
  keyOf,
  otherWordsFor,
  partsOf,
} from '../../../../domain/directory/search/words'

const seatEntry = (seat: Seat, at?: Office) => seatEntries([seat], new Map(at ? [[seat.office, at]] : []))[0]!

const office = newOffice({
  code: 'DC556',
  name: 'District Collectorate, Idukki',
  kind: 'collectorate',
  district: 'Idukki',
  path: ['ORG889'],
})

describe('what stands for the same', () => {
  test.each([
    [['thiruvananthapuram'], 'trivandrum'],
    [['trivandrum'], 'thiruvananthapuram'],
    [['calicut', 'university'], 'kozhikode'],
    [['quilon'], 'kollam'],
    [['alappuzha'], 'alleppey'],
    [['cochin'], 'kochi'],
    [['thrissur'], 'trichur'],
    [['palghat'], 'palakkad'],
    [['cannanore'], 'kannur'],
    [['deputy', 'director', 'education'], 'dde'],
    [['dde'], 'education'],
    [['revenue', 'divisional', 'officer'], 'rdo'],
    [['principal', 'accountant', 'general'], 'pag'],
    [['adimali', 'grama', 'panchayat'], 'gp'],
    [['taluk', 'office', 'aluva'], 'tlk'],
  ])('%j is found under %s too', (words, other) => {
    expect(otherWordsFor(words)).toContain(other)
  })

  test('a phrase counts only as a whole', () => {
    expect(otherWordsFor(['deputy', 'director', 'health'])).not.toContain('dde')
  })

  test.each([
    ['Principal Accountant General', ['pag']],
    ['Taluk Office, Aluva', ['toa', 'to']],
    ['Secretariat', []],
  ])('the initials of %s are %j', (name, initials) => {
    expect(initialsOf(name)).toEqual(initials)
  })

  test.each([
    ['Idukki', 6],
    ['Trivandrum', 1],
    ['Delhi', 0],
    ['', 0],
  ])('the district %s has the number %d', (name, number) => {
    expect(districtOf(name)).toBe(number)
  })
})

describe('an entry', () => {
  test('the leading parts of a word are kept up to ten letters', () => {
    expect(partsOf('idukki', 3)).toEqual(['idu', 'iduk', 'idukk', 'idukki'])
    expect(partsOf('pathanamthitta', 10)).toEqual(['pathanamth'])
  })

  test('no key ends in a chandrakkala, and a beginning that does is looked up without it', () => {
    expect(partsOf('ഓഫീസ്', 3)).toEqual(['ഓഫീ', 'ഓഫീസ'])
    expect(keyOf('ഓഫീസ്')).toBe('ഓഫീസ')
  })

  test('an office stands under its name, kind, code, initials and abbreviations', () => {
    const { tokens, text, rank, near } = officeEntry(office)
    for (const token of ['i', 'idukki', 'coll', 'dc556', 'dci', 'dc']) expect(tokens).toContain(token)
    expect(text).toMatch(/^\|district collectorate idukki\|\| /)
    expect([rank, near]).toEqual([1, 6])
  })

  test('a seat stands under its own words and those of its office, but not under what offices have in common', () => {
    const seat = newSeat({ id: 'DC556/HEAD', office: 'DC556', designation: 'Deputy Tahsildar', role: 'head' })
    const { tokens, text, office: name, rank } = seatEntry(seat, office)
    for (const token of ['tahsi', 'idukki', 'dt', 'collector+deputy']) expect(tokens).toContain(token)
    expect(tokens).not.toContain('district')
    expect(text).toContain(' district')
    expect([name, rank]).toEqual(['District Collectorate, Idukki', 2])
  })

  test('a seat under the head stands one lower, and ends with its office at the latest', () => {
    const until = new Date('2026-01-01T00:00:00Z')
    const seat = newSeat({ id: 'DC556/A1', office: 'DC556', designation: 'Clerk', activeUntil: until })
    const earlier = new Date('2025-01-01T00:00:00Z')
    expect(seatEntry(seat, office)).toMatchObject({ rank: 3, until })
    const merged = { kind: 'merged' as const, into: ['X'], at: earlier }
    expect(seatEntry(seat, { ...office, succession: merged }).until).toEqual(earlier)
  })

  test('a seat whose office is not entered yet stands under its own words', () => {
    const seat = newSeat({ id: 'X/A1', office: 'X', designation: 'Clerk' })
    expect(seatEntry(seat)).toMatchObject({ office: '', district: '', near: 0, rank: 2 })
  })
})

describe('a question', () => {
  test.each([
    ['adimali gra', [['adimali+gram', 'adimali+grama'], ['adimali']]],
    ['medical thodupuzha munnar', [['medical+thodupuzha'], ['thodupuzha']]],
    ['thodupuzha munnar', [['thodupuzha'], ['munnar']]],
    ['section officer adimali', [['adimali+section'], ['adimali']]],
    ['pathanamthitta', [['pathanamth']]],
    ['tahsildar idukki', [['tahsildar']]],
    ['village office', [['office+village'], ['village']]],
    ['villa secr', [['secretary+village'], ['villa']]],
  ])('%s is looked up by its rarest words', (asked, lookups) => {
    expect(readQuestion(asked)!.lookups).toEqual(lookups)
  })

  test('a district beside other words narrows the search to it', () => {
    expect(readQuestion('clerk calicut')).toMatchObject({ districts: [11], lookups: [['clerk']] })
    expect(readQuestion('calicut')).toMatchObject({ districts: [], lookups: [['calicut']] })
  })

  test('without a letter or digit there is none', () => {
    expect(readQuestion(' - ')).toBeNull()
  })
})
