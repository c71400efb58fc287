import { readXml, XML_LIMITS } from '../../../connectors/soochika/xml'

const read = (text: string) => readXml(Buffer.from(text))

test('any prefix and the default namespace name the same element', () => {
  const one = { root: expect.objectContaining({ namespace: 'urn:s', name: 'a' }) }
  expect(read('<s:a xmlns:s="urn:s"/>')).toEqual(one)
  expect(read('<a xmlns="urn:s"/>')).toEqual(one)
})

test('CDATA and character references are text, and comments are none', () => {
  expect(read('<a>x<![CDATA[<&>]]><!-- no -->&#x0D24;&#3366;</a>')).toEqual({
    root: expect.objectContaining({ text: 'x<&>\u0d24\u0d26' }),
  })
})

test('UTF-16 is read by its mark, in both orders', () => {
  const little = Buffer.from('\ufeff<a>തപാൽ</a>', 'utf16le')
  const big = Buffer.from(little).swap16()
  for (const bytes of [little, big])
    expect(readXml(bytes)).toEqual({ root: expect.objectContaining({ text: 'തപാൽ' }) })
})

test.each([
  ['<!DOCTYPE a><a/>', 'xml-doctype'],
  ['<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'xml-doctype'],
  ['<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>', 'xml-doctype'],
  ['<a>&unknown;</a>', 'xml-malformed'],
  ['<a><b></a>', 'xml-malformed'],
  ['<p:a/>', 'xml-malformed'],
  ['', 'xml-malformed'],
  ['<a>'.repeat(XML_LIMITS.depth + 1) + '</a>'.repeat(XML_LIMITS.depth + 1), 'xml-too-deep'],
  [`<a>${'<b/>'.repeat(XML_LIMITS.elements)}</a>`, 'xml-too-large'],
  [`<a>${' '.repeat(XML_LIMITS.bytes)}</a>`, 'xml-too-large'],
])('%.50s is refused with a code of its own', (text, fault) => {
  expect(read(text)).toEqual({ fault })
})

test('bytes that are no UTF-8 are malformed', () => {
  expect(readXml(Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e]))).toEqual({
    fault: 'xml-malformed',
  })
})
