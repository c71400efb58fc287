import { twinKey } from '../../../domain/common/text/code'
import { dayFault, indianDay } from '../../../domain/common/text/day'
import { fileNameFault } from '../../../domain/common/text/file-name'
import { parseStrictJson } from '../../../domain/common/text/json'
import { mailAddressFault } from '../../../domain/common/text/mail-address'
import { textFault, tidyText } from '../../../domain/common/text/text'

const faultOf = (text: string, lines = false) => textFault(tidyText(text), { max: 40, lines })

describe('A text keeps', () => {
  it.each([
    ['the old chillus of Malayalam, which are spelt with a joiner', 'സര്\u200dക്കാര്\u200d ഉത്തരവ്'],
    ['a non-joiner at the end of a Malayalam word', 'കത്ത്\u200c'],
    ['a non-joiner inside a Malayalam word', 'തമിഴ്\u200cനാട്'],
    ['joiners of Urdu and Hindi', 'میں\u200cنے क्\u200dष'],
    ['a picture that is put together with joiners', '👩\u200d⚖️'],
    ['a no-break space between words', 'Rs.\u00a0500'],
  ])('%s', (_, text) => {
    expect(tidyText(text)).toBe(text.normalize('NFC'))
    expect(faultOf(text)).toBeNull()
  })

  it('is composed, has line feeds, and no white space at its ends', () => {
    expect(tidyText('\u00a0\ufeffകൊല\u0d46\u0d3e\r\nx \t')).toBe('കൊല\u0d4a\nx')
  })
})

describe('A text is refused, with the sign and its place, for', () => {
  it.each([
    [
      'a right-to-left override',
      'Rs. \u202e00001',
      'must not hold U+202E (right-to-left override) at character 5',
    ],
    ['an isolate', 'a\u2066b', 'must not hold U+2066 (left-to-right isolate) at character 2'],
    ['a zero width space', 'IPRD\u200b', 'must not hold U+200B (zero width space) at character 5'],
    ['a joiner between Latin letters', 'a\u200db', 'must not hold U+200D (zero width joiner) at character 2'],
    ['a soft hyphen', 'a\u00adb', 'must not hold U+00AD (soft hyphen) at character 2'],
    ['a tag', 'a\u{e0041}', 'must not hold U+E0041 (a sign that cannot be seen) at character 2'],
    [
      'a variation selector that chooses nothing',
      'a\ufe0f',
      'must not hold U+FE0F (variation selector) at character 2',
    ],
    [
      'a line separator',
      'a\u2028b',
      'must not hold U+2028 (line separator) at character 2; it must be one line',
    ],
    ['a line feed', '😀a\nb', 'must not hold U+000A (line feed) at character 3; it must be one line'],
    ['a null', 'a\u0000', 'must not hold U+0000 (null) at character 2'],
    ['half of a character', 'a\ud800', 'must not hold U+D800 (half of a character) at character 2'],
    ['nothing but the blank of Braille', '\u2800', 'must hold something that can be seen'],
    ['nothing but white space', ' \u00a0\n', 'must not be empty'],
    ['too many characters', 'x'.repeat(41), 'must have at most 40 characters'],
  ])('%s', (_, text, fault) => {
    expect(faultOf(text)).toBe(fault)
  })

  it('what has several lines may have line feeds, and nothing else that one line may not have', () => {
    expect(faultOf('a\nb\tc', true)).toBeNull()
    expect(faultOf('a\nb\u0007', true)).toBe('must not hold U+0007 (control character) at character 4')
  })

  it('counts characters, not their halves', () => {
    expect(faultOf('😀'.repeat(40))).toBeNull()
  })
})

