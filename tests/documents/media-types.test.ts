import {
  findMediaType,
  HEAD_BYTES,
  MEDIA_TYPES,
  nameFits,
  TAIL_BYTES,
} from '../../domain/letters/document/media-types'
import { MEDIA_TYPES as LETTER_TYPES } from '../../domain/letters/dispatch/limits'

const zip = (entry: string) =>
  Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(26), Buffer.from(entry)])

const HEADS: Record<string, Buffer> = {
  pdf: Buffer.from('%PDF-1.7\n'),
  png: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
  jpg: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10]),
  docx: zip('[Content_Types].xml'),
  odt: zip('mimetypeapplication/vnd.oasis.opendocument.textPK'),
}

const pdfOf = (text: string) => Buffer.from(`%PDF-1.7\n${text}`, 'latin1')

describe('a PDF', () => {
  const { fits, isWhole } = findMediaType('application/pdf')!
  const whole = (content: Buffer) =>
    isWhole(content.subarray(-TAIL_BYTES), { head: content.subarray(0, HEAD_BYTES), size: content.length })

  it.each([
    ['an encrypted one', pdfOf('trailer<</Encrypt 3 0 R>>\nstartxref\n9\n%%EOF')],
    ['one without a page', pdfOf('startxref\n9\n%%EOF\r\n')],
    [
      'one with something of a mail program behind its end',
      pdfOf(`startxref\n9\n%%EOF\n${'junk '.repeat(2000)}`),
    ],
    ['one that ends with zeros', Buffer.concat([pdfOf('startxref\n9\n%%EOF\n'), Buffer.alloc(4096)])],
    ['one of two revisions', pdfOf('%%EOF\n9 0 obj<<>>endobj\nstartxref\n9\n%%EOF')],
    ['one for the web', pdfOf(`1 0 obj<</Linearized 1 /L 90 >>endobj ${'x'.repeat(40)}\n%%EOF`)],
    ['one whose writer left out the last line', pdfOf('startxref\n9\n')],
  ])('is whole: %s', (_, content) => {
    expect([fits(content.subarray(0, HEAD_BYTES)), whole(content)]).toEqual([true, true])
  })

  it.each([
    ['one of five bytes', Buffer.from('%PDF-')],
    ['one that breaks off', pdfOf('1 0 obj<</Type/Catalog>>endobj')],
    ['one whose second revision breaks off', pdfOf('startxref\n9\n%%EOF\n9 0 obj<</A ')],
    [
      'one for the web that breaks off',
      pdfOf('1 0 obj<</Linearized 1 /L 900 >>endobj startxref\n0\n%%EOF\n'),
    ],
    ['a page with a script', pdfOf('<script>alert(1)</script>')],
  ])('is not whole: %s', (_, content) => {
    expect(whole(content)).toBe(false)
  })

  it.each([
    ['a page that holds one', '<html>%PDF-1.7'],
    ['an archive that holds one', 'PK\x03\x04 %PDF-1.7'],
    ['a program that holds one', 'MZ %PDF-1.7'],
    ['a text that names one late', `${'x'.repeat(HEAD_BYTES)}%PDF-1.7`],
  ])('is not %s', (_, content) => {
    expect(fits(Buffer.from(content, 'latin1').subarray(0, HEAD_BYTES))).toBe(false)
  })
})

test.each([
  ['order.pdf', 'application/pdf', true],
  ['ഉത്തരവ്.PDF', 'application/pdf', true],
  ['scan.jpeg', 'image/jpeg', true],
  ['letter.pdf.exe', 'application/pdf', false],
  ['a.html', 'application/pdf', false],
  ['order', 'application/pdf', false],
])('the name %s for %s: %s', (name, mediaType, fits) => {
  expect(nameFits(name, mediaType)).toBe(fits)
})

describe('the kinds of file that are taken', () => {
  it('include every kind a letter may consist of', () => {
    for (const name of LETTER_TYPES) expect(findMediaType(name)?.mediaType).toBe(name)
  })

  it.each(MEDIA_TYPES.map(({ extension }) => extension))(
    'know %s by its first bytes, and nothing else',
    (extension) => {
      const type = MEDIA_TYPES.find((each) => each.extension === extension)!
      const fitting = Object.entries(HEADS).filter(([, head]) => type.fits(head))
      expect(fitting.map(([name]) => name)).toEqual([extension])
    },
  )

  it.each([
    ['a program', Buffer.from('MZ\x90\x00')],
    ['a web page', Buffer.from('<html><script>')],
    ['any archive', zip('setup.exe')],
    ['a spreadsheet', zip('xl/workbook.xml')],
    ['the beginning of a PDF only', Buffer.from('%PD')],
    ['nothing', Buffer.alloc(0)],
  ])('do not take %s for one of them', (_, head) => {
    expect(MEDIA_TYPES.filter((type) => type.fits(head))).toEqual([])
  })

  it.each([
    ['zeros', '\0'],
    ['ends that are begun', 'startxref '],
    ['numbers', 'startxref 1'],
    ['objects', '1 0 '],
  ])('are judged in a moment where the end is missing and the last bytes are %s', (_what, piece) => {
    const tail = Buffer.alloc(TAIL_BYTES, piece)
    const since = performance.now()
    for (const type of MEDIA_TYPES) expect(type.isWhole(tail, { head: tail, size: 1e6 })).toBe(false)
    expect(performance.now() - since).toBeLessThan(5_000)
  })

  it('are told apart within the bytes that are looked at', () => {
    for (const head of Object.values(HEADS)) expect(head.length).toBeLessThanOrEqual(HEAD_BYTES)
  })

  it.each(['application/pdf; charset=binary', 'Application/PDF', ' application/pdf '])(
    'are found by %j',
    (name) => {
      expect(findMediaType(name)?.extension).toBe('pdf')
    },
  )
})
