// POST /v1/imports/:thing: what is wrong with a file as a whole, and with the form of its rows.

import { request } from 'node:http'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { until } from '../../../support/until'
import { bring, csv, faultsOf } from './csv'

let api: TestApi
let admin: Client

beforeAll(async () => {
  api = await openApi()
  admin = await api.officer('admin', [], ['admin'])
})
afterAll(() => api.close())

const office = (code: string) => api.repositories.offices.byCode(code)
/** Rows that wait to be written. */
const leftovers = () => api.database.collection('import-rows').countDocuments()
afterEach(async () => expect(await leftovers()).toBe(0))

describe('a file is taken', () => {
  it('with a byte order mark, CRLF, quotation marks and cells of several lines', async () => {
    const text =
      '\ufeffcode,name,address\r\nQ1,"Office, ""First""","Room 1\r\nFirst Floor"\r\n\r\nQ2,"Two",Street\r\n'
    const reply = await bring(admin, 'offices', text)
    expect(reply.body).toMatchObject({ rows: 2, added: 2, bad: 0 })
    expect(await office('Q1')).toMatchObject({ name: 'Office, "First"', address: 'Room 1\nFirst Floor' })
  })

  it('with carriage returns alone, and without an end to its last line', async () => {
    expect((await bring(admin, 'offices', 'code,name\rR1,One\rR2,Two')).body).toMatchObject({ added: 2 })
  })

  it('with its columns in any order and under other names', async () => {
    const reply = await bring(
      admin,
      'offices',
      csv('Name (ML),Office Code, NAME ,Remarks,Serial', 'ഒന്ന്,N1,One,x,1'),
    )
    expect(reply.body).toMatchObject({ added: 1, ignoredColumns: ['Remarks', 'Serial'] })
    expect(await office('N1')).toMatchObject({ name: 'One', nameMl: 'ഒന്ന്' })
  })

  it('with chillus of the old writing, which become letters of their own', async () => {
    await bring(admin, 'offices', csv('code,name,name_ml', 'M1,One,തിരുവനന്തപുരം കോര്\u200dപ്പറേഷന്\u200d'))
    expect((await office('M1'))!.nameMl).toBe('തിരുവനന്തപുരം കോർപ്പറേഷൻ')
  })

  it('with dates written both ways', async () => {
    await bring(admin, 'offices', csv('code,name,from,until', 'T1,One,01/02/2020,2099-03-04'))
    const { activeFrom, activeUntil } = (await office('T1'))!
    expect(activeFrom).toEqual(new Date('2020-01-31T18:30:00Z'))
    expect(activeUntil).toEqual(new Date('2099-03-03T18:30:00Z'))
  })
})

describe('a file is refused as a whole', () => {
  const latin1 = Buffer.from('code,name\nL1,Offic\xe9\n', 'latin1')
  const utf16 = Buffer.from('\ufeffcode,name\nU1,One\n', 'utf16le')
  it.each([
    ['that is empty', '', 422, 'import-file-empty', ''],
    ['of a byte order mark only', '\ufeff', 422, 'import-file-empty', ''],
    ['with a header line only', 'code,name\n', 422, 'import-no-rows', ''],
    ['in another encoding', latin1, 422, 'import-not-utf-eight', 'Line 2 is not.'],
    ['in UTF-16', utf16, 422, 'import-not-utf-eight', 'It is UTF-16.'],
    ['without a needed column', 'kode,district\nA,B\n', 422, 'import-column-missing', 'code, name'],
    ['with a column twice', 'code,name,Name\nA,B,C\n', 422, 'import-column-twice', 'name and Name'],
  ])('%s', async (_what, content, status, code, detail) => {
    const reply = await bring(admin, 'offices', content)
    expect([reply.status, reply.at('/code')]).toEqual([status, code])
    expect(String(reply.at('/detail') ?? '')).toContain(detail)
  })

  it('of another media type', async () => {
    const reply = await admin.post('/v1/imports/offices', 'code,name\nA,B\n', {
      'content-type': 'text/plain',
    })
    expect([reply.status, reply.at('/code')]).toEqual([415, 'media-type-unsupported'])
  })

  it('for a list that does not exist, and for a mode that does not', async () => {
    expect((await bring(admin, 'kings', 'code,name\nA,B\n')).status).toBe(404)
    expect((await bring(admin, 'offices', 'code,name\nA,B\n', 'mode=some')).at('/code')).toBe(
      'parameter-invalid',
    )
  })
})

