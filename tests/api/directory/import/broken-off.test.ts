// An import that is broken off, and one beside which others change the same rows.

import { Readable } from 'node:stream'
import { linesOf } from '../../../../api/routes/directory/import/lines'
import { recordsOf } from '../../../../api/routes/directory/import/records'
import type { Caller } from '../../../../services/access/right/identity'
import { importList } from '../../../../services/directory/import/import-list'
import type { ImportRepository } from '../../../../database/directory/import/repository'
import { openApi, type TestApi } from '../../../support/api'
import { bring, csv, localBodies } from './csv'

let api: TestApi
beforeEach(async () => (api = await openApi()))
afterEach(() => api.close())

type Write = ImportRepository['write']

const ADMIN = { kind: 'account', account: { login: 'admin', roles: ['admin'] } } as unknown as Caller

/** Imports the list in this process; `wrap` stands between it and its writes. One that is killed clears nothing up. */
async function run(list: string, wrap: (write: Write) => Write = (write) => write, { killed = false } = {}) {
  const { write, staging, ...others } = api.repositories.imports
  const kept: typeof staging = (id, at) => ({ ...staging(id, at), remove: async () => undefined })
  const imports = { ...others, write: wrap(write), staging: killed ? kept : staging }
  const deps = { repositories: { ...api.repositories, imports }, newId: api.deps.newId }
  const records = recordsOf(linesOf(Readable.from([Buffer.from(list)])))
  return importList(deps, ADMIN, { list: 'offices', records, skipBad: false, dryRun: false }, api.now())
}

/** Everything an import writes, without the instants, which differ from run to run. */
async function state(): Promise<string> {
  const of = async (name: string) => {
    const rows = await api.database
      .collection(name)
      .find({}, { sort: { _id: 1 } })
      .toArray()
    return rows.filter(({ thing }) => thing !== 'import')
  }
  const all = [await of('offices'), await of('seats'), await of('audit'), await of('directory')]
  return JSON.stringify(all).replace(/"\d{4}-\d\d-\d\dT[^"]+"/g, '"at"')
}

it('broken off between two batches and run again, it ends as if it had never been broken off', async () => {
  const list = localBodies(2, 3, 400)
  let batches = 0
  const dying: (write: Write) => Write = (write) => async (changes, note) => {
    batches += 1
    if (batches === 2) throw new Error('killed')
    return write(changes, note)
  }
  await expect(run(list, dying)).rejects.toThrow('killed')
  expect(await api.database.collection('import-rows').countDocuments()).toBe(0)
  const half = await api.database.collection('offices').countDocuments()
  expect(half).toBeGreaterThan(500)
  expect(half).toBeLessThan(2_409)
  const report = await run(list)
  expect(report).toMatchObject({ added: 2_409 - (half - 2), unchanged: half - 2, bad: 0 })
  const broken = await state()

  const other = api
  api = await openApi()
  await run(list)
  expect(await state()).toBe(broken)
  await other.close()
})

it('killed while it wrote, it leaves rows that expire, and the same list again goes past them', async () => {
  const list = localBodies(1, 1, 20)
  const dying: (write: Write) => Write = () => async () => {
    throw new Error('killed')
  }
  await expect(run(list, dying, { killed: true })).rejects.toThrow('killed')
  const rows = api.database.collection('import-rows')
  expect(await rows.countDocuments()).toBe(23)
  expect(await rows.indexes()).toContainEqual(expect.objectContaining({ expireAfterSeconds: 86_400 }))
  expect(await run(list)).toMatchObject({ rows: 23, added: 23, bad: 0 })
  expect(await rows.countDocuments()).toBe(23)
})

it('broken off while offices below were to move along, it moves them when it is run again', async () => {
  const header = 'code,name,parent'
  await run(csv(header, 'A,A,', 'B,B,', 'C,C,A', 'D,D,C'))
  const moved = csv(header, 'C,C,B')
  let batches = 0
  const dying: (write: Write) => Write = (write) => async (changes, note) => {
    batches += 1
    if (batches === 2) throw new Error('killed')
    return write(changes, note)
  }
  await expect(run(moved, dying)).rejects.toThrow('killed')
  expect(await api.repositories.offices.byCode('D')).toMatchObject({ path: ['A', 'C'] })
  expect(await run(moved)).toMatchObject({ changed: 0, unchanged: 1, alongside: { offices: 1 } })
  expect(await api.repositories.offices.byCode('D')).toMatchObject({ path: ['B', 'C'], version: 2 })
})

it('a row that somebody changes meanwhile is read again, and keeps that change too', async () => {
  await run(csv('code,name,phone', 'A,One,1'))
  let first = true
  const beside: (write: Write) => Write = (write) => async (changes, note) => {
    if (first) {
      first = false
      const edit = { $set: { phone: '2' }, $inc: { version: 1 } }
      await api.database.collection('offices').updateOne({ _id: 'A' as never }, edit)
    }
    return write(changes, note)
  }
  expect(await run(csv('code,name', 'A,First'), beside)).toMatchObject({ changed: 1 })
  expect(await api.repositories.offices.byCode('A')).toMatchObject({ name: 'First', phone: '2', version: 3 })
})

it('a row that others keep changing ends the import with what was written before', async () => {
  await run(csv('code,name', 'A,One'))
  const never: (write: Write) => Write = () => async () => false
  await expect(run(csv('code,name', 'A,First'), never)).rejects.toMatchObject({ code: 'version-stale' })
})

it('takes two files at a time and asks the third to wait', async () => {
  const admin = await api.officer('admin', [], ['admin'])
  const list = localBodies(1, 2, 300)
  const replies = await Promise.all([1, 2, 3].map(() => bring(admin, 'offices', list, 'dry-run=true')))
  const busy = replies.filter(({ status }) => status === 503)
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 503])
  expect(busy[0]!.at('/code')).toBe('import-busy')
  expect(busy[0]!.headers.get('retry-after')).toBe('15')
})
