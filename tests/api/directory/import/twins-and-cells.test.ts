// POST /v1/imports/:thing: lists as spreadsheets and people really leave them.

import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { bring, csv, faultsOf } from './csv'

let api: TestApi
let admin: Client

beforeAll(async () => {
  api = await openApi()
  admin = await api.officer('admin', [], ['admin'])
  await bring(admin, 'offices', csv('code,name', 'IPRD-007,Information', 'WNM,Water'))
  await bring(admin, 'employees', csv('pen,name', '0012345,Latha'))
})
afterAll(() => api.close())

const office = (code: string) => api.repositories.offices.byCode(code)

test('rows that were emptied, and columns at the right, are passed over', async () => {
  const text = csv('code,name,,', 'B1,One,,', ',,,', ' ,\u00a0,,', 'B2,Two,,', ',,,')
  expect((await bring(admin, 'offices', text)).body).toMatchObject({ rows: 2, added: 2, bad: 0 })
})

test.each([
  ['case', 'iprd-007'],
  ['leading zeros', 'IPRD-7'],
  ['a letter for a digit', 'IPRD-OO7'],
  ['a digit for a letter', '1PRD-007'],
])('a new code that differs from a known one by %s alone is a fault', async (_what, code) => {
  const reply = await bring(admin, 'offices', csv('code,name', `${code},Another`))
  expect(faultsOf(reply)).toEqual(['2 code import-near-twin'])
  expect(reply.at('/errors/0/detail')).toBe('IPRD-007 is there.')
  expect(await office(code)).toBeNull()
})

test('so is a number of an employee that lost its zeros, and one of two rows of a file', async () => {
  expect(faultsOf(await bring(admin, 'employees', csv('pen,name', '12345,Latha')))).toEqual([
    '2 pen import-near-twin',
  ])
  expect(faultsOf(await bring(admin, 'offices', csv('code,name', 'Z-1,One', 'Z-01,One')))).toEqual([
    '3 code import-near-twin',
  ])
})

test('the known one is changed by its own code', async () => {
  const reply = await bring(admin, 'offices', csv('code,name', 'IPRD-007,Information and Public Relations'))
  expect(reply.body).toMatchObject({ changed: 1, bad: 0 })
})

test.each([
  ['a zero width space', 'IPRD\u200b', 'import-control-character'],
  ['a direction mark', '\u200eIPRD', 'import-control-character'],
  ['a word joiner', 'IP\u2060RD', 'import-control-character'],
  ['a soft hyphen', 'IP\u00adRD', 'import-control-character'],
  ['a Cyrillic letter', 'IP\u0420D', 'import-code-malformed'],
  ['letters of full width', 'ＩＰＲＤ', 'import-code-malformed'],
  ['quotation marks of print', '“IPRD”', 'import-code-malformed'],
  ['signs of addresses', 'IPRD#?&=<b>', 'import-code-malformed'],
  ['a dash', 'IPRD–1', 'import-code-malformed'],
])('a new code with %s is a fault', async (_what, code, fault) => {
  expect(faultsOf(await bring(admin, 'offices', csv('code,name', `${code},X`)))).toEqual([`2 code ${fault}`])
})

test('a code of before that could not be given now can still be changed', async () => {
  const [known] = [await office('WNM')]
  await api.repositories.offices.save([{ ...known!, code: 'OLD&CO', name: 'Old' }])
  const reply = await bring(admin, 'offices', csv('code,name', 'OLD&CO,Old and Company'))
  expect(reply.body).toMatchObject({ changed: 1, bad: 0 })
})

test.each([
  '1/2/2027',
  '01-02-2027',
  '1-2-2027',
  '01.02.2027',
  '01-02-27',
  '01-Feb-27',
  '2027/02/01',
  '2027-02-01',
])('the day %s is the first of February, as India writes it', async (day) => {
  const reply = await bring(admin, 'offices', csv('code,name,until', `D1,One,${day}`), 'dry-run=true')
  expect(reply.body).toMatchObject({ bad: 0 })
  expect(reply.at('/differences/0/fields/active_until/to')).toBe('2027-02-01')
})

test.each(['12/31/2027', '31/02/2027', '01-01-0027', '2/2027', 'tomorrow'])(
  'the day %s is a fault',
  async (day) => {
    const reply = await bring(admin, 'offices', csv('code,name,until', `D1,One,${day}`))
    expect(faultsOf(reply)[0]).toMatch(/^2 until import-date-/)
  },
)

test.each([
  'Nil',
  '-',
  'a@x.in; b@x.in',
  '"a@x.in,b@x.in"',
  'a[at]x.in',
  'mailto:a@x.in',
  'Name <a@x.in>',
  'a@x',
])('the mail address %s is a fault, in each list that has one', async (address) => {
  const offices = await bring(admin, 'offices', csv('code,name,email', `M1,One,${address}`))
  expect(faultsOf(offices)).toEqual(['2 email import-text-malformed'])
  const employees = await bring(admin, 'employees', csv('pen,name,email', `77,One,${address}`))
  expect(faultsOf(employees)).toEqual(['2 email import-text-malformed'])
  const seats = await bring(
    admin,
    'seats',
    csv('id,office,designation,email', `WNM/CLERK,WNM,Clerk,${address}`),
  )
  expect(faultsOf(seats)).toEqual(['2 email import-text-malformed'])
})

test('an office that is written to by mail needs no endpoint in its row', async () => {
  await bring(admin, 'offices', csv('code,name,system,email', "ML,Mailed,email,d'souza@example.in"))
  expect((await office('ML'))?.profiles.at(-1)?.ways).toEqual([{ system: 'email', endpoint: 'email' }])
})

test('POST /v1/offices, /v1/employees and /v1/seats 409 near-twin, until it is confirmed', async () => {
  const asked = [
    ['/v1/offices', { code: 'iprd-7', name: 'Another' }],
    ['/v1/employees', { pen: '12345', name: 'Another' }],
    ['/v1/seats', { id: 'WNM/head', office: 'WNM', designation: 'Head' }],
  ] as const
  for (const [path, body] of asked) {
    const refused = await admin.post(path, body)
    expect([refused.status, refused.at('/code')]).toEqual([409, 'near-twin'])
    expect((await admin.post(path, { ...body, confirmTwin: true })).status).toBe(201)
  }
})
