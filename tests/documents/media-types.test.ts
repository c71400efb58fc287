import { findMediaType, HEAD_BYTES, MEDIA_TYPES } from '../../domain/letters/document/media-types'
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
