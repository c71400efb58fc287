// POST /v1/imports/offices

import { dayInKerala } from '../../../../domain/common/clock/ist'
import { chooseWay, plainProfile, profileAt } from '../../../../domain/directory/office/profile'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { addEndpoint } from '../../../support/world'
import { bring, csv, faultsOf, localBodies } from './csv'

let api: TestApi
let admin: Client

beforeEach(async () => {
  api = await openApi()
  admin = await api.officer('admin', [], ['admin'])
})
afterEach(() => api.close())

const HEADER = 'code,name,parent,kind,department,district,system'
const office = (code: string) => api.repositories.offices.byCode(code)

describe('a whole tree of offices, children before their parents', () => {
  const list = localBodies(2, 3, 400)
  const rows = 2 * (3 * 401 + 1) + 1

  it('comes in with every row under its parent, and again changes nothing', async () => {
    const first = await bring(admin, 'offices', list)
    expect(first.status).toBe(200)
    expect(first.body).toMatchObject({
      thing: 'offices',
      rows,
      added: rows,
      changed: 0,
      ended: 0,
      unchanged: 0,
      bad: 0,
      written: true,
      alongside: { seats: rows, offices: 0 },
      ignoredColumns: ['source'],
      errors: [],
    })
    expect(await office('G2-3-400')).toMatchObject({
      name: 'Village 400, block 3',
      nameMl: 'ഗ്രാമം 400',
      kind: 'grama-panchayat',
      district: 'D2',
      parent: 'B2-3',
      path: ['LB', 'D2', 'B2-3'],
      inwardSeat: 'G2-3-400/HEAD',
      version: 1,
    })
    const again = await bring(admin, 'offices', list)
    expect(again.body).toMatchObject({ rows, added: 0, changed: 0, unchanged: rows, written: true })
    expect(again.at('/alongside')).toEqual({ seats: 0, offices: 0 })
    expect(await api.database.collection('offices').countDocuments({ version: { $ne: 1 } })).toBe(0)
  })
})

it('gives an office without a seat a head seat that takes its letters and reports to the head above', async () => {
  await bring(admin, 'offices', localBodies(1, 1, 1))
  const seats = await api.repositories.seats.byIds(['G1-1-1/HEAD', 'LB/HEAD'])
  expect(seats.get('G1-1-1/HEAD')).toMatchObject({
    office: 'G1-1-1',
    role: 'head',
    reportsTo: 'B1-1/HEAD',
    designation: 'Head of Office',
  })
  expect(seats.get('LB/HEAD')).toMatchObject({ reportsTo: null })
})

it('leaves the seats of an office that has some, and reports to its head', async () => {
  await bring(admin, 'offices', csv(HEADER, 'RECV,Office RECV,,,,,', 'SUB,Below,RECV,,,,'))
  const seats = await api.repositories.seats.byIds(['RECV/HEAD', 'SUB/HEAD'])
  expect(seats.get('RECV/HEAD')).toMatchObject({ role: 'section' })
  expect(seats.get('SUB/HEAD')).toMatchObject({ reportsTo: null })
  expect(await office('RECV')).toMatchObject({ inwardSeat: 'RECV/TAPAL' })
})

it('keeps the filing system of an office that has no address, and the letter goes by the agent application', async () => {
  await bring(admin, 'offices', csv(HEADER, 'A,One,,,,,ksmart', 'B,Two,,,,,', 'C,Three,,,,,eoffice'))
  const ways = await Promise.all(
    ['A', 'B', 'C'].map(async (code) => chooseWay(profileAt((await office(code))!, api.now())!)),
  )
  expect(ways.map(({ mechanism, reasons }) => [mechanism, reasons[0]!.code])).toEqual([
    ['kcs-agent', 'system-without-endpoint'],
    ['kcs-agent', 'profile'],
    ['kcs-agent', 'system-without-endpoint'],
  ])
})

it('an office set to an endpoint by hand keeps it as long as the list names the same system', async () => {
  await bring(admin, 'offices', csv(HEADER, 'A,One,,,,,eoffice'))
  const profile = plainProfile(new Date(api.now().getTime() + 1), 'eoffice', 'eoffice-a')
  const byHand = { $push: { profiles: profile } }
  await api.database.collection('offices').updateOne({ _id: 'A' as never }, byHand as never)
  api.advance(1_000)
  const same = await bring(admin, 'offices', csv(HEADER, 'A,One,,,,,eoffice'))
  expect(same.body).toMatchObject({ unchanged: 1 })
  const other = await bring(admin, 'offices', csv(HEADER, 'A,One,,,,,soochika'))
  expect(other.body).toMatchObject({ changed: 1 })
  expect((await office('A'))!.profiles).toHaveLength(3)
})

