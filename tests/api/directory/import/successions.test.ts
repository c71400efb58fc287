// POST /v1/imports/offices: offices that were merged or split

import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { bring, csv, faultsOf } from './csv'

let api: TestApi
let admin: Client

beforeEach(async () => {
  api = await openApi()
  admin = await api.officer('admin', [], ['admin'])
})
afterEach(() => api.close())

const HEADER = 'code,name,parent,successors,succeeded_at'
const office = (code: string) => api.repositories.offices.byCode(code)
const dayFromNow = (days: number): string =>
  new Date(api.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

describe('a new office that was merged last month', () => {
  const month = () => dayFromNow(-30)
  const list = () =>
    csv(
      HEADER,
      `OLD,Old Office,,MID,${month()}`,
      `MID,Middle Office,,NEW,${dayFromNow(-1)}`,
      'NEW,New Office,,,',
    )

  it('comes in with its past, and a letter to it goes to the last of its successors', async () => {
    expect((await bring(admin, 'offices', list())).body).toMatchObject({ added: 3, bad: 0, written: true })
    const sender = await api.officer('sender', ['SEND/US'])
    const route = await sender.post('/v1/dispatches/dry-run', {
      sender: { seat: 'SEND/US' },
      kind: 'letter',
      subject: 'x',
      recipients: [{ office: 'OLD', purpose: 'action' }],
    })
    expect(route.at('/items/0')).toMatchObject({
      addressedTo: [{ code: 'OLD' }, { code: 'MID' }],
      office: { code: 'NEW' },
      refusals: [],
    })
    expect(route.at('/items/0/why')).toEqual(
      expect.arrayContaining([
        { code: 'merged', of: 'OLD' },
        { code: 'merged', of: 'MID' },
      ]),
    )
  })

  it('changes nothing by the same list again, nor by one without its successor', async () => {
    await bring(admin, 'offices', list())
    const again = await bring(admin, 'offices', list())
    expect(again.body).toMatchObject({ added: 0, changed: 0, ended: 0, unchanged: 3 })
    const without = await bring(admin, 'offices', csv(HEADER, 'OLD,Old Office,,,'))
    expect(without.body).toMatchObject({ changed: 0, ended: 0, unchanged: 1 })
    expect((await office('OLD'))!.succession).toMatchObject({ kind: 'merged', into: ['MID'] })
  })

  it('goes out in the list of offices as it came in', async () => {
    await bring(admin, 'offices', list())
    const text = (await admin.get('/v1/exports/offices')).text
    expect(text).toMatch(new RegExp(`^OLD,.*,MID,${month()}\\r?$`, 'm'))
  })
})

it('an office of the directory that was merged last month is learnt of late', async () => {
  await bring(admin, 'offices', csv(HEADER, 'A,One,,,', 'B,Two,,,'))
  const late = csv(HEADER, `A,One,,B,${dayFromNow(-30)}`)
  expect((await bring(admin, 'offices', late)).body).toMatchObject({ ended: 1, changed: 0, written: true })
  expect((await bring(admin, 'offices', late)).body).toMatchObject({ ended: 0, unchanged: 1 })
})

it('an office of the directory is split from a day that is still to come, and counts as ended', async () => {
  await bring(admin, 'offices', csv(HEADER, 'A,One,,,', 'B,Two,,,', 'C,Three,,,'))
  const reply = await bring(admin, 'offices', csv(HEADER, `A,One,,B; C,${dayFromNow(9)}`))
  expect(reply.body).toMatchObject({ ended: 1, written: true })
  expect((await office('A'))!.succession).toMatchObject({ kind: 'split', into: ['B', 'C'] })
})

describe('bad rows are told:', () => {
  const soon = () => dayFromNow(9)
  it.each([
    ['a successor that is nowhere', () => `A,One,,Z,${soon()}`, 'successors office-unknown'],
    ['a successor without a day', () => 'A,One,,B,', 'succeeded_at import-cell-missing'],
    ['a day without a successor', () => `A,One,,,${soon()}`, 'successors import-cell-missing'],
    ['itself as successor', () => `A,One,,A,${soon()}`, 'successors succession-invalid'],
    ['a successor that has ended', () => `A,One,,GONE,${soon()}`, 'successors succession-invalid'],
    ['a code that is none', () => `A,One,,B/C,${soon()}`, 'successors import-code-malformed'],
    ['a known office, merged otherwise', () => `GONE,Four,,A,${soon()}`, 'successors succession-invalid'],
  ])('%s', async (_what, row, fault) => {
    const first = csv(HEADER, 'A,One,,,', 'B,Two,,,', `GONE,Four,,B,${dayFromNow(-20)}`)
    await bring(admin, 'offices', first)
    const reply = await bring(admin, 'offices', csv(HEADER, row()))
    expect(faultsOf(reply)).toEqual([`2 ${fault}`])
    expect((await office('A'))!.succession).toBeNull()
  })

  it('offices that follow upon each other in a ring', async () => {
    const ring = csv(
      HEADER,
      `A,One,,B,${dayFromNow(3)}`,
      `B,Two,,C,${dayFromNow(4)}`,
      `C,Three,,A,${dayFromNow(2)}`,
    )
    const reply = await bring(admin, 'offices', ring)
    expect(faultsOf(reply).filter((fault) => fault.endsWith('succession-invalid'))).toHaveLength(3)
  })

  it('and what depends on a row that is skipped is skipped with it', async () => {
    const list = csv(HEADER, `A,One,,B,${soon()}`, 'B,,,,', 'C,Three,A,,')
    const reply = await bring(admin, 'offices', list, 'mode=skip-bad')
    expect(faultsOf(reply)).toEqual([
      '2 successors office-unknown',
      '3 name import-cell-missing',
      '4 parent import-row-needed-bad',
    ])
  })

  it('a successor outside of the own offices', async () => {
    await bring(admin, 'offices', csv(HEADER, 'DEP,Department,,,', 'SUB,Below,DEP,,', 'OTHER,Other,,,'))
    const own = await api.officer('dep', ['DEP/HEAD'], ['department-admin'])
    const reply = await bring(own, 'offices', csv(HEADER, `SUB,Below,DEP,OTHER,${soon()}`))
    expect(faultsOf(reply)).toEqual(['2 successors not-office-admin'])
  })
})
