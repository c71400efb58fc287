import { readXml, XML_LIMITS } from '../../../connectors/soochika/xml'

const read = (text: string) => readXml(Buffer.from(text))
/** Short, however long the text is. */
const verdict = (text: string) => {
  const reading = read(text)
  return 'fault' in reading ? reading.fault : `read: ${reading.root.name}`
}

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

const attributes = (count: number, name = 'x') =>
  Array.from({ length: count }, (_, n) => `${name}${n}="u"`).join(' ')

test('what is as deep, as wide and as long as it may be is read, with as many attributes on each element', () => {
  const { depth, elements, bytes, attributes: most } = XML_LIMITS
  const texts = [
    '<a>'.repeat(depth) + '</a>'.repeat(depth),
    `<a>${'<b/>'.repeat(elements - 1)}</a>`,
    `<a>${' '.repeat(bytes - '<a></a>'.length)}</a>`,
    `<a ${attributes(most)}><b ${attributes(most)}/></a>`,
  ]
  for (const text of texts) expect(verdict(text)).toBe('read: a')
})

test.each([
  ['a document type', '<!DOCTYPE a><a/>', 'xml-doctype'],
  [
    'an entity from outside',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    'xml-doctype',
  ],
  ['an entity of entities', '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>', 'xml-doctype'],
  ['a document type without an end', '<!DOCTYPE a [<!ENTITY x "ha">', 'xml-malformed'],
  ['an entity that is not known', '<a>&unknown;</a>', 'xml-malformed'],
  ['such an entity in an attribute', '<a b="&unknown;"/>', 'xml-malformed'],
  ['the end of another element', '<a><b></a>', 'xml-malformed'],
  ['no end', '<a', 'xml-malformed'],
  ['an element that stays open', '<a><b/>', 'xml-malformed'],
  ['nothing', '', 'xml-malformed'],
  ['two roots', '<a/><b/>', 'xml-malformed'],
  ['a prefix that is not known', '<p:a/>', 'xml-malformed'],
  ['such a prefix of an attribute', '<a p:b=""/>', 'xml-malformed'],
  ['an attribute twice', '<a b="1" b="2"/>', 'xml-malformed'],
  [
    'an attribute twice by two prefixes',
    '<a xmlns:p="urn:x" xmlns:q="urn:x" p:b="" q:b=""/>',
    'xml-malformed',
  ],
  ['the end of a CDATA section alone', '<a>]]></a>', 'xml-malformed'],
  ['a control character', '<a>\u0001</a>', 'xml-malformed'],
  ['a reference to none', '<a>&#0;</a>', 'xml-malformed'],
  ['a control character of XML 1.1', '<?xml version="1.1"?><a>&#1;</a>', 'xml-malformed'],
  [
    'elements too deep',
    '<a>'.repeat(XML_LIMITS.depth + 1) + '</a>'.repeat(XML_LIMITS.depth + 1),
    'xml-too-deep',
  ],
  ['too many elements', `<a>${'<b/>'.repeat(XML_LIMITS.elements)}</a>`, 'xml-too-large'],
  ['too many bytes', `<a>${' '.repeat(XML_LIMITS.bytes)}</a>`, 'xml-too-large'],
  ['too many attributes', `<a ${attributes(XML_LIMITS.attributes + 1)}/>`, 'xml-too-large'],
  ['too many namespaces', `<a ${attributes(XML_LIMITS.attributes + 1, 'xmlns:x')}/>`, 'xml-too-large'],
])('an XML with %s is refused with a code of its own', (_what, text, fault) => {
  expect(verdict(text)).toBe(fault)
})

test('bytes that are no UTF-8 are malformed', () => {
  expect(readXml(Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e]))).toEqual({
    fault: 'xml-malformed',
  })
})

test('names that mean something to JavaScript are names like any other', () => {
  expect(read('<a><__proto__ constructor="x">y</__proto__></a>')).toEqual({
    root: expect.objectContaining({
      children: [expect.objectContaining({ name: '__proto__', text: 'y', attributes: { constructor: 'x' } })],
    }),
  })
})