describe('a changed row', () => {
  beforeEach(async () => {
    const rows = [
      'TOP,Top,,department,Works,North,',
      'MID,Middle,TOP,division,Works,North,',
      'LOW,Low,MID,,Works,,',
    ]
    await bring(admin, 'offices', csv(HEADER, ...rows, 'NEW,New Top,,department,Health,South,'))
    api.advance(60_000)
  })

  it('is shown field by field in a dry run, and nothing is written', async () => {
    const list = csv(HEADER, 'MID,Middle Office,NEW,division,Works,South,', 'ADD,Added,MID,,,,')
    const reply = await bring(admin, 'offices', list, 'dry-run=true')
    expect(reply.body).toMatchObject({
      added: 1,
      changed: 1,
      written: false,
      alongside: { seats: 1, offices: 1 },
    })
    expect(reply.at('/differences')).toMatchObject([
      {
        change: 'changed',
        key: 'MID',
        fields: {
          name: { from: 'Middle', to: 'Middle Office' },
          parent: { from: 'TOP', to: 'NEW' },
          above: { from: 'TOP', to: 'NEW' },
          district: { from: 'North', to: 'South' },
        },
      },
      { change: 'added', key: 'ADD', fields: { name: { from: null, to: 'Added' } } },
      { change: 'changed', key: 'LOW', fields: { above: { from: 'TOP / MID', to: 'NEW / MID' } } },
    ])
    expect(await office('ADD')).toBeNull()
    expect(await office('MID')).toMatchObject({ parent: 'TOP', version: 1 })
  })

  it('gets the next version, keeps its earlier facts, takes those below along, and is in the audit log', async () => {
    const at = api.now()
    await bring(admin, 'offices', csv('code,name,parent', 'MID,Middle Office,NEW'))
    expect(await office('MID')).toMatchObject({
      version: 2,
      kind: 'division',
      path: ['NEW'],
      earlier: [{ from: null, department: 'Works', path: ['TOP'] }],
    })
    expect((await office('MID'))!.factsFrom!.getTime()).toBeGreaterThanOrEqual(at.getTime())
    expect(await office('LOW')).toMatchObject({
      version: 2,
      path: ['NEW', 'MID'],
      earlier: [{ path: ['TOP', 'MID'] }],
    })
    const entries = await api.repositories.audit.of('MID')
    expect(entries.map(({ what }) => what)).toEqual(['imported', 'imported'])
    expect(entries[1]).toMatchObject({
      before: { name: 'Middle', parent: 'TOP' },
      after: { name: 'Middle Office', parent: 'NEW' },
      actor: { kind: 'operator', account: 'account:admin' },
    })
  })

  it('comes to its end by a day, and is counted so', async () => {
    const reply = await bring(admin, 'offices', csv('code,name,active_until', 'LOW,Low,01/12/2099'))
    expect(reply.body).toMatchObject({ ended: 1, changed: 0, differences: [{ change: 'ended', key: 'LOW' }] })
    expect((await office('LOW'))!.activeUntil).toEqual(new Date('2099-11-30T18:30:00.000Z'))
  })

  it('does not end an office where tapals are open', async () => {
    const dispatch = await api.dispatch()
    await api.tapal(dispatch, { office: 'LOW', seat: 'LOW/HEAD' })
    const list = csv('code,name,active_until', 'LOW,Low,2021-01-01', 'MID,Middle,2021-01-01')
    const reply = await bring(admin, 'offices', list)
    expect(faultsOf(reply)).toEqual(['2 active_until import-open-tapals'])
    expect(reply.body).toMatchObject({ written: false, bad: 1 })
    expect((await office('MID'))!.activeUntil).toBeNull()
  })

  it('does not point an office at a filing system whose agent does not serve it', async () => {
    await api.agent('foreign', ['SEND'])
    await addEndpoint(api.repositories, 'P-FOREIGN', 'push')
    await api.database
      .collection('endpoints')
      .updateOne({ _id: 'P-FOREIGN' as never }, { $set: { agent: 'foreign' } })
    const list = csv('code,name,system,endpoint', 'LOW,Low,push,P-FOREIGN')
    expect(faultsOf(await bring(admin, 'offices', list))).toEqual(['2 endpoint office-not-served'])
  })

  it('does not end it on a day to come either, unless a successor takes its letters; information counts until it is read', async () => {
    const dispatch = await api.dispatch()
    const lying = { office: 'MID', seat: 'MID/HEAD', purpose: 'information' } as const
    const { id } = await api.tapal(dispatch, { ...lying, owes: false, dueAt: null })
    const tomorrow = dayInKerala(new Date(api.now().getTime() + 2 * 86_400_000))
    const list = csv('code,name,active_until', `MID,Middle,${tomorrow}`)
    expect(faultsOf(await bring(admin, 'offices', list))).toEqual(['2 active_until import-open-tapals'])
    await api.database.collection('tapals').updateOne({ _id: id as never }, { $set: { state: 'opened' } })
    expect((await bring(admin, 'offices', list)).body).toMatchObject({ ended: 1 })
  })
})

