// What KCS writes as XML comes back as it was, and never becomes markup.

import { element, elements, escapeXml } from '../../../connectors/soochika/write'
import { readXml } from '../../../connectors/soochika/xml'

function readBack(text: string): { text: string; attribute: string | undefined } {
  const read = readXml(Buffer.from(element('a', text, { b: text }).xml))
  if ('fault' in read) throw new Error(read.fault)
  return { text: read.root.text, attribute: read.root.attributes['b'] }
}

test.each([
  'തപാൽ: a < b && c > "d" \'e\'',
  ']]><!-- --><?x?>&amp;&#60;</a><a>',
  ' two\nlines\tand a tab\r\nand a return\r ',
  '\u{1f4dc} \u{10ffff} \ufffd \ue000',
])('%j comes back as it was, in an element and in an attribute', (text) => {
  expect(readBack(text)).toEqual({ text, attribute: text })
})

test('characters that XML 1.0 cannot hold are left out, alone and halves of pairs too', () => {
  const text = 'a\u0000b\u0008c\u001fd\ufffee\uffff\ud83df\udcdcg'
  expect(escapeXml(text)).toBe('abcdefg')
  expect(readBack(text)).toEqual({ text: 'abcdefg', attribute: 'abcdefg' })
})

test('a member without a value is left out, and an empty one is an empty element', () => {
  const written = element('a', elements({ One: 1, No: undefined, Yes: true, Empty: '' }))
  expect(written.xml).toBe('<a><One>1</One><Yes>true</Yes><Empty/></a>')
})
