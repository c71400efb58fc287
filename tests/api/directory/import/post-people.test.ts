// POST /v1/imports/{seats,sanctioned-posts,employees,charges,groups}

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

describe('seats', () => {
  const HEADER = 'id,office,designation,role,reports_to,link_officer,services,sanctioned_post,inward,until'

  it('come in below seats that stand further down the list, and again change nothing', async () => {
    const list = csv(
      HEADER,
      'RECV/A,RECV,Clerk,,RECV/B,,birth; death,,,',
      'RECV/B,RECV,Superintendent,section,RECV/HEAD,RECV/A,,,yes,',
      'RECV/HEAD,RECV,Head of Office,head,,,,,,',
    )
    const reply = await bring(admin, 'seats', list)
    expect(reply.body).toMatchObject({ added: 2, changed: 1, bad: 0, alongside: { offices: 1 } })
    const seats = await api.repositories.seats.byIds(['RECV/A', 'RECV/B'])
    expect(seats.get('RECV/A')).toMatchObject({
      reportsTo: 'RECV/B',
      services: ['birth', 'death'],
      role: 'section',
    })
    expect(seats.get('RECV/B')).toMatchObject({ linkOfficer: 'RECV/A' })
    expect((await api.repositories.offices.byCode('RECV'))!.inwardSeat).toBe('RECV/B')
    const again = await bring(admin, 'seats', list)
    expect(again.body).toMatchObject({ added: 0, changed: 0, unchanged: 3, alongside: { offices: 0 } })
  })

  it('that do not fit are told', async () => {
    await bring(admin, 'sanctioned-posts', csv('id,office,designation,posts,order', 'P1,RECV,Clerk,1,GO 1'))
    const list = csv(
      HEADER,
      'X1,NOWHERE,Clerk,,,,,,,',
      'X2,RECV,Clerk,,NOBODY,,,,,',
      'X3,RECV,Clerk,,X4,,,,,',
      'X4,RECV,Clerk,,X3,,,,,',
      'X5,RECV,Clerk,,,X5,,,,',
      'SEND/SO,RECV,Clerk,,,,,,,',
      'X6,RECV,Clerk,,,,,P1,,',
      'X7,RECV,Clerk,,,,,P1,,',
      'X8,RECV,Clerk,,,,,P9,,',
      'X9,RECV,Clerk,king,,,,,,',
      'Y1,RECV,Clerk,,,,,,yes,',
      'Y2,RECV,Clerk,,,,,,yes,',
      'Y2,RECV,Clerk,,,,,,,',
    )
    expect(faultsOf(await bring(admin, 'seats', list))).toEqual([
      '2 office import-office-unknown',
      '3 reports_to import-seat-unknown',
      '4 reports_to reporting-loop',
      '5 reports_to reporting-loop',
      '6 link_officer reporting-loop',
      '7 office import-seat-of-other-office',
      '9 sanctioned_post strength-exceeded',
      '10 sanctioned_post import-post-unknown',
      '11 role import-choice-unknown',
      '13 inward import-inward-twice',
      '14 id import-duplicate',
    ])
  })

  it('that need a bad row are skipped with it', async () => {
    const list = csv('id,office,designation,reports_to', 'A,RECV,Clerk,B', 'B,RECV,,', 'C,RECV,Clerk,A')
    expect(faultsOf(await bring(admin, 'seats', list))).toEqual(['3 designation import-cell-missing'])
    const reply = await bring(admin, 'seats', list, 'mode=skip-bad')
    expect(faultsOf(reply)).toEqual([
      '2 reports_to import-row-needed-bad',
      '3 designation import-cell-missing',
      '4 reports_to import-row-needed-bad',
    ])
    expect(reply.body).toMatchObject({ added: 0, bad: 3, written: true })
  })

  it('that stay with their post, because their own row is skipped, leave no room there for another', async () => {
    const posts = ['P1,RECV,Clerk,1,GO 1', 'P2,RECV,Clerk,1,GO 1']
    await bring(admin, 'sanctioned-posts', csv('id,office,designation,posts,order', ...posts))
    const header = 'id,office,designation,sanctioned_post'
    await bring(admin, 'seats', csv(header, 'A,RECV,Clerk,P1', 'B,RECV,Clerk,P2'))
    const list = csv(header, 'A,RECV,Clerk,P2', 'C,RECV,Clerk,P1')
    const reply = await bring(admin, 'seats', list, 'mode=skip-bad')
    expect(faultsOf(reply)).toEqual([
      '2 sanctioned_post strength-exceeded',
      '3 sanctioned_post strength-exceeded',
    ])
    expect(reply.body).toMatchObject({ added: 0, changed: 0, bad: 2 })
  })

  it('with open tapals are not ended; others end with their charges', async () => {
    const dispatch = await api.dispatch()
    await api.tapal(dispatch, { office: 'RECV', seat: 'RECV/TAPAL' })
    await api.officer('holder', ['SEND/US'])
    const list = (seat: string, office: string) =>
      csv('id,office,designation,until', `${seat},${office},Section Officer,2021-01-01`)
    expect(faultsOf(await bring(admin, 'seats', list('RECV/TAPAL', 'RECV')))).toEqual([
      '2 active_until import-open-tapals',
    ])
    expect((await bring(admin, 'seats', list('SEND/US', 'SEND'))).body).toMatchObject({ ended: 1 })
    const [charge] = await api.repositories.charges.ofSeat('SEND/US')
    expect(charge).toMatchObject({ ended: 'seat-ended', until: new Date('2020-12-31T18:30:00Z') })
  })
})