describe('an upload', () => {
  const header = 'code,name\n'
  const row = `X1,${'x'.repeat(1_000)}\n`

  it('of 100 MB is refused before it is read, by what it announces', async () => {
    const { status, code } = await upload({ 'content-length': String(100 * 1024 * 1024) }, async (send) => {
      await send(header)
    })
    expect([status, code]).toEqual([413, 'import-file-too-large'])
  })

  it('of 100 MB without an announcement is refused when it has become too large', async () => {
    const { status, code } = await upload({}, async (send) => {
      await send(header)
      const piece = row.repeat(1_000)
      for (let sent = 0; sent < 100 && (await send(piece)); sent += 1);
    })
    expect([status, code]).toEqual([413, 'import-file-too-large'])
  })

  it('that is cut leaves nothing behind', async () => {
    await upload({ 'content-length': '1000000' }, async (send, cut) => {
      await send(`${header}${'CUT,Cut\n'.repeat(2_000)}`)
      await until(async () => (await leftovers()) > 0, { what: 'rows are laid down' })
      cut()
    })
    await until(async () => (await leftovers()) === 0, { what: 'the rows are removed' })
    expect(await office('CUT')).toBeNull()
  })

  async function upload(
    headers: Record<string, string>,
    write: (send: (text: string) => Promise<boolean>, cut: () => void) => Promise<void>,
  ): Promise<{ status: number; code: string }> {
    const { cookie, 'x-csrf-token': token } = admin.headers
    const given = { 'content-type': 'text/csv', cookie: cookie!, 'x-csrf-token': token!, ...headers }
    const sent = request(`${api.url}/v1/imports/offices`, { method: 'POST', headers: given })
    const answered = new Promise<{ status: number; code: string }>((resolve) => {
      sent.once('response', async (response) => {
        let text = ''
        for await (const chunk of response) text += String(chunk)
        resolve({ status: response.statusCode!, code: (JSON.parse(text) as { code: string }).code })
      })
      sent.on('error', () => resolve({ status: 0, code: '' }))
    })
    let open = true
    void answered.then(() => (open = false))
    const send = (text: string) =>
      new Promise<boolean>((resolve) => {
        if (!open) return resolve(false)
        void answered.then(() => resolve(false))
        sent.write(text, () => resolve(open))
      })
    await write(send, () => sent.destroy())
    const answer = await answered
    sent.destroy()
    return answer
  }
})

describe('the form of rows', () => {
  it('is told for each that is bad, and the rows after it are read', async () => {
    const text = csv(
      'code,name,district',
      'F1,One,North',
      'F2,Two',
      'F3,Three,North,more',
      'F4,Fo"ur,North',
      'F5,"Five"x,North',
      'F6,"Six,North',
      'F7,Seven,North',
      'F 8,Eight,North',
      'F9,Nine\u0007,North',
      `F10,${'x'.repeat(301)},North`,
      `F11,${'y'.repeat(70_000)},North`,
      'F12,Twelve,North',
    )
    const reply = await bring(admin, 'offices', text)
    expect(faultsOf(reply)).toEqual([
      '3 - import-cells-too-few',
      '4 - import-cells-too-many',
      '5 - import-quote-misplaced',
      '6 - import-quote-misplaced',
      '7 - import-quote-open',
      '9 code import-code-malformed',
      '10 name import-control-character',
      '11 name import-cell-too-long',
      '12 - import-row-too-long',
    ])
    expect(reply.body).toMatchObject({ rows: 12, bad: 9, written: false })
    const skipped = await bring(admin, 'offices', text, 'mode=skip-bad')
    expect(skipped.body).toMatchObject({ rows: 12, bad: 9, added: 3 })
    expect(await office('F7')).toMatchObject({ name: 'Seven' })
  })

  it('counts lines as the file has them, past empty lines and cells of several lines', async () => {
    const text = 'code,name,address\r\nE1,One,"a\r\nb\r\nc"\r\n\r\nE2,,x\r\n'
    expect(faultsOf(await bring(admin, 'offices', text))).toEqual(['6 name import-cell-missing'])
  })

  it('is judged cell by cell', async () => {
    const list = csv(
      'code,name,from,until,fit,endpoint',
      'D1,One,31/02/2026,,,',
      'D2,Two,2026-13-01,,,',
      'D3,Three,1.2,,,',
      'D4,Four,2026-02-01,2026-01-01,,',
      'D5,Five,,,perhaps,',
      'D6,Six,,,,nowhere',
    )
    expect(faultsOf(await bring(admin, 'offices', list))).toEqual([
      '2 from import-date-impossible',
      '3 from import-date-impossible',
      '4 from import-date-malformed',
      '5 until import-span-backwards',
      '6 fit import-flag-malformed',
      '7 endpoint import-endpoint-unknown',
    ])
  })

  it('lists ten thousand bad rows and counts all of them', async () => {
    const rows = Array.from({ length: 12_000 }, (_, n) => `,Nameless ${n}`)
    const reply = await bring(admin, 'offices', csv('code,name', ...rows))
    expect(reply.at('/bad')).toBe(12_000)
    expect(reply.at('/errors')).toHaveLength(10_000)
  })
})
