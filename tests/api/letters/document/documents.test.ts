import { createHash } from 'node:crypto'
import { ulid } from 'ulid'
import { request } from 'node:http'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { until } from '../../../support/until'
import { MAX_DOCUMENT_BYTES } from '../../../../domain/letters/dispatch/limits'

const PDF = { 'content-type': 'application/pdf' }

describe('documents', () => {
  let api: TestApi
  let agent: Client
  beforeAll(async () => {
    api = await openApi()
    agent = await api.agent('send', ['SEND'])
  })
  afterAll(() => api.close())
  const pdf = (text: string) => Buffer.from(`%PDF-1.7\n${text}\n%%EOF`)
  const hashOf = (content: Buffer) => createHash('sha256').update(content)
  const bring = (content: Buffer, headers: Record<string, string> = {}) =>
    agent.post('/v1/documents?office=SEND', content, { ...PDF, ...headers })

  describe('POST /v1/documents', () => {
    test('201: kept under its sha256; 200 when it was there already', async () => {
      const content = pdf('one')
      const sha256 = hashOf(content).digest('hex')
      const first = await bring(content)
      expect([first.status, first.body]).toEqual([
        201,
        { sha256, size: content.length, mediaType: 'application/pdf' },
      ])
      const again = await bring(content)
      expect([again.status, again.body]).toEqual([200, first.body])
    })

    test('201: with its digest, it is checked', async () => {
      const content = pdf('checked')
      const digest = `sha-256=:${hashOf(content).digest('base64')}:`
      expect((await bring(content, { 'content-digest': digest })).status).toBe(201)
    })

    test('201: by the holder of a seat of the office', async () => {
      const officer = await api.officer('officer', ['SEND/SO'])
      expect((await officer.post('/v1/documents?office=SEND', pdf('by a person'), PDF)).status).toBe(201)
    })

    test('422 digest-mismatch: nothing is kept', async () => {
      const content = pdf('mismatch')
      const digest = `sha-256=:${hashOf(pdf('other')).digest('base64')}:`
      const reply = await bring(content, { 'content-digest': digest })
      expect([reply.status, reply.at('/code')]).toEqual([422, 'digest-mismatch'])
      expect(await api.deps.store.has(hashOf(content).digest('hex'))).toBe(false)
    })

    test('422 document-empty', async () => {
      const reply = await bring(Buffer.alloc(0))
      expect([reply.status, reply.at('/code')]).toEqual([422, 'document-empty'])
    })

    test.each([
      ['HTML as PDF', Buffer.from('<html>'), 'application/pdf'],
      ['a program as PNG', Buffer.from('MZ\x90\x00'), 'image/png'],
      ['a PDF as JPEG', Buffer.from('%PDF-1.7'), 'image/jpeg'],
    ])('422 document-type: %s', async (_what, content, type) => {
      const reply = await bring(content, { 'content-type': type })
      expect([reply.status, reply.at('/code')]).toEqual([422, 'document-type'])
    })

    test.each([
      ['a byte order mark', '\ufeff'],
      ['a line feed', '\n'],
      ['the header of a report writer', 'HPRPT 1.0 page 1 of 1 ;;;;;;;;\n'],
      ['the head of a form', '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'],
    ])('201: a PDF with %s before it, byte for byte', async (_what, before) => {
      const content = Buffer.concat([Buffer.from(before), pdf(before)])
      const reply = await bring(content)
      expect([reply.status, reply.at('/size')]).toEqual([201, content.length])
      const sent = await agent.get(`/v1/documents/${hashOf(content).digest('hex')}/content`)
      expect(sent.headers.get('content-length')).toBe(String(content.length))
    })

    test.each([
      ['the mark of a PDF alone', Buffer.from('%PDF-'), 'application/pdf'],
      ['half of a PDF', pdf('x'.repeat(3000)).subarray(0, 2000), 'application/pdf'],
      [
        'a PDF that a scanner still writes',
        Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(100_000)]),
        'application/pdf',
      ],
      ['three bytes of a JPEG', Buffer.from([0xff, 0xd8, 0xff]), 'image/jpeg'],
      ['the head of a PNG', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'image/png'],
    ])('422 document-incomplete: %s, and nothing is kept', async (_what, content, type) => {
      const reply = await bring(content, { 'content-type': type })
      expect([reply.status, reply.at('/code')]).toEqual([422, 'document-incomplete'])
      expect(await api.deps.store.has(hashOf(content).digest('hex'))).toBe(false)
    })

    test.each(['image/svg+xml', 'text/html', ''])('415 media-type-unsupported: %s', async (type) => {
      const reply = await bring(pdf('x'), { 'content-type': type })
      expect([reply.status, reply.at('/code')]).toEqual([415, 'media-type-unsupported'])
    })

    test('413 document-too-large: 51 MB announced', async () => {
      const reply = await bring(Buffer.concat([pdf(''), Buffer.alloc(51 * 1024 * 1024)]))
      expect([reply.status, reply.at('/code')]).toEqual([413, 'document-too-large'])
    })

    test('413 document-too-large: chunks without end', async () => {
      const piece = Buffer.alloc(1024 * 1024)
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const sending = request(
          `${api.url}/v1/documents?office=SEND`,
          { method: 'POST', headers: { ...PDF, ...agent.headers } },
          (answer) => {
            answer.resume()
            resolve(answer.statusCode)
            sending.destroy()
          },
        )
        sending.on('error', reject)
        sending.write(pdf(''))
        let sent = 0
        const more = () => {
          if (sent > MAX_DOCUMENT_BYTES + 8 * piece.length) return
          sent += piece.length
          sending.write(piece, more)
        }
        more()
      })
      expect(status).toBe(413)
    })

    test('document-cut: an upload that breaks off leaves nothing behind', async () => {
      const content = pdf('cut in the middle')
      await new Promise<void>((resolve) => {
        const sending = request(`${api.url}/v1/documents?office=SEND`, {
          method: 'POST',
          headers: { ...PDF, ...agent.headers, 'content-length': content.length + 1000 },
        })
        sending.on('error', () => resolve())
        sending.write(content, () => setImmediate(() => sending.destroy()))
      })
      await until(() => api.log.some((line) => line.includes('"document-cut"')), { what: 'the fault' })
      await until(async () => (await api.database.collection('document_uploads').countDocuments()) === 0, {
        what: 'the upload to be cleared away',
      })
      expect(await api.deps.store.has(hashOf(content).digest('hex'))).toBe(false)
    })

    test('403 office-not-served: the key of another office; seat-not-held: a seat of another office', async () => {
      const other = await api.agent('recv', ['RECV'])
      const reply = await other.post('/v1/documents?office=SEND', pdf('x'), PDF)
      expect([reply.status, reply.at('/code')]).toEqual([403, 'office-not-served'])
      const officer = await api.officer('recv-officer', ['RECV/TAPAL'])
      const refused = await officer.post('/v1/documents?office=SEND', pdf('x'), PDF)
      expect([refused.status, refused.at('/code')]).toEqual([403, 'seat-not-held'])
    })

    test('401 unauthenticated', async () => {
      const reply = await api.anyone.post('/v1/documents?office=SEND', pdf('x'), PDF)
      expect([reply.status, reply.at('/code')]).toEqual([401, 'unauthenticated'])
    })
  })

  describe('GET /v1/documents/:sha256/content', () => {
    let sha256: string
    beforeAll(async () => {
      sha256 = await api.document('SEND', '0123456789')
    })
    const read = (headers: Record<string, string> = {}, client = agent) =>
      client.get(`/v1/documents/${sha256}/content`, headers)

    test('200: whoever was sent it reads it and sends it on, however many letters carry it since; 404 when it is taken back', async () => {
      const annexure = await api.document('SEND', 'common annexure')
      const documents = [{ sha256: annexure, name: 'a.pdf', mediaType: 'application/pdf', size: 30 }]
      const letter = await api.dispatch({ documents })
      const tapal = await api.tapal(letter)
      const { _id, ...row } = (await api.database
        .collection<{ _id: string }>('dispatches')
        .findOne({ _id: letter.id }))!
      const later = Array.from({ length: 1_001 }, (_, i) => ({
        ...{ ...row, _id: ulid(Date.now() + 1000 + i), idempotencyKey: `later-${i}` },
      }))
      await api.database.collection<{ _id: string }>('dispatches').insertMany(later)
      const holder = await api.officer('annexure-holder', ['RECV/TAPAL'])
      const path = `/v1/documents/${annexure}/content`
      expect((await holder.get(path)).status).toBe(200)
      const other = await api.officer('annexure-stranger', ['OTHER/SO'])
      expect((await other.get(path)).status).toBe(404)
      await api.repositories.tapals.recall(letter.id, { kind: 'kcs' }, api.now())
      expect((await api.repositories.tapals.byId(tapal.id))?.state).toBe('recalled')
      expect((await holder.get(path)).status).toBe(404)
    })

    test('200: the whole document, for a frame of our own pages only', async () => {
      const reply = await read()
      expect([reply.status, reply.text]).toEqual([200, '%PDF-1.7\n0123456789\n%%EOF'])
      expect(reply.headers.get('content-type')).toBe('application/pdf')
      expect(reply.headers.get('etag')).toBe(`"${sha256}"`)
      expect(reply.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
      expect(reply.headers.get('cache-control')).toContain('private')
    })

    test.each([
      ['bytes=9-11', 'bytes 9-11/25', '012'],
      ['bytes=22-', 'bytes 22-24/25', 'EOF'],
      ['bytes=-4', 'bytes 21-24/25', '%EOF'],
      ['bytes=23-500', 'bytes 23-24/25', 'OF'],
    ])('206: %s', async (range, contentRange, text) => {
      const reply = await read({ range })
      expect([reply.status, reply.headers.get('content-range'), reply.text]).toEqual([
        206,
        contentRange,
        text,
      ])
    })

    test.each(['bytes=9-3', 'lines=1-2', 'bytes=1-2,4-5'])(
      '200: a range that is none is let be: %s',
      async (range) => {
        expect((await read({ range })).status).toBe(200)
      },
    )

    test('206 with the ETag of this document as If-Range; 200 and the whole with that of another', async () => {
      const status = async (etag: string) => (await read({ range: 'bytes=22-', 'if-range': etag })).status
      expect([await status(`"${sha256}"`), await status(`"${'0'.repeat(64)}"`)]).toEqual([206, 200])
    })

    test('416 range-unsatisfiable', async () => {
      const reply = await read({ range: 'bytes=25-' })
      expect([reply.status, reply.at('/code')]).toEqual([416, 'range-unsatisfiable'])
      expect(reply.headers.get('content-range')).toBe('bytes */25')
    })

    test('304: the caller has it already', async () => {
      expect((await read({ 'if-none-match': `"${sha256}"` })).status).toBe(304)
    })

    test('404 not-found: of another office, until it is sent there; after a recall no more', async () => {
      const receiver = await api.officer('receiver', ['RECV/TAPAL'])
      const refused = await read({}, receiver)
      expect([refused.status, refused.at('/code')]).toEqual([404, 'not-found'])
      const documents = [{ sha256, name: 'a.pdf', mediaType: 'application/pdf', size: 19 }]
      const tapal = await api.tapal(await api.dispatch({ documents }))
      expect((await read({}, receiver)).status).toBe(200)
      await api.repositories.tapals.recall(tapal.dispatch, { kind: 'kcs' }, new Date())
      expect((await read({}, receiver)).status).toBe(404)
    })

    test.each(['0'.repeat(64), 'nonsense', '..%2F..%2Fetc%2Fpasswd'])('404 not-found: %s', async (name) => {
      const reply = await agent.get(`/v1/documents/${name}/content`)
      expect([reply.status, reply.at('/code')]).toEqual([404, 'not-found'])
    })
  })
})