it('an office keeps the inward seat that it had, and a seat the line above it', async () => {
  const list = (line: string) => csv('id,office,designation,reports_to,inward', line)
  await bring(admin, 'seats', list('RECV/PAST,RECV,Clerk,SEND/US,no'))
  const { inwardSeat } = (await api.repositories.offices.byCode('RECV'))!
  await bring(admin, 'seats', list('RECV/PAST,RECV,Clerk,RECV/TAPAL,yes'))
  const office = (await api.repositories.offices.byCode('RECV'))!
  expect(office).toMatchObject({ inwardSeat: 'RECV/PAST' })
  expect(office.earlier.at(-1)).toMatchObject({ inwardSeat, until: office.factsFrom })
  expect(await api.repositories.seats.byId('RECV/PAST')).toMatchObject({
    reportsTo: 'RECV/TAPAL',
    earlier: [{ reportsTo: 'SEND/US', linkOfficer: null, from: null }],
  })
})

it('sanctioned posts keep what an earlier order sanctioned', async () => {
  const header = 'id,office,designation,posts,order,from'
  await bring(admin, 'sanctioned-posts', csv(header, 'P1,RECV,Clerk,2,GO 1,2020-01-01'))
  const list = csv(header, 'P1,RECV,Clerk,3,GO 2,2026-01-01')
  expect((await bring(admin, 'sanctioned-posts', list)).body).toMatchObject({ changed: 1 })
  expect(await api.repositories.sanctionedPosts.byId('P1')).toMatchObject({
    posts: 3,
    version: 2,
    earlier: [{ posts: 2, order: 'GO 1', until: new Date('2025-12-31T18:30:00Z') }],
  })
  expect((await bring(admin, 'sanctioned-posts', list)).body).toMatchObject({ unchanged: 1 })
})