describe('The name of a document', () => {
  it.each(['സര്\u200dക്കാര്\u200d ഉത്തരവ്.pdf', 'കത്ത്\u200c.pdf', 'G.O.(Ms)No.20-2021.pdf', "d'souza & co.pdf"])(
    'may be %s',
    (name) => {
      expect(fileNameFault(name)).toBeNull()
    },
  )

  it.each([
    ['Re: order?.pdf', 'must not hold the sign :, at character 3'],
    ['a/b.pdf', 'must not hold the sign /, at character 2'],
    ['.pdf', 'must not begin with a full stop'],
    ['a.', 'must not end with a full stop'],
    ['con.pdf', 'must not be the name of a device of Windows'],
    ['NUL', 'must not be the name of a device of Windows'],
    ['a\u202efdp.exe', 'must not hold U+202E (right-to-left override) at character 2'],
  ])('may not be %s', (name, fault) => {
    expect(fileNameFault(name)).toBe(fault)
  })
})

describe('A mail address', () => {
  it.each(["d'souza@kerala.gov.in", 'a+b@x-y.in', 'so.itd@it.kerala.gov.in', 'ഓഫീസ്@ഉദാഹരണം.in'])(
    'may be %s',
    (address) => {
      expect(mailAddressFault(address)).toBeNull()
    },
  )

  it.each(
    'Nil|-|a@b@c.in|a@x.in; b@x.in|a@x.in,b@x.in|Name <a@x.in>|mailto:a@x.in|a[at]x.in|a<evil@y.in>|a@x|a@-x.in|a..b@x.in|@x.in|a b@x.in|x@y.in\u202e'.split(
      '|',
    ),
  )('may not be %s', (address) => {
    expect(mailAddressFault(address)).toMatch(/^must /)
  })
})

describe('A day', () => {
  it.each([
    ['2026-02-31', 'must be a day that exists'],
    ['2026-00-10', 'must be a day that exists'],
    ['26-02-01', 'must be a day as YYYY-MM-DD'],
    ['0000-01-01', 'must lie between 1900-01-01 and 2199-12-31'],
    ['9999-12-31', 'must lie between 1900-01-01 and 2199-12-31'],
    ['2028-02-29', null],
  ])('%s: %s', (text, fault) => {
    expect(dayFault(text)).toBe(fault)
  })

  it.each([
    ['1/2/2027', '2027-02-01'],
    ['01-02-2027', '2027-02-01'],
    ['01.02.2027', '2027-02-01'],
    ['01-02-27', '2027-02-01'],
    ['01-Feb-27', '2027-02-01'],
    ['1 September 2027', '2027-09-01'],
    ['2027/02/01', '2027-02-01'],
    ['2027-02-01', '2027-02-01'],
    ['12/31/2027', '2027-31-12'],
    ['01-02/2027', null],
    ['01-Fro-27', null],
    ['2027', null],
  ])('as it is written in India: %s is %s', (text, day) => {
    expect(indianDay(text)).toBe(day)
  })
})

test('codes are near twins that differ in case, leading zeros or look-alikes alone', () => {
  const twins = ['IPRD-007', 'iprd-7', 'IPRD-OO7', 'lPRD-07', 'ＩＰＲＤ-007']
  expect(new Set(twins.map(twinKey)).size).toBe(1)
  expect(new Set(['A-70', 'A-7', 'A-17', 'B-7', 'A7'].map(twinKey)).size).toBe(5)
})

describe('The JSON of others', () => {
  const read = (text: string | Buffer) => parseStrictJson(typeof text === 'string' ? Buffer.from(text) : text)

  it('may begin with a byte order mark', () => {
    expect(read('\ufeff{"a":1}')).toEqual({ a: 1 })
  })

  it.each([
    [
      'in another encoding',
      Buffer.from('{"a":"caf\xe9"}', 'latin1'),
      'body-not-json',
      'The body is not UTF-8.',
    ],
    ['with a key twice', '{"a":1,"\\u0061":2}', 'body-not-json', 'A key stands twice in one object.'],
    ['with half of a character', '{"a":"\\ud800"}', 'body-not-json', 'A text holds half of a character.'],
    ['that breaks off', '{"a":', 'body-not-json', 'The body ends before its JSON does.'],
    ['that is none', '<html>', 'body-not-json', 'The body is not JSON.'],
    ['nested deeply', '['.repeat(13), 'body-too-deep', undefined],
  ])('is refused %s', (_, text, code, detail) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code, detail }))
  })
})
