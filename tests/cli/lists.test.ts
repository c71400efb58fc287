// kcs import and kcs export against the real API.

import { readFileSync } from 'node:fs'
import { PASSWORD, openApi, type TestApi } from '../support/api'
import { csv, localBodies } from '../api/directory/import/csv'
import { type Machine, openMachineOfAdmin } from './kcs'

let api: TestApi
let machine: Machine

beforeEach(async () => {
  api = await openApi()
  await api.officer('admin', [], ['admin'])
  machine = await openMachineOfAdmin(api.url)
})
afterEach(async () => {
  machine.remove()
  await api.close()
})

const office = (code: string) => api.repositories.offices.byCode(code)

describe('kcs import', () => {
  it('brings a list and says what it did; again it changes nothing', async () => {
    const file = machine.file('offices.csv', localBodies(2, 2, 5))
    const first = await machine.kcs(['import', 'offices', file])
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out.split('\n')).toEqual([
      'offices: 27 rows: 27 added, 0 changed, 0 ended, 0 unchanged, 0 bad',
      'seats of heads, for offices that had no seat: 27',
      'columns that mean nothing here: source',
      'written',
      '',
    ])
    const again = await machine.kcs(['import', 'offices', file, '--json'])
    expect(again.json()).toMatchObject({ rows: 27, added: 0, changed: 0, unchanged: 27, written: true })
  })

  it('tells every bad row and what to do, ends with 2 and writes nothing', async () => {
    const file = machine.file('offices.csv', csv('code,name,parent', 'A,One,XYZ', 'B,,', 'C,Three,'))
    const ran = await machine.kcs(['import', 'offices', file])
    expect(ran.code).toBe(2)
    expect(ran.out).toContain(
      'line 2, column parent: "XYZ" – The office above is neither in the file nor in the directory; add a row for it, or correct the code.\n',
    )
    expect(ran.out).toContain('line 3, column name: The cell is empty and must not be; fill it in.\n')
    expect(ran.err).toContain('2 rows are bad; nothing was written.')
    expect(await office('C')).toBeNull()
    const skipped = await machine.kcs(['import', 'offices', file, '--mode', 'skip-bad'])
    expect(skipped).toMatchObject({ code: 0 })
    expect(await office('C')).not.toBeNull()
  })

  it('shows in a dry run what would change, and changes nothing', async () => {
    await machine.kcs(['import', 'offices', machine.file('a.csv', csv('code,name', 'A,One'))])
    const file = machine.file('b.csv', csv('code,name,system', 'A,First,', 'B,Two,ksmart'))
    const ran = await machine.kcs(['import', 'offices', file, '--dry-run'])
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('~ A  name One → First\n')
    expect(ran.out).toMatch(/^\+ B {2}name Two, kind office, system ksmart, /m)
    expect(ran.out).toContain('dry run: nothing was written\n')
    expect(await office('B')).toBeNull()
  })

  it.each([
    ['a list that does not exist', ['import', 'kings', 'x.csv'], 'Allowed choices are offices'],
    ['a file that is not there', ['import', 'offices', 'missing.csv'], 'not a readable file'],
    ['a mode that does not exist', ['import', 'offices', 'x.csv', '--mode', 'some'], 'Allowed choices'],
  ])('ends with 2 for %s', async (_what, args, message) => {
    const ran = await machine.kcs(args)
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toContain(message)
  })

  it('ends with 2 for a file that is no list, with its code and remedy', async () => {
    const ran = await machine.kcs(['import', 'offices', machine.file('x.csv', 'kode\nA\n')])
    expect(ran.code).toBe(2)
    expect(ran.err).toMatch(/code, name \[import-column-missing\]\n {2}→ Name the column/)
  })

  it('ends with 3 for those who administer nothing', async () => {
    await api.officer('clerk', ['RECV/TAPAL'])
    await machine.kcs(['sign-in', 'clerk', '--password-stdin'], `${PASSWORD}\n`)
    const file = machine.file('a.csv', csv('code,name', 'A,One'))
    expect((await machine.kcs(['import', 'offices', file])).code).toBe(3)
    expect((await machine.kcs(['export', 'offices'])).code).toBe(3)
  })
})

describe('kcs export', () => {
  it('writes the list to standard output, or to a file that an import takes back unchanged', async () => {
    await machine.kcs(['import', 'offices', machine.file('a.csv', localBodies(1, 1, 2))])
    const shown = await machine.kcs(['export', 'offices'])
    expect(shown.code).toBe(0)
    const file = machine.file('out.csv', 'what stood there')
    expect((await machine.kcs(['export', 'offices', file])).err).toContain(`${file}: `)
    expect(readFileSync(file, 'utf8')).toBe(shown.out)
    expect(shown.out).toContain('G1-1-2,"Village 2, block 1",')
    await machine.kcs([
      'import',
      'offices',
      machine.file('s.csv', csv('code,name,system', 'SEND,Office SEND,iaps')),
    ])
    await machine.kcs(['export', 'offices', file])
    expect((await machine.kcs(['import', 'offices', file, '--json'])).json()).toMatchObject({
      changed: 0,
      bad: 0,
    })
  })

  it('ends with 2 for a file that cannot be written', async () => {
    const ran = await machine.kcs(['export', 'offices', `${machine.folder}/nowhere/out.csv`])
    expect(ran).toMatchObject({ code: 2 })
  })
})