describe('employees', () => {
  it('come in by their PEN, once each, and no name stands in the audit log', async () => {
    const list = csv('PEN,Name,Name (ML),Mobile', 'E1,Anitha K.,അനിത,98470 99999', 'E2,Biju,,')
    expect((await bring(admin, 'employees', list)).body).toMatchObject({ added: 2 })
    expect((await bring(admin, 'employees', list)).body).toMatchObject({ unchanged: 2 })
    const changed = await bring(admin, 'employees', csv('pen,name,phone', 'E1,Anitha K.,098470 12345'))
    expect(changed.at('/differences/0/fields')).toEqual({
      phone: { from: '+919847099999', to: '+919847012345' },
    })
    const audit = JSON.stringify(await api.repositories.audit.of('E1'))
    expect(audit).toContain('phone')
    expect(audit).not.toMatch(/Anitha|അനിത|98470/)
    const bad = await bring(admin, 'employees', csv('pen,name,phone', 'E1,Anitha K.,98470 12345 / 46'))
    expect(faultsOf(bad)).toEqual(['2 phone import-text-malformed'])
    const twice = await bring(admin, 'employees', csv('pen,name', 'E3,Chandran', 'E3,Chandran'))
    expect(faultsOf(twice)).toEqual(['3 pen import-pen-twice'])
  })

  it('of other departments are not changed by the admin of a department', async () => {
    await bring(admin, 'employees', csv('pen,name', 'E1,Anitha', 'E2,Biju'))
    await bring(
      admin,
      'charges',
      csv('seat,employee,from', 'RECV/HEAD,E1,2020-01-01', 'SEND/SO,E2,2020-01-01'),
    )
    const own = await api.officer('dep', ['RECV/TAPAL'], ['department-admin'])
    const reply = await bring(own, 'employees', csv('pen,name', 'E1,Anitha K.', 'E2,Biju B.', 'E3,Chandran'))
    expect(faultsOf(reply)).toEqual(['3 pen not-office-admin'])
  })
})

describe('charges', () => {
  const HEADER = 'seat,employee,kind,from,until'
  beforeEach(() => bring(admin, 'employees', csv('pen,name', 'E1,Anitha', 'E2,Biju', 'E3,Chandran')))

  it('come in with the end of one before the beginning of the next, in whatever order they stand', async () => {
    const first = csv(HEADER, 'RECV/HEAD,E1,,2020-01-01,')
    expect((await bring(admin, 'charges', first)).body).toMatchObject({ added: 1 })
    const next = csv(HEADER, 'RECV/HEAD,E2,regular,2026-06-01,', 'RECV/HEAD,E1,regular,01/01/2020,2026-06-01')
    const reply = await bring(admin, 'charges', next)
    expect(reply.body).toMatchObject({ added: 1, ended: 1, bad: 0 })
    expect(
      (await api.repositories.charges.holdersOf(['RECV/HEAD'], api.now())).map(({ employee }) => employee),
    ).toEqual(['E2'])
    expect((await bring(admin, 'charges', next)).body).toMatchObject({
      added: 0,
      changed: 0,
      ended: 0,
      unchanged: 2,
    })
  })

  it('that cannot be are told', async () => {
    await bring(admin, 'seats', csv('id,office,designation,from', 'RECV/NEW,RECV,Clerk,2024-01-01'))
    await bring(admin, 'charges', csv(HEADER, 'RECV/HEAD,E1,,2020-01-01,'))
    const list = csv(
      HEADER,
      'RECV/HEAD,E2,regular,2021-01-01,',
      'RECV/TAPAL,E1,regular,2020-01-01,2021-01-01',
      'RECV/TAPAL,E2,regular,2020-12-31,',
      'RECV/TAPAL,E3,additional,2020-12-31,',
      'RECV/TAPAL,E3,in-absence,2021-12-31,',
      'RECV/NEW,E1,regular,2023-12-31,',
      'RECV/NONE,E1,regular,2023-12-31,',
      'RECV/NEW,E9,regular,2024-12-31,',
      'SEND/SO,E1,regular,,',
      'SEND/SO,E2,regular,2020-01-01,',
      'SEND/SO,E2,regular,2020-01-01,',
    )
    const reply = await bring(admin, 'charges', list)
    expect(faultsOf(reply)).toEqual([
      '2 seat charge-overlaps',
      '4 seat charge-overlaps',
      '6 seat charge-held-already',
      '7 from charge-outside-seat',
      '8 seat import-seat-unknown',
      '9 employee import-employee-unknown',
      '10 from import-cell-missing',
      '12 seat import-duplicate',
    ])
    expect(reply.at('/errors/1/detail')).toBe('See line 3.')
    expect(reply.at('/errors/0/remedy')).toMatch(/^Relieve the holder/)
    const skipped = await bring(admin, 'charges', list, 'mode=skip-bad')
    expect(skipped.body).toMatchObject({ rows: 11, bad: 8, added: 3 })
  })

  it('that end take the access of the old holder in the same second', async () => {
    const old = await api.officer('old', ['RECV/HEAD'])
    expect((await old.get('/v1/tapals?seat=RECV/HEAD')).status).toBe(200)
    const day = '2026-01-01'
    await bring(admin, 'charges', csv(HEADER, `RECV/HEAD,PEN-old,regular,2020-01-01T00:00:00.000Z,${day}`))
    expect((await old.get('/v1/tapals?seat=RECV/HEAD')).status).toBe(403)
  })

  it('are each in the audit log, and of offices that the caller administers', async () => {
    const own = await api.officer('dep', ['RECV/TAPAL'], ['department-admin'])
    const list = csv(HEADER, 'RECV/HEAD,E1,,2020-01-01,', 'SEND/SO,E2,,2020-01-01,')
    expect(faultsOf(await bring(own, 'charges', list))).toEqual(['3 seat not-office-admin'])
    await bring(own, 'charges', list, 'mode=skip-bad')
    const [charge] = await api.repositories.charges.ofSeat('RECV/HEAD')
    const [entry] = await api.repositories.audit.of(charge!.id)
    expect(entry).toMatchObject({
      thing: 'charge',
      what: 'imported',
      after: { employee: 'E1', seat: 'RECV/HEAD' },
    })
  })
})