describe('bad rows', () => {
  const list = csv(
    HEADER,
    'A,One,NOWHERE,,,,',
    'B,Two,C,,,,',
    'C,Three,B,,,,',
    'D,,,,,,',
    'E,Five,D,,,,unheard',
    'F,Six,A,,,,',
    'G,Seven,,,,,',
    'G,Seven again,,,,,',
    'H,Eight,D,,,,',
  )

  it('are all told with line, column, value and remedy, and stop the whole file', async () => {
    const reply = await bring(admin, 'offices', list)
    expect(reply.status).toBe(200)
    expect(faultsOf(reply)).toEqual([
      '2 parent import-parent-unknown',
      '3 parent import-parent-cycle',
      '4 parent import-parent-cycle',
      '5 name import-cell-missing',
      '6 system import-choice-unknown',
      '9 code import-duplicate',
    ])
    expect(reply.at('/errors/0')).toMatchObject({
      value: 'NOWHERE',
      remedy: expect.stringMatching(/^Add a row/),
    })
    expect(reply.body).toMatchObject({ rows: 9, bad: 6, written: false })
    expect(await office('G')).toBeNull()
  })

  it('are skipped by choice, together with the rows that need them', async () => {
    const reply = await bring(admin, 'offices', list, 'mode=skip-bad')
    expect(faultsOf(reply)).toEqual([
      '2 parent import-parent-unknown',
      '3 parent import-parent-cycle',
      '4 parent import-parent-cycle',
      '5 name import-cell-missing',
      '6 system import-choice-unknown',
      '7 parent import-row-needed-bad',
      '9 code import-duplicate',
      '10 parent import-row-needed-bad',
    ])
    expect(reply.body).toMatchObject({ rows: 9, bad: 8, added: 1, written: true })
    expect(await office('G')).toMatchObject({ name: 'Seven' })
    expect(await office('F')).toBeNull()
  })

  it('of a cycle that closes through an office of the directory are found', async () => {
    await bring(admin, 'offices', csv(HEADER, 'P,Upper,,,,,', 'Q,Lower,P,,,,'))
    const reply = await bring(admin, 'offices', csv(HEADER, 'P,Upper,Q,,,,'))
    expect(faultsOf(reply)).toEqual(['2 parent import-parent-cycle'])
  })
})

describe('the admin of a department', () => {
  it('may bring rows of the offices below the own one, and no others', async () => {
    await bring(admin, 'offices', csv(HEADER, 'DEP,Department,,,,,', 'OTHER,Other,,,,,', 'SUB,Below,DEP,,,,'))
    const own = await api.officer('dep', ['DEP/HEAD'], ['department-admin'])
    const good = await bring(
      own,
      'offices',
      csv(HEADER, 'SUB,Below it,DEP,,,,', 'SUB2,Second,SUB,,,,', 'DEP,The Dept,,,,,'),
    )
    expect(good.body).toMatchObject({ bad: 0, added: 1, changed: 2 })
    const rows = [
      'OTHER,Mine now,,,,,',
      'SUB,Below it,OTHER,,,,',
      'X,New,,,,,',
      'DEP,The Dept,OTHER,,,,',
      'Y,New,OTHER,,,,',
    ]
    const bad = await bring(own, 'offices', csv(HEADER, ...rows))
    expect(faultsOf(bad)).toEqual([2, 3, 4, 5, 6].map((line) => `${line} code not-office-admin`))
  })

  it('an officer may bring nothing', async () => {
    const officer = await api.officer('clerk', ['RECV/TAPAL'])
    expect((await bring(officer, 'offices', csv(HEADER, 'A,One,,,,,'))).status).toBe(403)
  })
})
