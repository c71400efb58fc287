// GET /v1/exports/:thing

import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { bring, csv } from './csv'

let api: TestApi
let admin: Client

beforeAll(async () => {
  api = await openApi()
  admin = await api.officer('admin', [], ['admin'])
  const offices = csv(
    'code,name,name_ml,parent,system,phone,address,from',
    'X1,=SUM(A1),"ഓഫീസ് ""ഒന്ന്""",,ksmart,+91 471,"-1\nRoad",2020-05-06',
    "X2,''=quoted,,X1,,@home,'plain,",
  )
  expect((await bring(admin, 'offices', offices)).body).toMatchObject({ bad: 0, added: 2 })
  await bring(admin, 'offices', csv('code,name,system', 'SEND,Office SEND,ksmart'))
  await bring(admin, 'sanctioned-posts', csv('id,office,designation,posts,order', 'P1,X1,Clerk,2,GO 1'))
  await bring(admin, 'seats', csv('id,office,designation,sanctioned_post,inward', 'X1/A,X1,Clerk,P1,yes'))
  await bring(admin, 'employees', csv('pen,name', 'E1,Anitha'))
  await bring(admin, 'charges', csv('seat,employee,from', 'X1/A,E1,2020-01-01'))
  await bring(admin, 'groups', csv('group,name,kept_by,office,seat', 'G1,All,X1,X1,', 'G1,All,X1,,X1/A'))
})
afterAll(() => api.close())

const bytesOf = async (thing: string, client = admin) => {
  const response = await fetch(`${api.url}/v1/exports/${thing}`, { headers: client.headers })
  return { response, bytes: Buffer.from(await response.arrayBuffer()) }
}
const THINGS = ['offices', 'seats', 'sanctioned-posts', 'employees', 'charges', 'groups']

it('answers UTF-8 with a byte order mark, as a file, in the order of the ids', async () => {
  const { response, bytes } = await bytesOf('offices')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('text/csv')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="offices.csv"')
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  const codes = bytes
    .toString()
    .split('\r\n')
    .filter((line) => /^[A-Z]+\d*,/.test(line))
  expect(codes.map((line) => line.split(',')[0])).toEqual(['RECV', 'SEND', 'X1', 'X2'])
})

it('lets no cell be taken for a formula', async () => {
  const text = (await bytesOf('offices')).bytes.toString()
  expect(text).toContain("X1,'=SUM(A1),")
  expect(text).toContain("'+91 471")
  expect(text).toContain("X2,''=quoted")
  expect(text).toContain("'plain")
  expect(text).toContain('"\'-1\nRoad"')
  expect(text).not.toMatch(/(^|,)"?[=+@-]/m)
})

it.each(THINGS)('%s come back as they were: a list that was fetched changes nothing', async (thing) => {
  const { bytes } = await bytesOf(thing)
  const reply = await bring(admin, thing, bytes)
  expect(reply.body).toMatchObject({
    added: 0,
    changed: 0,
    ended: 0,
    bad: 0,
    written: true,
    ignoredColumns: [],
  })
  expect(reply.at('/unchanged')).toBeGreaterThan(0)
})

it('a directory that was fetched builds up an empty one that gives the same lists', async () => {
  const other = await openApi()
  try {
    const there = await other.officer('admin', [], ['admin'])
    await other.database.collection('offices').deleteMany({})
    await other.database.collection('seats').deleteMany({})
    await other.database.collection('directory').deleteMany({})
    for (const thing of ['offices', 'seats', 'employees', 'charges', 'groups']) {
      const list = (await bytesOf(thing)).bytes
      const cells = thing === 'seats' ? Buffer.from(list.toString().replace(',P1,', ',,')) : list
      const reply = await bring(there, thing, cells)
      expect([thing, reply.at('/bad'), reply.at('/errors')]).toEqual([thing, 0, []])
      if (thing !== 'offices') continue
      const back = await fetch(`${other.url}/v1/exports/offices`, { headers: there.headers })
      expect(await back.text()).toBe(new TextDecoder().decode(list))
    }
  } finally {
    await other.close()
  }
})

it('gives the admin of a department the rows of the own offices only', async () => {
  const own = await api.officer('dep', ['X1/A'], ['department-admin'])
  const first = async (thing: string) => {
    const lines = (await bytesOf(thing, own)).bytes.toString().trim().split('\r\n').slice(1)
    return lines.filter((line) => /^\S+?,/.test(line)).map((line) => line.split(',')[0])
  }
  expect(await first('offices')).toEqual(['X1', 'X2'])
  expect(await first('seats')).toEqual(['X1/A', 'X1/HEAD', 'X2/HEAD'])
  expect(await first('employees')).toEqual(['E1', 'PEN-dep'])
  expect(await first('charges')).toEqual(['X1/A', 'X1/A'])
  expect((await first('groups')).length).toBe(2)
})

it('is not for officers, and has no list of another name', async () => {
  const officer = await api.officer('clerk', ['RECV/TAPAL'])
  expect((await bytesOf('offices', officer)).response.status).toBe(403)
  expect((await bytesOf('kings')).response.status).toBe(404)
})