describe('groups', () => {
  const HEADER = 'group,name,kept_by,office,seat,from,until'

  it('that are lists get the members of the file from now on, and keep those they had', async () => {
    const first = csv(HEADER, 'G1,First,SEND,RECV,,,', 'G1,First,SEND,SEND,,2026-01-01,')
    expect((await bring(admin, 'groups', first)).body).toMatchObject({ rows: 2, added: 1, unchanged: 0 })
    api.advance(60_000)
    expect((await bring(admin, 'groups', first)).body).toMatchObject({ added: 0, unchanged: 1 })
    const next = csv(HEADER, 'G1,First,SEND,RECV,,,', 'G1,First,SEND,,SEND/SO,,')
    expect((await bring(admin, 'groups', next)).body).toMatchObject({ changed: 1 })
    const group = (await api.repositories.groups.byId('G1'))!
    expect(group.definitions.map(({ rule }) => 'members' in rule && rule.members.length)).toEqual([2, 2])
    expect(group).toMatchObject({ version: 2, office: 'SEND' })
  })

  it('that do not fit are told; a rule is not put out by a list', async () => {
    const rule = { from: api.now(), reach: 'office' as const, rule: { offices: { kinds: ['x'] } } }
    const facts = { id: 'R1', name: 'By rule', nameMl: '', office: 'SEND', until: null, version: 1 }
    const note = { what: 'added', actor: { kind: 'kcs' } as const, at: api.now() }
    await api.repositories.groups.add({ ...facts, definitions: [rule] }, note)
    api.advance(1_000)
    const list = csv(
      HEADER,
      'R1,By rule,SEND,RECV,,,',
      'G2,Second,SEND,,,,',
      'G2,Second,SEND,NONE,,,',
      'G2,Second,SEND,,NONE,,',
      'G2,Second,NONE,RECV,,,',
      'G3,Third,SEND,RECV,,,',
      'G3,Third,SEND,RECV,,,',
    )
    expect(faultsOf(await bring(admin, 'groups', list))).toEqual([
      '2 group import-group-by-rule',
      '3 office import-member-missing',
      '4 office import-office-unknown',
      '5 seat import-seat-unknown',
      '6 kept_by import-office-unknown',
      '8 group import-duplicate',
    ])
  })
})
